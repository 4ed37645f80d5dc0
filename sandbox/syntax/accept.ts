import { splitUnquoted } from './field-value.ts';
import { madeType } from './media-range.ts';
import { agrees, indexOfBest, isWithin, type Parsed, parse } from './media-type.ts';

/** A parsed `Accept` header (RFC 9110, section 12.5.1), indexed so that each offered type is a lookup. */
export interface Accept {
  /** In the order of the header. Empty if everything is accepted. */
  readonly ranges: readonly AcceptedRange[];
  readonly byEssence: ReadonlyMap<string, readonly AcceptedRange[]>;
}

interface AcceptedRange {
  readonly range: Parsed;
  /** Position in the header. */
  readonly index: number;
  readonly quality: number;
}

/** Parses an `Accept` header; an absent or empty one accepts everything. */
export function readAccept(header: string | null): Accept {
  const byEssence = new Map<string, AcceptedRange[]>();
  const ranges = splitUnquoted(header ?? '', ',').map((element, index) => {
    const range = parse(element);
    const accepted: AcceptedRange = { range, index, quality: qualityOf(range.parameters.get('q')) };
    const sameRange = byEssence.get(range.essence);
    if (sameRange) sameRange.push(accepted);
    else byEssence.set(range.essence, [accepted]);
    return accepted;
  });
  return { ranges, byEssence };
}

/**
 * Negotiates proactively (RFC 9110, section 12.5.1): returns the index of the offered media type that the `Accept`
 * header prefers, or -1 if none is acceptable. Ties go to the more precise range, then to the type offered first. After
 * exact matches, `application/json` also accepts any `+json`, and each name of XML accepts the other.
 */
export function negotiate(accept: Accept, offered: readonly string[]): number {
  if (accept.ranges.length === 0) return 0;
  return indexOfBest(offered.map((mediaType) => preference(accept, mediaType)));
}

/** Returns whether an `Accept-Encoding` header names a content coding that it accepts (RFC 9110, 12.5.3). */
export function acceptsEncoding(header: string | null, encoding: string): boolean {
  if (header === null) return false;
  const [accepted] = readAccept(header).byEssence.get(encoding) ?? [];
  return accepted !== undefined && accepted.quality > 0;
}

/**
 * Returns the media types within a documented range that an `Accept` header asks for and does not refuse, in its order.
 */
export function typesAskedFor(accept: Accept, range: string): readonly string[] {
  const types = accept.ranges.map(({ range: { essence } }) => (essence.includes('*') ? madeType(essence) : essence));
  return [...new Set(types)].filter(
    (type) => /^[^\s/*]+\/[^\s/*]+$/.test(type) && isWithin(range, type) && preference(accept, type) > 0,
  );
}

/**
 * Returns how strongly a media type is preferred; 0: not acceptable. The quality comes from the most precise matching
 * range, on a tie from the first.
 */
function preference(accept: Accept, mediaType: string): number {
  let closest: AcceptedRange | undefined;
  let highest = 0;
  for (const { accepted, precision } of matchesOf(accept, parse(mediaType))) {
    if (precision < highest || (precision === highest && closest && closest.index < accepted.index)) continue;
    closest = accepted;
    highest = precision;
  }
  return closest && closest.quality > 0 ? closest.quality * 10_000 + highest : 0;
}

interface Match {
  readonly accepted: AcceptedRange;
  readonly precision: number;
}

/** Returns the ranges that match a type, one per form of range, with their precision. */
function matchesOf({ byEssence }: Accept, type: Parsed): readonly Match[] {
  const { essence } = type;
  const [topLevel = ''] = essence.split('/');
  const suffix = essence.slice(essence.lastIndexOf('+'));
  const isSuffixed = essence.includes('+');
  const candidates: readonly (readonly [range: string, fit: number])[] = [
    [essence, 4],
    ...(isSuffixed ? [[`${topLevel}/*${suffix}`, 3] as const, [`*/*${suffix}`, 2] as const] : []),
    [`${topLevel}/*`, 2],
    ['*/*', 1],
  ];
  const exact = candidates.flatMap(([range, precision]): readonly Match[] => {
    const all = byEssence.get(range) ?? [];
    const [first] = all;
    // A type documented without parameters cannot agree with those of a range.
    const agreeing = type.parameters.size > 0 ? all.find((one) => agrees(one.range, type)) : undefined;
    if (agreeing) return [{ accepted: agreeing, precision: precision + 0.5 }];
    return first ? [{ accepted: first, precision }] : [];
  });
  const lenient = alternativeNames(essence).flatMap((name): readonly Match[] => {
    const accepted = byEssence.get(name)?.find(({ quality }) => quality > 0);
    return accepted ? [{ accepted, precision: 3 }] : [];
  });
  return [...exact, ...lenient];
}

/** Returns other names that also accept a type: JSON's for any `+json`, and the second name of XML (RFC 7303, 9.2). */
function alternativeNames(essence: string): readonly string[] {
  if (essence === 'application/xml') return ['text/xml'];
  if (essence === 'text/xml') return ['application/xml'];
  return essence.endsWith('+json') ? ['application/json'] : [];
}

/** Parses a weight into 0 to 1; a malformed one counts as 1 (RFC 9110, section 12.4.2). */
function qualityOf(weight: string | undefined): number {
  const quality = Number(weight ?? 1);
  return Number.isFinite(quality) ? Math.min(Math.max(quality, 0), 1) : 1;
}
