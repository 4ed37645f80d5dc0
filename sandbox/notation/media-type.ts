/** A media type without its parameters, and its character set: all that a sandbox looks at (RFC 9110, section 8.3.1). */
export interface MediaType {
  /** `type/subtype`, lower case. */
  readonly essence: string;
  readonly charset: string | undefined;
}

export function parseMediaType(value: string): MediaType {
  const [essence = '', ...parameters] = value.split(';');
  const charset = parameters
    .map((parameter) => parameter.split('='))
    .find(([name = '']) => name.trim().toLowerCase() === 'charset')?.[1];
  return {
    essence: essence.trim().toLowerCase(),
    charset: charset
      ?.trim()
      .replace(/^"(.*)"$/, '$1')
      .toLowerCase(),
  };
}

/** Whether a body of this type is JSON: `application/json`, `text/json` or any `+json` (RFC 6839, section 3.1). */
export function isJsonType(essence: string): boolean {
  return /^(application|text)\/json$/.test(essence) || essence.endsWith('+json');
}

/** How well a media type or range fits a concrete one: 0 is not at all, more is closer. */
function closeness(range: string, essence: string): number {
  if (range === essence) return 4;
  if (range.startsWith('*/*+')) return essence.endsWith(range.slice(3)) ? 2 : 0;
  const [type = '', subtype = ''] = range.split('/');
  if (subtype === '*' && type === essence.split('/')[0]) return 2;
  if (subtype.startsWith('*+') && essence.startsWith(`${type}/`) && essence.endsWith(subtype.slice(1))) return 3;
  return range === '*/*' ? 1 : 0;
}

/** The index of the documented media type (or range) that takes a body of the given type, or -1 (OpenAPI 3.1, 4.8.14.1). */
export function documentedFor(documented: readonly string[], contentType: string): number {
  const { essence } = parseMediaType(contentType);
  return best(documented.map((range) => closeness(parseMediaType(range).essence, essence)));
}

/**
 * Proactive negotiation (RFC 9110, section 12.5.1): the index of the offered media type that the `Accept` header
 * prefers, or -1 when none is acceptable. Equal preference falls to the first offered. Absent or empty accepts all;
 * `application/json` also accepts any `+json`, after exact matches; parameters are tolerated.
 */
export function negotiate(accept: string | null, offered: readonly string[]): number {
  if (accept === null || accept.trim() === '') return 0;
  const ranges = accept.split(',').map(parseRange);
  return best(
    offered.map((mediaType) => {
      const { essence } = parseMediaType(mediaType);
      const fits = ranges.map((range) => ({ quality: range.quality, fit: acceptance(range.essence, essence) }));
      const closest = fits.reduce((one, other) => (other.fit > one.fit ? other : one), { quality: 0, fit: 0 });
      return closest.quality * 10 + (closest.quality > 0 ? closest.fit / 10 : 0);
    }),
  );
}

function acceptance(range: string, essence: string): number {
  return range === 'application/json' && essence.endsWith('+json') ? 3 : closeness(range, essence);
}

function parseRange(value: string): { readonly essence: string; readonly quality: number } {
  const weight = /;\s*q\s*=\s*([\d.]+)/i.exec(value)?.[1];
  const quality = weight === undefined ? 1 : Math.min(Number.parseFloat(weight) || 0, 1);
  const { essence } = parseMediaType(value);
  return { essence: essence === '*' ? '*/*' : essence, quality };
}

function best(scores: readonly number[]): number {
  const highest = Math.max(0, ...scores);
  return highest > 0 ? scores.indexOf(highest) : -1;
}
