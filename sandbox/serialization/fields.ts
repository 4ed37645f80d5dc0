import type { FieldPlan, FieldsPlan, ParameterPlan, StyledFieldPlan } from '../plan.ts';
import { type Digits, digitsIn, type Written, written } from '../syntax/digits.ts';
import { isArray, type Json, type JsonArray, setProperty } from '../syntax/json.ts';
import { escapeToken } from '../syntax/json-pointer.ts';
import { isPercentEncoded } from '../syntax/percent.ts';
import type { decodeQuery, RawQuery } from '../syntax/urlencoded.ts';
import { coerceToResult } from './coerce.ts';
import { decodeNamed, isFreeForm, queryNamesOf } from './decode-parameter.ts';
import { isDeepName, readDeep } from './deep-object.ts';
import { parameterDigits } from './parameter-digits.ts';
import { readJson } from './read-json.ts';
import {
  atPointer,
  CombinedResult,
  maxFaults,
  noFaults,
  type ReadResult,
  readList,
  resultOf,
  unreadable,
} from './read-result.ts';
import { readXml } from './read-xml.ts';
import { ownValue } from './shapes.ts';
import { readWholeList } from './whole-list.ts';

/** The fields of a form or the parts of a multipart body, grouped by name in the order in which they were sent. */
export interface SentFields<T> {
  readonly byName: ReadonlyMap<string, readonly T[]>;
  /** Reads one field. */
  readonly read: (sent: T, field: FieldPlan, isDocumented: boolean) => ReadResult;
  /** Returns all fields as a query, for properties that have a style. */
  readonly query: () => RawQuery;
  readonly decode: typeof decodeQuery;
}

/**
 * Reads fields as one object: each property in its style if the Encoding Object gives it one, else in its media type
 * (OpenAPI 3.1.1, 4.8.15).
 */
export function readFields<T>({ fields, styled, others }: FieldsPlan, sent: SentFields<T>): ReadResult {
  const names: string[] = [];
  const combined = new CombinedResult();
  const addField = (name: string, result: ReadResult): void => {
    names.push(name);
    combined.add(result.faults.length === 0 ? result : atPointer(`/${escapeToken(name)}`, result));
  };
  const isTaken = readStyled(styled, fields, sent, addField);
  const max = combined.faultCount + maxFaults;
  for (const [name, group] of sent.byName) {
    if (isTaken(name)) continue;
    const documented = ownValue(fields, name);
    addField(name, readField(documented ?? others, group, sent.read, documented !== undefined));
    if (combined.faultCount >= max) break;
  }
  return combined.joined((values) => {
    const object: Record<string, Json> = {};
    for (const [index, name] of names.entries()) setProperty(object, name, values[index] ?? null);
    return object;
  });
}

function readField<T>(
  field: FieldPlan,
  group: readonly T[],
  read: SentFields<T>['read'],
  isDocumented: boolean,
): ReadResult {
  const first = group[0];
  if (first === undefined) return unreadable('field');
  if (group.length === 1) {
    const single = read(first, field, isDocumented);
    const whole = field.repeats ? wholeList(single, field) : single;
    if (whole) return whole;
  } else if (!field.repeats && isDocumented) {
    // The schema allows one value, and several cannot be merged into it.
    return { value: read(first, field, isDocumented).value ?? '', faults: unreadable('one value').faults };
  }
  return readList(group, (one, index) => {
    const result = read(one, field, isDocumented);
    return result.faults.length === 0 ? result : atPointer(field.repeats ? `/${index}` : '', result);
  });
}

/** Returns the list that was sent as a single field; undefined if the field is one item of it. */
function wholeList(single: ReadResult, { format }: FieldPlan): ReadResult | undefined {
  const { value, faults } = single;
  if (format.by === 'json') return isArray(value) && (!format.nested || isListOfLists(value)) ? single : undefined;
  return format.by === 'text' && typeof value === 'string' && faults.length === 0
    ? readWholeList(value, format.types)
    : undefined;
}

