import type { ApiRequest, DecodedRequest, Fault } from '../exchange.ts';
import type { BodyMediaPlan, ParameterPlan } from '../plan.ts';
import { parameterFault, queryNamesOf } from '../serialization/decode-parameter.ts';
import { readDeep } from '../serialization/deep-object.ts';
import { parameterDigits } from '../serialization/parameter-digits.ts';
import { readSent, type SentParameters } from '../serialization/parameter-reader.ts';
import { readQuerystring } from '../serialization/querystring.ts';
import { absent, type ReadResult } from '../serialization/read-result.ts';
import { splitCookies } from '../syntax/cookie.ts';
import { type Digits, digitsOf } from '../syntax/digits.ts';
import { type Json, setProperty } from '../syntax/json.ts';
import { decodeQuery, type RawQuery, splitQuery } from '../syntax/urlencoded.ts';
import { choiceParameters } from '../triggers/prefer.ts';
import type { BoundOperation } from './bind-operation.ts';
import { readBody } from './read-body.ts';
import { withoutChoices } from './receive-request.ts';

/** A request decoded by its operation. */
export interface ReadRequest {
  readonly decoded: DecodedRequest;
  /** The documented media type that its body matched. */
  readonly media: BodyMediaPlan | undefined;
  /** Parameters that were not sent and have their default value, which is not validated. */
  readonly defaulted: ReadonlySet<ParameterPlan>;
}

/** Splits a query into the API's parameters and those that express preferences: `__code=404`. */
export function readQuery(query: string): { readonly query: RawQuery; readonly choices: ReadonlyMap<string, string> } {
  if (query === '') return noParametersSent;
  const all = splitQuery(query);
  if (!query.includes(choicePrefix) && !query.includes('%')) return { query: all, choices: noParametersSent.choices };
  const choices = new Map<string, string>();
  const rest = new Map<string, readonly string[]>();
  for (const [name, texts] of all) {
    if (choiceNames.has(name)) choices.set(name, decodeOrKeep(texts[0] ?? ''));
    else rest.set(name, texts);
  }
  return { query: rest, choices };
}

/** The names of preference parameters start with this. */
const choicePrefix = '__';
const choiceNames: ReadonlySet<string> = new Set(Object.values(choiceParameters));
const emptyQuery: RawQuery = new Map();
const noParametersSent = { query: emptyQuery, choices: new Map<string, string>() };

/** Returns the cookies of a request, undecoded. */
export function readCookies(headers: Headers): RawQuery {
  return splitCookies(headers.get('cookie') ?? '');
}

/**
 * Decodes and coerces the parameters and the body of a request. Values that cannot be decoded become faults.
 *
 * @param values path parameters as the router matched them
 */
