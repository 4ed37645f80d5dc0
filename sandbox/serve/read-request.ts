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
import { withoutChoices } from './receive.ts';

/** A request read by its operation: what it says, and the documented media type that its body came in. */
export interface ReadRequest {
  readonly decoded: DecodedRequest;
  readonly media: BodyMediaPlan | undefined;
  /** Parameters that count as their defaults: nobody sent them, so nobody is to blame for them. */
  readonly defaulted: ReadonlySet<ParameterPlan>;
}

/** The query without the parameters that stand for preferences; those apart. */
export function readQuery(query: string): { readonly query: RawQuery; readonly choices: ReadonlyMap<string, string> } {
  if (query === '') return noQuery;
  const all = splitQuery(query);
  if (!query.includes(ownPrefix) && !query.includes('%')) return { query: all, choices: noQuery.choices };
  const choices = new Map<string, string>();
  const rest = new Map<string, readonly string[]>();
  for (const [name, texts] of all) {
    if (choiceNames.has(name)) choices.set(name, plainText(texts[0] ?? ''));
    else rest.set(name, texts);
  }
  return { query: rest, choices };
}

/** What the names of those parameters begin with. */
const ownPrefix = '__';
const choiceNames: ReadonlySet<string> = new Set(Object.values(choiceParameters));
const nothingRaw: RawQuery = new Map();
const noQuery = { query: nothingRaw, choices: new Map<string, string>() };

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
  operation: BoundOperation,
  request: ApiRequest,
  values: Readonly<Record<string, string>>,
  query: RawQuery,
): ReadRequest {
  const { readers, plan } = operation;
  const faults: Fault[] = [];
  const cookies = operation.readsCookies ? readCookies(request.headers) : nothingRaw;
  const sent: SentParameters = { path: values, query, headers: request.headers, cookies };
  const decoded: Record<ParameterPlan['in'], Record<string, Json>> = { path: {}, query: {}, header: {}, cookie: {} };
  const digits: (readonly [ParameterPlan['in'], string, Digits])[] = [];
  const taken = takenIn(query, operation);
  let defaulted: Set<ParameterPlan> | undefined;
  for (const reader of readers) {
    const { plan: parameter, key } = reader;
    const place = decoded[parameter.in];
    const own = reader.isFreeForm ? { ...sent, query: withoutNames(query, taken) } : sent;
    const result = reader.isIndependent ? readSent(parameter, sent) : readAmong(parameter, own, request.query);
    if (reader.isFreeForm && parameter.in === 'query') for (const name of own.query.keys()) taken.add(name);
    if (result.value !== undefined) {
      for (const fault of result.faults) faults.push({ in: parameter.in, name: parameter.name, ...fault });
      setProperty(place, key, result.value);
      const texts = parameterDigits(parameter, result, (one) => readSent(one, own));
      if (texts !== undefined) digits.push([parameter.in, key, texts]);
    } else if (result.faults.length > 0) faults.push(parameterFault(parameter, 'syntax'));
    else if (parameter.required && !isEmptyAllowed(parameter, query)) {
      // Whatever its default: it is mandatory (OpenAPI 3.1.1, 4.8.12.2.1).
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
    const plain = texts.map((text) => plainText(text));
    setProperty(decoded.query, name, plain.length === 1 ? (plain[0] ?? '') : plain);
  }
  const body = readBody(plan, request.body, request.headers);
  for (const fault of body.faults) faults.push(fault);
  const { path, query: inQuery, header, cookie } = decoded;
  // Not spread: to copy objects of objects takes V8 twenty times as long as all else here.
  const stated: DecodedRequest = {
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
    decoded: all === undefined ? stated : { ...stated, digits: all },
    media: body.media,
    defaulted: defaulted ?? noParameters,
  };
}

const noParameters: ReadonlySet<ParameterPlan> = new Set();

/** The names in the query that parameters take up. */
function takenIn(query: RawQuery, { readers }: BoundOperation): Set<string> {
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
    [place, digitsOf(digits.flatMap(([one, key, own]) => (one === place ? [[key, own] as const] : [])))] as const;
  return digitsOf([at('path'), at('query'), at('header'), at('cookie'), ['body', body] as const]);
}

/** Reads what may be made up of several names in the query, or of all of it. */
function readAmong(parameter: ParameterPlan, sent: SentParameters, whole: string): ReadResult {
  const { format, name } = parameter;
  if (format.by === 'querystring') return readQuerystring(format, withoutChoices(whole)) ?? absent;
  if (format.by !== 'deep' || parameter.in !== 'query') return readSent(parameter, sent);
  const { query } = sent;
  const isEmpty =
    parameter.allowEmptyValue && query.get(name)?.join() === '' && queryNamesOf(parameter, query).length === 1;
  if (isEmpty) return absent;
  return readDeep({ name, shapes: format.shapes }, query, decodeQuery) ?? absent;
}

function withoutNames(query: RawQuery, names: ReadonlySet<string>): RawQuery {
  return new Map([...query].filter(([name]) => !names.has(name)));
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
