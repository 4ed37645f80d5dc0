import type { Fault } from '../exchange.ts';
import type { OperationPlan, ParameterPlan } from '../plan.ts';
import { equal, type Json } from '../syntax/json.ts';
import { shortPointer } from '../syntax/json-pointer.ts';
import { faultOf, violationsOf } from '../validation/find-violations.ts';
import { constraintKey } from '../validation/violation.ts';
import type { BoundOperation } from './bind-operation.ts';
import type { ReadRequest } from './read-request.ts';

/** Returns all faults of a request: decoding errors, then parameters in the document's order, then the body. */
export function validate(operation: BoundOperation, request: ReadRequest): readonly Fault[] {
  const faults = [...request.decoded.faults];
  const undecoded = faults.slice(0, maxUndecoded);
  for (const part of checkedValues(operation, request)) {
    const [place, name, schemaPointer, value] = part;
    if (place !== 'body' && operation.request.validatorAt(schemaPointer)(value).length === 0) continue;
    const violations = violationsOf(value, schemaPointer, operation.request);
    // A documented valid value is accepted: that it breaks its schema is the document's fault, not the request's.
    if (violations.length > 0 && isTolerated(operation.plan, part)) continue;
    for (const violation of violations) {
      // A value that could not be decoded has been reported already.
      const isUndecoded = undecoded.some(
        (fault) => fault.in === place && fault.name === name && isAtOrBelow(violation.pointer, fault.pointer),
      );
      if (!isUndecoded) faults.push(faultOf(violation, { in: place, name }));
    }
  }
  return faults.length === 0 ? faults : faults.slice(0, maxFaults).map(withShortPointer);
}

function isAtOrBelow(pointer: string, above: string): boolean {
  return pointer === above || pointer.startsWith(`${above}/`);
}

/** Further faults are neither reported nor counted. */
const maxFaults = 1000;
const maxUndecoded = 100;

/**
 * Shortens a fault's pointer: property names of the request may be very long, and the pointer is repeated in messages.
 */
function withShortPointer(fault: Fault): Fault {
  const { alternatives } = fault;
  const pointer = shortPointer(fault.pointer);
  if (alternatives === undefined && pointer === fault.pointer) return fault;
  const short = { ...fault, pointer };
  return alternatives === undefined
    ? short
    : { ...short, alternatives: alternatives.map((branch) => branch.map(withShortPointer)) };
}

/**
 * Lists what was set aside for a request and its answer, as `keyword location`, without duplicates: constraints that
 * the request breaks but that contradict the document's own examples, and references that cannot be resolved.
 *
 * @param answer locations in the answer that are unknown because of unresolved references
 */
export function setAsideFor(
  operation: BoundOperation,
  request: ReadRequest,
  answer: readonly string[],
): readonly string[] {
  const { strict, plan } = operation;
  const hasNoExceptions = strict === null && plan.tolerated.length === 0;
  if (hasNoExceptions && plan.missing.length === 0 && answer.length === 0) return noEntries;
  const violated = hasNoExceptions ? noEntries : violatedConstraints(operation, request);
  const missing = [...plan.missing, ...answer].map((place) => `reference ${place}`);
  return [...new Set([...violated, ...missing])].slice(0, maxSetAside);
}

const noEntries: readonly string[] = [];

function violatedConstraints(operation: BoundOperation, request: ReadRequest): readonly string[] {
  const { plan } = operation;
  const strict = operation.strict ?? operation.request;
  const missing = new Set(plan.missingSchemas);
  const constraints = new Set([...plan.setAside.map(constraintKey), ...missing]);
  const entries = new Map<string, string>();
  for (const part of checkedValues(operation, request)) {
    const [place, name, schemaPointer, value] = part;
    const isToleratedValue = isTolerated(plan, part);
    if (constraints.size === 0 && !isToleratedValue) continue;
    for (const { constraint, keyword: violated, pointer } of violationsOf(value, schemaPointer, strict)) {
      const key = constraintKey(constraint);
      if (entries.has(key) || !(isToleratedValue || constraints.has(key))) continue;
      const keyword = missing.has(key) ? 'reference' : violated;
      entries.set(
        key,
        `${keyword} ${place === 'body' ? 'body#' : `${place}.${name}`}${shortPointer(pointer, maxPointerLength)}`,
      );
    }
  }
  return [...entries.values()];
}

/** Entries, and characters of each pointer, so that the header `Sandbox-Set-Aside` stays well below common limits. */
const maxSetAside = 20;
const maxPointerLength = 200;

/** Whether a value is documented as valid although it breaks its schema. */
function isTolerated({ tolerated }: OperationPlan, [place, name, schemaPointer, value]: CheckedValue): boolean {
  return tolerated.some(
    (one) => one.in === place && one.name === name && one.schemaPointer === schemaPointer && equal(one.value, value),
  );
}

type CheckedValue = readonly [ParameterPlan['in'] | 'body', string, string, Json];

/** Lists the values of a request that have a schema. */
function checkedValues(
  { readers }: BoundOperation,
  { decoded, media, defaulted }: ReadRequest,
): readonly CheckedValue[] {
  const parts: CheckedValue[] = [];
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
