import type { Fault } from '../exchange.ts';
import type { OperationPlan, ParameterPlan } from '../plan.ts';
import { equal, type Json } from '../syntax/json.ts';
import { shortPointer } from '../syntax/json-pointer.ts';
import { faultOf, violationsOf } from '../validation/find-violations.ts';
import type { BoundOperation } from './bind-operation.ts';
import type { ReadRequest } from './read-request.ts';

/** All faults of a request: what could not be decoded, then parameters in the document's order, then the body. */
export function validate(operation: BoundOperation, request: ReadRequest): readonly Fault[] {
  const faults = [...request.decoded.faults];
  const unread = faults.slice(0, maxUnread);
  for (const part of checked(operation, request)) {
    const [place, name, schemaPointer, value] = part;
    if (place !== 'body' && operation.request.validatorAt(schemaPointer)(value).length === 0) continue;
    const violations = violationsOf(value, schemaPointer, operation.request);
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
  return faults.length === 0 ? faults : faults.slice(0, maxFaults).map(withShortPlace);
}

function isAtOrBelow(pointer: string, above: string): boolean {
  return pointer === above || pointer.startsWith(`${above}/`);
}

/** Further ones are not even counted. */
const maxFaults = 1000;
const maxUnread = 100;

/** A place is as long as the names in a request, and is told again and again. */
function withShortPlace(fault: Fault): Fault {
  const { alternatives } = fault;
  const pointer = shortPointer(fault.pointer);
  if (alternatives === undefined && pointer === fault.pointer) return fault;
  const short = { ...fault, pointer };
  return alternatives === undefined
    ? short
    : { ...short, alternatives: alternatives.map((branch) => branch.map(withShortPlace)) };
}

/**
 * What was set aside for this request and its answer, each once, as `keyword place`: the constraints that the request
 * breaks, for every request or for this one, since it has a documented value; and references that lead nowhere.
 *
 * @param answer places in it that are not known
 */
export function setAsideFor(
  operation: BoundOperation,
  request: ReadRequest,
  answer: readonly string[],
): readonly string[] {
  const { strict, plan } = operation;
  const isWhole = strict === null && plan.tolerated.length === 0;
  if (isWhole && plan.missing.length === 0 && answer.length === 0) return nothing;
  const invalid = isWhole ? nothing : violatedIn(operation, request);
  const missing = [...plan.missing, ...answer].map((place) => `reference ${place}`);
  return [...new Set([...invalid, ...missing])].slice(0, maxSetAside);
}

const nothing: readonly string[] = [];

function violatedIn(operation: BoundOperation, request: ReadRequest): readonly string[] {
  const { plan } = operation;
  const strict = operation.strict ?? operation.request;
  const missing = new Set(plan.missingSchemas);
  const aside = new Set([...plan.setAside, ...missing]);
  const texts = new Map<string, string>();
  for (const part of checked(operation, request)) {
    const [place, name, schemaPointer, value] = part;
    const isDocumented = isTolerated(plan, part);
    if (aside.size === 0 && !isDocumented) continue;
    for (const { constraint, keyword: invalid, pointer } of violationsOf(value, schemaPointer, strict)) {
      if (texts.has(constraint) || !(isDocumented || aside.has(constraint))) continue;
      const keyword = missing.has(constraint) ? 'reference' : invalid;
      texts.set(
        constraint,
        `${keyword} ${place === 'body' ? 'body#' : `${place}.${name}`}${shortPointer(pointer, maxCharacters)}`,
      );
    }
  }
  return [...texts.values()];
}

/** As many as fit into a header, with room to spare, and as much of each place. */
const maxSetAside = 20;
const maxCharacters = 200;

/** Whether this is a documented value that is meant to be right. */
function isTolerated({ tolerated }: OperationPlan, [place, name, schemaPointer, value]: Checked): boolean {
  return tolerated.some(
    (one) => one.in === place && one.name === name && one.schemaPointer === schemaPointer && equal(one.value, value),
  );
}

type Checked = readonly [ParameterPlan['in'] | 'body', string, string, Json];

/** What of a request there is a schema for, and which. */
function checked({ readers }: BoundOperation, { decoded, media, defaulted }: ReadRequest): readonly Checked[] {
  const parts: Checked[] = [];
  for (const { plan: parameter, key } of readers) {
    const { in: place, name, schemaPointer } = parameter;
    if (schemaPointer === null || defaulted.has(parameter)) continue;
    const value = Object.hasOwn(decoded[place], key) ? decoded[place][key] : undefined;
    if (value !== undefined) parts.push([place, name, schemaPointer, value]);
  }
  const schemaPointer = media?.schemaPointer ?? null;
  if (schemaPointer !== null && decoded.body !== undefined) parts.push(['body', '', schemaPointer, decoded.body]);
  return parts;
}
