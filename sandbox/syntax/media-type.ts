import { type Digits, jsonText } from './digits.ts';
import type { Json } from './json.ts';
import { splitPair, splitUnquoted } from './list.ts';

/** A media type without its parameters, and its character set (RFC 9110, section 8.3.1). */
export interface MediaType {
  /** `type/subtype`, lower case. */
  readonly essence: string;
  readonly charset: string | undefined;
}

export function parseMediaType(value: string): MediaType {
  const { essence, parameters } = parse(value);
  return { essence, charset: parameters.get('charset')?.toLowerCase() };
}

/**
 * Whether a body of this type is JSON: `application/json`, `text/json` or any `+json` (RFC 6839, section 3.1); but
 * `application/stream+json` is one such text after the other.
 */
export function isJsonType(essence: string): boolean {
  return (
    /^(application|text)\/json$/.test(essence) || (essence.endsWith('+json') && essence !== 'application/stream+json')
  );
}

/** Whether a body of this type is XML: `application/xml`, `text/xml` or any `+xml` (RFC 7303, sections 4.2 and 8.1). */
export function isXmlType(essence: string): boolean {
  return /^(application|text)\/xml$/.test(essence) || essence.endsWith('+xml');
}

/** The `boundary` of a multipart type (RFC 2046, section 5.1.1). */
export function boundaryOf(mediaType: string): string | undefined {
  return parse(mediaType).parameters.get('boundary');
}

/** Whether a media type is the documented one, or in the documented range. */
export function isWithin(range: string, mediaType: string): boolean {
  return closeness(parse(range), parse(mediaType)) > 0;
}

/** A body as it is sent: JSON, or, in another media type, a text as it is. */
export function bodyText(body: Json, mediaType: string, digits?: Digits): string {
  return typeof body === 'string' && !isJsonType(parse(mediaType).essence) ? body : jsonText(body, digits);
}

/** A media type or range with all its parameters. */
export interface Parsed {
  readonly essence: string;
  readonly parameters: ReadonlyMap<string, string>;
}

/** Takes a media type or range apart; an asterisk alone stands for all; of parameters with one name the first counts. */
export function parse(value: string): Parsed {
  const [essence = '', ...parameters] = splitUnquoted(value, ';');
  const pairs = parameters.map(splitPair).reverse();
  return { essence: essence === '*' ? '*/*' : essence.toLowerCase(), parameters: new Map(pairs) };
}

/**
 * How well a media type or range takes a concrete one: 0 is not at all, more is closer. Parameters are tolerated, and
 * those that agree count.
 */
function closeness(range: Parsed, type: Parsed): number {
  const base = essenceCloseness(range.essence, type.essence);
  return base > 0 && agrees(range, type) ? base + 0.5 : base;
}

/** Whether a range has parameters, and all of them are those of the type. */
export function agrees(range: Parsed, type: Parsed): boolean {
  const names = [...range.parameters.keys()].filter((name) => name !== 'q' && name !== 'charset');
  return names.length > 0 && names.every((name) => range.parameters.get(name) === type.parameters.get(name));
}

function essenceCloseness(range: string, essence: string): number {
  if (range === essence) return 4;
  const [type = '', subtype = ''] = range.split('/');
  if (range.startsWith('*/*+')) return essence.endsWith(range.slice(3)) ? 2 : 0;
  if (subtype.startsWith('*+')) return essence.startsWith(`${type}/`) && essence.endsWith(subtype.slice(1)) ? 3 : 0;
  if (subtype === '*' && type === essence.split('/')[0]) return 2;
  return range === '*/*' ? 1 : 0;
}

/** The index of the documented media type (or range) that takes a body of the given type, or -1 (OpenAPI 3.1.1, 4.8.13). */
export function documentedFor(documented: readonly string[], contentType: string): number {
  const type = parse(contentType);
  return indexOfBest(documented.map((range) => closeness(parse(range), type)));
}

/** The index of the highest number above 0, of equals the first; -1 where there is none. */
export function indexOfBest(scores: readonly number[]): number {
  let found = -1;
  for (const [index, score] of scores.entries()) if (score > (scores[found] ?? 0)) found = index;
  return found;
}
