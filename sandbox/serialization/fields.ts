import type { FieldPlan, FieldsPlan, ParameterPlan, StyledFieldPlan } from '../plan.ts';
import { type Digits, digitsIn, type Written, written } from '../syntax/digits.ts';
import { isArray, type Json, setProperty } from '../syntax/json.ts';
import { escapeToken } from '../syntax/json-pointer.ts';
import type { decodeQuery, RawQuery } from '../syntax/urlencoded.ts';
import { coerced } from './coerce.ts';
import { isDeepName, readDeep } from './deep-object.ts';
import { readJson } from './json.ts';
import { parameterDigits } from './parameter-digits.ts';
import { decodeNamed, isFreeForm, namesTaken } from './parameters.ts';
import { maxFaults, type Reading, readList, readValue, unreadable, WholeReading, within } from './reading.ts';
import { ownValue } from './shapes.ts';
import { readXml } from './xml.ts';

/** A form or multipart body, taken apart: names to the fields that they were given, in order. */
export interface GivenFields<T> {
  readonly byName: ReadonlyMap<string, readonly T[]>;
  /** What one field says. */
  readonly read: (given: T, field: FieldPlan, isDocumented: boolean) => Reading;
  /** All of it as the texts of a query, for what is written in a style. */
  readonly query: () => RawQuery;
  readonly decode: typeof decodeQuery;
}

/**
 * The object that fields make up: each property by its style where the Encoding Object gives it one, else by its media
 * type (OpenAPI 3.1.1, 4.8.15).
 */
export function readFields<T>({ fields, styled, others }: FieldsPlan, given: GivenFields<T>): Reading {
  const names: string[] = [];
  const whole = new WholeReading();
  const add = (name: string, reading: Reading): void => {
    names.push(name);
    whole.add(reading.faults.length === 0 ? reading : within(`/${escapeToken(name)}`, reading));
  };
  const isTaken = readStyled(styled, fields, given, add);
  const max = whole.faultCount + maxFaults;
  for (const [name, all] of given.byName) {
    if (isTaken(name)) continue;
    const documented = ownValue(fields, name);
    add(name, readField(documented ?? others, all, given.read, documented !== undefined));
    if (whole.faultCount >= max) break;
  }
  return whole.joined((values) => {
    const object: Record<string, Json> = {};
    for (const [index, name] of names.entries()) setProperty(object, name, values[index] ?? null);
    return object;
  });
}

function readField<T>(
  field: FieldPlan,
  all: readonly T[],
  read: GivenFields<T>['read'],
  isDocumented: boolean,
): Reading {
  const only = all[0];
  if (only === undefined) return unreadable('field');
  if (all.length === 1) {
    const first = read(only, field, isDocumented);
    const isWhole = field.format.by === 'json' && !field.format.nested && isArray(first.value);
    if (!field.repeats || isWhole) return first;
  } else if (!field.repeats && isDocumented) {
    // One value is documented; several cannot be read as one.
    return { value: read(only, field, isDocumented).value ?? '', faults: unreadable('one value').faults };
  }
  return readList(all, (one, index) => {
    const reading = read(one, field, isDocumented);
    return reading.faults.length === 0 ? reading : within(field.repeats ? `/${index}` : '', reading);
  });
}

/** Reads what has a style, and tells the names that were taken for it. */
function readStyled<T>(
  styled: readonly StyledFieldPlan[],
  fields: FieldsPlan['fields'],
  given: GivenFields<T>,
  add: (name: string, reading: Reading) => void,
): (name: string) => boolean {
  if (styled.length === 0) return () => false;
  const query = given.query();
  const taken = new Set<string>();
  const deep = styled.filter((one) => one.by === 'deep').map(({ name }) => name);
  const isTaken = (name: string) => taken.has(name) || deep.some((one) => isDeepName(one, name));
  for (const one of styled) {
    if (one.by !== 'deep') for (const name of namesTaken(one.parameter, query)) taken.add(name);
  }
  for (const one of styled) {
    if (one.by === 'deep') {
      const reading = readDeep(one, query, given.decode);
      if (reading) add(one.name, reading);
      continue;
    }
    const isFree = isFreeForm(one.parameter);
    const unclaimed = isFree
      ? new Map([...query].filter(([name]) => !isTaken(name) && ownValue(fields, name) === undefined))
      : query;
    addStyled(one.parameter, unclaimed, given.decode, add);
    if (isFree) for (const name of unclaimed.keys()) taken.add(name);
  }
  return isTaken;
}

function addStyled(
  parameter: ParameterPlan,
  query: RawQuery,
  decode: typeof decodeQuery,
  add: (name: string, reading: Reading) => void,
): void {
  const read = (one: ParameterPlan) => decodeNamed(one, query, decode);
  const decoded = read(parameter);
  const digits = parameterDigits(parameter, decoded, read);
  if (decoded.kind === 'value') add(parameter.name, { ...written(decoded.value, digits), faults: [] });
  // Something is there, so that it is not told as missing.
  else if (decoded.kind === 'unreadable')
    add(parameter.name, { value: '', faults: unreadable(styleOf(parameter)).faults });
}

function styleOf({ format }: ParameterPlan): string {
  return format.by === 'style' ? format.style : 'json';
}

/** The value of one field, from its text (OpenAPI 3.1.1, 4.8.15, `contentType`). */
export function readFieldText({ format }: FieldPlan, text: string): Reading {
  const reading = readAs(format, text);
  // Something is there, so that it is not told as missing.
  return reading.value === undefined ? { ...reading, value: text } : reading;
}

function readAs(format: FieldPlan['format'], text: string): Reading {
  switch (format.by) {
    case 'json':
      return readJson(text);
    case 'xml':
      return readXml(format, text);
    case 'text':
      return coerced(text, format.types);
    case 'octets':
      return readValue(text);
  }
}

/** The values of which each gets a field of its own. */
export function repeatedIn({ repeats }: FieldPlan, value: Json, digits: Digits | undefined): readonly Written[] {
  if (!repeats || !isArray(value)) return [written(value, digits)];
  return value.map((item, index) => written(item, digitsIn(digits, String(index))));
}

/** A styled property, if that is what a name stands for. */
export function styledNamed({ styled }: FieldsPlan, name: string): StyledFieldPlan | undefined {
  return styled.find((one) => (one.by === 'deep' ? one.name : one.parameter.name) === name);
}
