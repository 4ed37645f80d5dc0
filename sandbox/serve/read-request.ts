import { readDeep } from '../codings/deep-object.ts';
import { parameterDigits } from '../codings/parameter-digits.ts';
import {
  type Decoded,
  decodeCookie,
  decodedName,
  decodeHeader,
  decodeNamed,
  decodePath,
  isFreeForm,
  namesTaken,
  parameterFault,
} from '../codings/parameters.ts';
import { readQuerystring } from '../codings/querystring.ts';
import type { Reading } from '../codings/reading.ts';
import type { ApiRequest, DecodedRequest, Fault } from '../exchange.ts';
import { splitCookies } from '../notation/cookie.ts';
import { type Digits, digitsOf, written } from '../notation/digits.ts';
import type { Json } from '../notation/json.ts';
import { decodeQuery, type RawQuery, splitQuery } from '../notation/urlencoded.ts';
import type { BodyMediaPlan, OperationPlan, ParameterPlan } from '../plan.ts';
import { choiceParameters } from '../triggers/prefer.ts';
import { readBody } from './read-body.ts';

/** A request read by its operation: what it says, and the documented media type that its body came in. */
export interface ReadRequest {
  readonly decoded: DecodedRequest;
  readonly media: BodyMediaPlan | undefined;
  /** Parameters that count as their defaults: nobody sent them, so nobody is to blame for them. */
  readonly defaulted: ReadonlySet<ParameterPlan>;
}

/** The query without the parameters that stand for preferences; those apart. */
export function readQuery(query: string): { readonly query: RawQuery; readonly choices: ReadonlyMap<string, string> } {
  const all = splitQuery(query);
  const names: readonly string[] = Object.values(choiceParameters);
  const choices = new Map<string, string>();
  const rest = new Map<string, readonly string[]>();
  for (const [name, texts] of all) {
    if (names.includes(name)) choices.set(name, plainText(texts[0] ?? ''));
    else rest.set(name, texts);
  }
  return { query: rest, choices };
}

/** The cookies of a request. */
export function readCookies(headers: Headers): RawQuery {
  return splitCookies(headers.get('cookie') ?? '');
}

/**
 * Decodes and coerces parameters and body, once. Nothing is answered here: what cannot be decoded becomes a fault.
 *
 * @param values path parameters as the router found them
 */
export function readRequest(
  operation: OperationPlan,
  request: ApiRequest,
  values: Readonly<Record<string, string>>,
  query: RawQuery,
): ReadRequest {
  const faults: Fault[] = [];
  const cookies = readCookies(request.headers);
  const decoded = { path: emptyRecord(), query: emptyRecord(), header: emptyRecord(), cookie: emptyRecord() };
  const digits: Record<ParameterPlan['in'], [string, Digits][]> = { path: [], query: [], header: [], cookie: [] };
  const taken = new Set<string>();
  const defaulted = new Set<ParameterPlan>();
  for (const parameter of operation.parameters) {
    if (parameter.in === 'query') for (const name of namesTaken(parameter, query)) taken.add(name);
  }
  for (const parameter of operation.parameters) {
    const unclaimed = isFreeForm(parameter) ? without(query, taken) : query;
    const decode = (one: ParameterPlan): Decoded => decodeParameter(one, request.headers, values, unclaimed, cookies);
    const reading = readInQuery(parameter, query, request.query);
    const result = reading ? decodedOf(parameter, reading, faults) : decode(parameter);
    if (parameter.in === 'query' && isFreeForm(parameter)) for (const name of unclaimed.keys()) taken.add(name);
    const name = decodedName(parameter);
    const own = parameterDigits(parameter, result, decode);
    if (own !== undefined) digits[parameter.in].push([name, own]);
    if (result.kind === 'value') decoded[parameter.in][name] = result.value;
    else if (result.kind === 'unreadable') faults.push(parameterFault(parameter, 'syntax'));
    else if (parameter.required && !isEmptyAllowed(parameter, query)) {
      // Whatever its default: it is mandatory (OpenAPI 3.1.1, 4.8.12.2.1).
      faults.push(parameterFault(parameter, 'required'));
    } else if (parameter.default !== undefined) {
      decoded[parameter.in][name] = parameter.default;
      if (parameter.defaultDigits !== undefined) digits[parameter.in].push([name, parameter.defaultDigits]);
      defaulted.add(parameter);
    }
  }
  for (const [name, texts] of query) {
    if (taken.has(name)) continue;
    const plain = texts.map((text) => plainText(text));
    decoded.query[name] = plain.length === 1 ? (plain[0] ?? '') : plain;
  }
  const body = readBody(operation, request.body, request.headers);
  for (const fault of body.faults) faults.push(fault);
  const all = digitsOf([
    ...Object.entries(digits).map(([place, parts]) => [place, digitsOf(parts)] as const),
    ['body', body.digits] as const,
  ]);
  const said: DecodedRequest = { ...decoded, headers: request.headers, body: body.value, faults };
  return { decoded: all === undefined ? said : { ...said, digits: all }, media: body.media, defaulted };
}

