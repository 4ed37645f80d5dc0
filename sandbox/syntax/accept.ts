import { splitUnquoted } from './list.ts';
import { madeType } from './media-range.ts';
import { agrees, indexOfBest, isWithin, type Parsed, parse } from './media-type.ts';

/** An `Accept` header, taken apart once (RFC 9110, section 12.5.1): what it takes is looked up. */
export interface Accept {
  /** In order; none: everything is accepted. */
  readonly ranges: readonly AcceptedRange[];
  readonly byEssence: ReadonlyMap<string, readonly AcceptedRange[]>;
}

interface AcceptedRange {
  readonly range: Parsed;
  /** Among all of the header. */
  readonly index: number;
  readonly quality: number;
}

/** Reads an `Accept` header; absent or empty it takes everything. */
export function readAccept(header: string | null): Accept {
  const byEssence = new Map<string, AcceptedRange[]>();
  const ranges = splitUnquoted(header ?? '', ',').map((element, index) => {
    const range = parse(element);
    const accepted: AcceptedRange = { range, index, quality: qualityOf(range.parameters.get('q')) };
    const alike = byEssence.get(range.essence);
    if (alike) alike.push(accepted);
    else byEssence.set(range.essence, [accepted]);
    return accepted;
  });
  return { ranges, byEssence };
}

/**
 * Proactive negotiation (RFC 9110, section 12.5.1): the index of the offered media type that the `Accept` header
 * prefers, or -1 when none is acceptable. Equal preference falls to the closer, then to the first offered.
 * `application/json` also accepts any `+json`, and either name of XML the other, after exact matches.
 */
export function negotiate(accept: Accept, offered: readonly string[]): number {
  if (accept.ranges.length === 0) return 0;
  return indexOfBest(offered.map((mediaType) => preference(accept, mediaType)));
}

/** The media types within a documented range that an `Accept` header asks for and does not refuse, in its order. */
export function typesAskedFor(accept: Accept, range: string): readonly string[] {
  const types = accept.ranges.map(({ range: { essence } }) => (essence.includes('*') ? madeType(essence) : essence));
  return [...new Set(types)].filter(
    (type) => /^[^\s/*]+\/[^\s/*]+$/.test(type) && isWithin(range, type) && preference(accept, type) > 0,
  );
}

/** How much a media type is wanted; 0: not at all. The weight is that of the closest range, of equals the first. */
function preference(accept: Accept, mediaType: string): number {
  let closest: AcceptedRange | undefined;
  let max = 0;
  for (const { accepted, fit } of fitting(accept, parse(mediaType))) {
    if (fit < max || (fit === max && closest && closest.index < accepted.index)) continue;
    closest = accepted;
    max = fit;
  }
  return closest && closest.quality > 0 ? closest.quality * 10_000 + max : 0;
}

interface Fit {
  readonly accepted: AcceptedRange;
  readonly fit: number;
}

/** The ranges that take a type, the first of each kind, and how closely each does. */
function fitting({ byEssence }: Accept, type: Parsed): readonly Fit[] {
  const { essence } = type;
  const [main = ''] = essence.split('/');
  const suffix = essence.slice(essence.lastIndexOf('+'));
  const isSuffixed = essence.includes('+');
  const precisions: readonly (readonly [range: string, fit: number])[] = [
    [essence, 4],
    ...(isSuffixed ? [[`${main}/*${suffix}`, 3] as const, [`*/*${suffix}`, 2] as const] : []),
    [`${main}/*`, 2],
    ['*/*', 1],
  ];
  const plain = precisions.flatMap(([range, fit]): readonly Fit[] => {
    const all = byEssence.get(range) ?? [];
    const [first] = all;
    // What nobody documented with parameters agrees with none.
    const agreeing = type.parameters.size > 0 ? all.find((one) => agrees(one.range, type)) : undefined;
    if (agreeing) return [{ accepted: agreeing, fit: fit + 0.5 }];
    return first ? [{ accepted: first, fit }] : [];
  });
  const lenient = otherNames(essence).flatMap((name): readonly Fit[] => {
    const accepted = byEssence.get(name)?.find(({ quality }) => quality > 0);
    return accepted ? [{ accepted, fit: 3 }] : [];
  });
  return [...plain, ...lenient];
}

/** By what a type is asked for that it is not called: any `+json` by JSON's name, XML by its other one (RFC 7303, 9.2). */
function otherNames(essence: string): readonly string[] {
  if (essence === 'application/xml') return ['text/xml'];
  if (essence === 'text/xml') return ['application/xml'];
  return essence.endsWith('+json') ? ['application/json'] : [];
}

/** A weight from 0 to 1; one that cannot be read counts as 1 (RFC 9110, section 12.4.2). */
function qualityOf(weight: string | undefined): number {
  const quality = Number(weight ?? 1);
  return Number.isFinite(quality) ? Math.min(Math.max(quality, 0), 1) : 1;
}
