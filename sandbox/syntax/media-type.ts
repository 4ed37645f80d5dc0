import { type Digits, jsonText } from './digits.ts';
import { splitPair, splitUnquoted } from './field-value.ts';
import type { Json } from './json.ts';

/** A media type without parameters, and its character set (RFC 9110, section 8.3.1). */
export interface MediaType {
  /** `type/subtype`, lower case. */
  readonly essence: string;
  readonly charset: string | undefined;
}

/** Parses a media type into its essence and character set. */
export function parseMediaType(value: string): MediaType {
  const { essence, parameters } = parse(value);
  return { essence, charset: parameters.get('charset')?.toLowerCase() };
}

/**
 * Whether a media type is JSON: `application/json`, `text/json` or any `+json` (RFC 6839, section 3.1), except
 * `application/stream+json`, a sequence of JSON texts.
 */
export function isJsonType(essence: string): boolean {
  return (
    /^(application|text)\/json$/.test(essence) || (essence.endsWith('+json') && essence !== 'application/stream+json')
  );
}

/** Whether a media type is XML: `application/xml`, `text/xml` or any `+xml` (RFC 7303, sections 4.2 and 8.1). */
export function isXmlType(essence: string): boolean {
  return /^(application|text)\/xml$/.test(essence) || essence.endsWith('+xml');
}

/** Returns the `boundary` of a multipart type (RFC 2046, section 5.1.1). */
export function boundaryOf(mediaType: string): string | undefined {
  return parse(mediaType).parameters.get('boundary');
}

/** Whether a media type equals the documented one, or is in the documented range. */
export function isWithin(range: string, mediaType: string): boolean {
  return closeness(parse(range), parse(mediaType)) > 0;
}

/** Serializes a body as JSON, except that a string in another media type is sent unchanged. */
export function bodyText(body: Json, mediaType: string, digits?: Digits): string {
  return typeof body === 'string' && !isJsonType(parse(mediaType).essence) ? body : jsonText(body, digits);
}

/** A media type or range with its parameters. */
export interface Parsed {
  readonly essence: string;
  readonly parameters: ReadonlyMap<string, string>;
}

/**
 * Parses a media type or range. A lone asterisk is the range of all types. If parameters share a name, the first
 * counts.
 */
export function parse(value: string): Parsed {
  const [essence = '', ...parameters] = splitUnquoted(value, ';');
  const pairs = parameters.map(splitPair).reverse();
  return { essence: essence === '*' ? '*/*' : essence.toLowerCase(), parameters: new Map(pairs) };
}

/**
 * Scores how precisely a media type or range matches a concrete type; 0: not at all. Further parameters are tolerated,
 * and equal ones raise the score.
 */
function closeness(range: Parsed, type: Parsed): number {
  const essenceScore = essenceCloseness(range.essence, type.essence);
  return essenceScore > 0 && agrees(range, type) ? essenceScore + 0.5 : essenceScore;
}

/** Whether a range has parameters that all equal those of the type; `q` and `charset` are ignored. */
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

/**
 * Returns the index of the documented media type or range that best matches the type of a body, or -1 (OpenAPI 3.1.1,
 * 4.8.13).
 */
export function documentedFor(documented: readonly string[], contentType: string): number {
  const type = parse(contentType);
  return indexOfBest(documented.map((range) => closeness(parse(range), type)));
}

/** Returns the index of the highest score above 0, the first on a tie; -1 if there is none. */
export function indexOfBest(scores: readonly number[]): number {
  let best = -1;
  for (const [index, score] of scores.entries()) if (score > (scores[best] ?? 0)) best = index;
  return best;
}