/** The query as it was sent, without the parameters that stand for preferences. */
function withoutChoices(query: string): string {
  const names: readonly string[] = Object.values(choiceParameters);
  return query
    .split('&')
    .filter((pair) => !names.includes(pair.split('=')[0] ?? ''))
    .join('&');
}

/** What is made up of several names in the query, or of all of it; undefined where a parameter is of another kind. */
function readInQuery(parameter: ParameterPlan, query: RawQuery, whole: string): Reading | undefined {
  const { coding, name } = parameter;
  if (coding.by === 'querystring') return readQuerystring(coding, withoutChoices(whole)) ?? nothing;
  if (coding.by !== 'deep' || parameter.in !== 'query') return undefined;
  const isEmpty =
    parameter.allowEmptyValue && query.get(name)?.join() === '' && namesTaken(parameter, query).length === 1;
  return (isEmpty ? undefined : readDeep({ name, shapes: coding.shapes }, query, decodeQuery)) ?? nothing;
}

const nothing: Reading = { value: undefined, faults: [] };

/** What cannot be read of a parameter is told at its place. */
function decodedOf({ in: place, name }: ParameterPlan, reading: Reading, faults: Fault[]): Decoded {
  if (reading.value === undefined) return { kind: reading.faults.length > 0 ? 'unreadable' : 'absent' };
  for (const fault of reading.faults) faults.push({ in: place, name, ...fault });
  return { kind: 'value', ...written(reading.value, reading.digits) };
}

function without(query: RawQuery, names: ReadonlySet<string>): RawQuery {
  return new Map([...query].filter(([name]) => !names.has(name)));
}

function decodeParameter(
  parameter: ParameterPlan,
  headers: Headers,
  values: Readonly<Record<string, string>>,
  query: RawQuery,
  cookies: RawQuery,
): Decoded {
  switch (parameter.in) {
    case 'path':
      return decodePath(parameter, values[parameter.name] ?? '');
    case 'query':
      return decodeNamed(parameter, query, decodeQuery);
    case 'header':
      return decodeHeader(parameter, headers.get(parameter.name));
    case 'cookie':
      return decodeCookie(parameter, cookies);
  }
}

/** `?flag=` is there, and empty, and may be (OpenAPI 3.1.1, 4.8.12.2.1, `allowEmptyValue`). */
function isEmptyAllowed(parameter: ParameterPlan, query: RawQuery): boolean {
  return parameter.allowEmptyValue && query.has(parameter.name);
}

/** A text that no document says how to decode. */
export function plainText(text: string): string;
export function plainText(text: string | undefined): string | undefined;
export function plainText(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  try {
    return decodeQuery(text);
  } catch {
    return text;
  }
}

/** Without a prototype: names come from the request. */
function emptyRecord(): Record<string, Json> {
  return Object.create(null);
}