export function readRequest(
  operation: BoundOperation,
  request: ApiRequest,
  values: Readonly<Record<string, string>>,
  query: RawQuery,
): ReadRequest {
  const { readers, plan } = operation;
  const faults: Fault[] = [];
  const cookies = operation.readsCookies ? readCookies(request.headers) : emptyQuery;
  const sent: SentParameters = { path: values, query, headers: request.headers, cookies };
  const decoded: Record<ParameterPlan['in'], Record<string, Json>> = { path: {}, query: {}, header: {}, cookie: {} };
  const digits: (readonly [ParameterPlan['in'], string, Digits])[] = [];
  const taken = namesTakenIn(query, operation);
  let defaulted: Set<ParameterPlan> | undefined;
  for (const reader of readers) {
    const { plan: parameter, key } = reader;
    const place = decoded[parameter.in];
    const available = reader.isFreeForm ? { ...sent, query: omitNames(query, taken) } : sent;
    const result = reader.isIndependent ? readSent(parameter, sent) : readCombined(parameter, available, request.query);
    if (reader.isFreeForm && parameter.in === 'query') for (const name of available.query.keys()) taken.add(name);
    if (result.value !== undefined) {
      for (const fault of result.faults) faults.push({ in: parameter.in, name: parameter.name, ...fault });
      setProperty(place, key, result.value);
      const texts = parameterDigits(parameter, result, (one) => readSent(one, available));
      if (texts !== undefined) digits.push([parameter.in, key, texts]);
    } else if (result.faults.length > 0) faults.push(parameterFault(parameter, 'syntax'));
    else if (parameter.required && !isEmptyAllowed(parameter, query)) {
      // A required parameter is mandatory even if it has a default (OpenAPI 3.1.1, 4.8.12.2.1).
      faults.push(parameterFault(parameter, 'required'));
    } else if (parameter.default !== undefined) {
      setProperty(place, key, parameter.default);
      if (parameter.defaultDigits !== undefined) digits.push([parameter.in, key, parameter.defaultDigits]);
      defaulted ??= new Set();
      defaulted.add(parameter);
    }
  }
  for (const [name, texts] of query) {
    if (taken.has(name)) continue;
    const decodedTexts = texts.map((text) => decodeOrKeep(text));
    setProperty(decoded.query, name, decodedTexts.length === 1 ? (decodedTexts[0] ?? '') : decodedTexts);
  }
  const body = readBody(plan, request.body, request.headers);
  for (const fault of body.faults) faults.push(fault);
  const { path, query: inQuery, header, cookie } = decoded;
  // Spreading `decoded` instead would take twenty times as long as the rest of this function (V8).
  const withoutDigits: DecodedRequest = {
    path,
    query: inQuery,
    header,
    cookie,
    headers: request.headers,
    body: body.value,
    faults,
  };
  const all = digits.length === 0 && body.digits === undefined ? undefined : digitsByPlace(digits, body.digits);
  return {
    decoded: all === undefined ? withoutDigits : { ...withoutDigits, digits: all },
    media: body.media,
    defaulted: defaulted ?? noParameters,
  };
}

const noParameters: ReadonlySet<ParameterPlan> = new Set();

/** Returns the names in the query that belong to documented parameters. */
function namesTakenIn(query: RawQuery, { readers }: BoundOperation): Set<string> {
  const taken = new Set<string>();
  if (query.size === 0) return taken;
  for (const { plan, names } of readers) {
    if (plan.in === 'query') for (const name of names ?? queryNamesOf(plan, query)) taken.add(name);
  }
  return taken;
}

function digitsByPlace(
  digits: readonly (readonly [ParameterPlan['in'], string, Digits])[],
  body: Digits | undefined,
): Digits | undefined {
  const at = (place: ParameterPlan['in']) =>
    [place, digitsOf(digits.flatMap(([one, key, texts]) => (one === place ? [[key, texts] as const] : [])))] as const;
  return digitsOf([at('path'), at('query'), at('header'), at('cookie'), ['body', body] as const]);
}

/** Reads a parameter that may combine several names of the query (`deepObject`), or the whole query (`querystring`). */
function readCombined(parameter: ParameterPlan, sent: SentParameters, rawQuery: string): ReadResult {
  const { format, name } = parameter;
  if (format.by === 'querystring') return readQuerystring(format, withoutChoices(rawQuery)) ?? absent;
  if (format.by !== 'deep' || parameter.in !== 'query') return readSent(parameter, sent);
  const { query } = sent;
  const isEmpty =
    parameter.allowEmptyValue && query.get(name)?.join() === '' && queryNamesOf(parameter, query).length === 1;
  if (isEmpty) return absent;
  return readDeep({ name, shapes: format.shapes }, query, decodeQuery) ?? absent;
}

function omitNames(query: RawQuery, names: ReadonlySet<string>): RawQuery {
  return new Map([...query].filter(([name]) => !names.has(name)));
}

/** Whether a parameter was sent empty, as `?flag=`, and may be (OpenAPI 3.1.1, 4.8.12.2.1, `allowEmptyValue`). */
function isEmptyAllowed(parameter: ParameterPlan, query: RawQuery): boolean {
  return parameter.allowEmptyValue && query.has(parameter.name);
}

/** Decodes an undocumented value; if its percent-encoding is invalid, returns it unchanged. */
export function decodeOrKeep(text: string): string;
export function decodeOrKeep(text: string | undefined): string | undefined;
export function decodeOrKeep(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  try {
    return decodeQuery(text);
  } catch {
    return text;
  }
}
