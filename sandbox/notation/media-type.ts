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

interface Parsed {
  readonly essence: string;
  readonly parameters: ReadonlyMap<string, string>;
}

function parse(value: string): Parsed {
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
  const names = [...range.parameters.keys()].filter((name) => name !== 'q' && name !== 'charset');
  const agrees = names.length > 0 && names.every((name) => range.parameters.get(name) === type.parameters.get(name));
  return base > 0 && agrees ? base + 0.5 : base;
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
  return best(documented.map((range) => closeness(parse(range), type)));
}

/**
 * Proactive negotiation (RFC 9110, section 12.5.1): the index of the offered media type that the `Accept` header
 * prefers, or -1 when none is acceptable. Equal preference falls to the closer, then to the first offered. Absent or
 * empty accepts all; `application/json` also accepts any `+json`, and either name of XML the other, after
 * exact matches.
 */
export function negotiate(accept: string | null, offered: readonly string[]): number {
  const ranges = splitUnquoted(accept ?? '', ',').map((element) => {
    const range = parse(element);
    return { range, quality: qualityOf(range.parameters.get('q')) };
  });
  if (ranges.length === 0) return 0;
  return best(
    offered.map((mediaType) => {
      const type = parse(mediaType);
      const closest = ranges
        .map(({ range, quality }) => ({ quality, fit: quality > 0 ? acceptance(range, type) : closeness(range, type) }))
        .reduce((one, other) => (other.fit > one.fit ? other : one), { quality: 0, fit: 0 });
      return closest.fit === 0 || closest.quality === 0 ? 0 : closest.quality * 10_000 + closest.fit;
    }),
  );
}

function acceptance(range: Parsed, type: Parsed): number {
  const plain = closeness(range, type);
  if (plain > 0) return plain;
  const isJson = range.essence === 'application/json' && type.essence.endsWith('+json');
  return isJson || (isXml(range.essence) && isXml(type.essence)) ? 3 : 0;
}

/** Two names of one type (RFC 7303, section 9.2). */
function isXml(essence: string): boolean {
  return essence === 'application/xml' || essence === 'text/xml';
}

/** A weight from 0 to 1; one that cannot be read counts as 1 (RFC 9110, section 12.4.2). */
function qualityOf(weight: string | undefined): number {
  const quality = Number(weight ?? 1);
  return Number.isFinite(quality) ? Math.min(Math.max(quality, 0), 1) : 1;
}

function best(scores: readonly number[]): number {
  const highest = Math.max(0, ...scores);
  return highest > 0 ? scores.indexOf(highest) : -1;
}