/** Whether a JSON array is all of a list of lists, rather than its only item. */
function isListOfLists(value: JsonArray): boolean {
  return value.length > 0 && value.every(isArray);
}

/** Reads the properties that have a style, and returns a test for the names that they used up. */
function readStyled<T>(
  styled: readonly StyledFieldPlan[],
  fields: FieldsPlan['fields'],
  sent: SentFields<T>,
  addField: (name: string, result: ReadResult) => void,
): (name: string) => boolean {
  if (styled.length === 0) return () => false;
  const query = sent.query();
  const taken = new Set<string>();
  const deep = styled.filter((one) => one.by === 'deep').map(({ name }) => name);
  const isTaken = (name: string) => taken.has(name) || deep.some((one) => isDeepName(one, name));
  for (const one of styled) {
    if (one.by !== 'deep') for (const name of queryNamesOf(one.parameter, query)) taken.add(name);
  }
  for (const one of styled) {
    if (one.by === 'deep') {
      const result = readDeep(one, query, sent.decode);
      if (result) addField(one.name, result);
      continue;
    }
    const isOpen = isFreeForm(one.parameter);
    const remaining = isOpen
      ? new Map([...query].filter(([name]) => !isTaken(name) && ownValue(fields, name) === undefined))
      : query;
    addStyled(one.parameter, remaining, sent.decode, addField);
    if (isOpen) for (const name of remaining.keys()) taken.add(name);
  }
  return isTaken;
}

function addStyled(
  parameter: ParameterPlan,
  query: RawQuery,
  decode: typeof decodeQuery,
  addField: (name: string, result: ReadResult) => void,
): void {
  const whole = wholeStyledList(parameter, query, decode);
  if (whole) {
    addField(parameter.name, whole);
    return;
  }
  const read = (one: ParameterPlan) => decodeNamed(one, query, decode);
  const result = read(parameter);
  const digits = parameterDigits(parameter, result, read);
  if (result.value !== undefined) addField(parameter.name, { ...written(result.value, digits), faults: noFaults });
  // An empty text in its place, so that the property is not reported as missing too.
  else if (result.faults.length > 0)
    addField(parameter.name, { value: '', faults: unreadable(styleOf(parameter)).faults });
}

/** Returns the list that was sent as one text, whatever its style; undefined if it was not. */
function wholeStyledList(
  { format, name }: ParameterPlan,
  query: RawQuery,
  decode: typeof decodeQuery,
): ReadResult | undefined {
  if (format.by !== 'style' || format.shape.kind !== 'array') return undefined;
  const [text, ...others] = query.get(name) ?? [];
  const isOne = text !== undefined && others.length === 0 && isPercentEncoded(text);
  return isOne ? readWholeList(decode(text), format.shape.items) : undefined;
}

function styleOf({ format }: ParameterPlan): string {
  return format.by === 'style' ? format.style : 'json';
}

/** Reads the text of one field in its media type (OpenAPI 3.1.1, 4.8.15, `contentType`). */
export function readFieldText({ format }: FieldPlan, text: string): ReadResult {
  const result = readFormat(format, text);
  // The raw text stays in its place, so that the property is not reported as missing too.
  return result.value === undefined ? { ...result, value: text } : result;
}

function readFormat(format: FieldPlan['format'], text: string): ReadResult {
  switch (format.by) {
    case 'json':
      return readJson(text);
    case 'xml':
      return readXml(format, text);
    case 'text':
      return coerceToResult(text, format.types);
    case 'octets':
      return resultOf(text);
  }
}

/** Returns the values that are sent as separate fields: the items of an array whose field repeats, else the value. */
export function fieldValues({ repeats }: FieldPlan, value: Json, digits: Digits | undefined): readonly Written[] {
  if (!repeats || !isArray(value)) return [written(value, digits)];
  return value.map((item, index) => written(item, digitsIn(digits, String(index))));
}

/** Returns the property with a style of this name; undefined if the property has no style. */
export function styledFieldFor({ styled }: FieldsPlan, name: string): StyledFieldPlan | undefined {
  return styled.find((one) => (one.by === 'deep' ? one.name : one.parameter.name) === name);
}
