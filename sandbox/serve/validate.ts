import { decodedName } from '../codings/parameters.ts';
import type { Fault } from '../exchange.ts';
import { equal, type Json } from '../notation/json.ts';
import type { OperationPlan, ParameterPlan } from '../plan.ts';
import { faultOf, type Schemas, violationsOf } from '../triggers/schema-errors.ts';
import type { LinkedOperation } from './link.ts';
import type { ReadRequest } from './read-request.ts';

/** All faults of a request: what could not be decoded, then parameters in the document's order, then the body. */
export function validate(operation: LinkedOperation, request: ReadRequest): readonly Fault[] {
  const faults = [...request.decoded.faults];
  const unread = faults.slice(0, mostFaults);
  for (const part of checked(operation.plan, request)) {
    const [place, name, validator, value] = part;
    const violations = violationsOf(value, validator, operation.request);
    // A documented value that is meant to be right is told as what it is: the document contradicts itself.
    if (violations.length > 0 && isTolerated(operation.plan, part)) continue;
    for (const violation of violations) {
      // Nothing more can be said of what could not be read.
      const isUnread = unread.some(
        (fault) => fault.in === place && fault.name === name && isAtOrBelow(violation.pointer, fault.pointer),
      );
      if (!isUnread) faults.push(faultOf(violation, { in: place, name }));
    }
  }
  return faults.slice(0, mostFaults);
}

function isAtOrBelow(pointer: string, above: string): boolean {
  return pointer === above || pointer.startsWith(`${above}/`);
}

/** Enough to see what is wrong with a request, and few enough to tell them all. */
const mostFaults = 100;

/**
 * The constraints that were set aside and that this request breaks, each once, as `keyword place`: for every request, or
 * for this one, since it has a documented value.
 */
export function brokenSetAside(
  { strict, request: schemas, plan }: LinkedOperation,
  request: ReadRequest,
): readonly string[] {
  return strict === null && plan.tolerated.length === 0 ? [] : brokenIn(strict ?? schemas, plan, request);
}

function brokenIn(strict: Schemas, plan: OperationPlan, request: ReadRequest): readonly string[] {
  const aside = new Set(plan.setAside);
  const told = new Map<string, string>();
  for (const part of checked(plan, request)) {
    const [place, name, validator, value] = part;
    const isDocumented = isTolerated(plan, part);
    if (aside.size === 0 && !isDocumented) continue;
    for (const { constraint, keyword, pointer } of violationsOf(value, validator, strict)) {
      if (told.has(constraint) || !(isDocumented || aside.has(constraint))) continue;
      told.set(constraint, `${keyword} ${place === 'body' ? `body#${pointer}` : `${place}.${name}${pointer}`}`);
    }
  }
  return [...told.values()].slice(0, mostSetAside);
}

/** As many as fit into a header, with room to spare. */
const mostSetAside = 20;

/** Whether this is a documented value that is meant to be right. */
function isTolerated({ tolerated }: OperationPlan, [place, name, validator, value]: Checked): boolean {
  return tolerated.some(
    (one) => one.in === place && one.name === name && one.validator === validator && equal(one.value, value),
  );
}

type Checked = readonly [ParameterPlan['in'] | 'body', string, string, Json];

/** What of a request there is a schema for, and which. */
function checked({ parameters }: OperationPlan, { decoded, media, defaulted }: ReadRequest): readonly Checked[] {
  const values = parameters.flatMap((parameter): readonly Checked[] => {
    const name = decodedName(parameter);
    const value = Object.hasOwn(decoded[parameter.in], name) ? decoded[parameter.in][name] : undefined;
    return value === undefined || parameter.validator === null || defaulted.has(parameter)
      ? []
      : [[parameter.in, parameter.name, parameter.validator, value]];
  });
  const validator = media?.validator ?? null;
  return validator === null || decoded.body === undefined ? values : [...values, ['body', '', validator, decoded.body]];
}
