import { percentDecodeEach } from './percent.ts';

/** A piece of a path template: literal text, or a placeholder for a parameter. */
export type TemplatePart = { readonly literal: string } | { readonly parameter: string };

/**
 * Splits a path template into its non-empty pieces (OpenAPI 3.1.1, 4.8.8). Only text in braces is a placeholder; text
 * that equals the name of a parameter stays text.
 */
export function templateParts(template: string): readonly TemplatePart[] {
  return template
    .split(/(\{[^{}]+\})/)
    .map((piece, index) => (index % 2 === 1 ? { parameter: piece.slice(1, -1) } : { literal: piece }))
    .filter((part) => 'parameter' in part || part.literal !== '');
}

/**
 * Splits a path template into segments; a placeholder never spans several, whatever its name (OpenAPI 3.2.0, 4.8.2).
 */
export function templateSegments(template: string): readonly (readonly TemplatePart[])[] {
  const segments: TemplatePart[][] = [[]];
  for (const part of templateParts(template.slice(1))) {
    const pieces = 'parameter' in part ? [part] : part.literal.split('/').map((literal) => ({ literal }));
    for (const [index, piece] of pieces.entries()) {
      if (index > 0) segments.push([]);
      if ('parameter' in piece || piece.literal !== '') segments.at(-1)?.push(piece);
    }
  }
  return segments;
}

/** Returns the names of the placeholders of a path template, in order. */
export function placeholdersIn(template: string): readonly string[] {
  return templateParts(template).flatMap((part) => ('parameter' in part ? [part.parameter] : []));
}

/**
 * Returns a key that is equal for templates that are the same path, namely equal but for the names of placeholders
 * (OpenAPI 3.1.1, 4.8.8.1). Decoded, except for encoded slashes, which separate no segments.
 */
export function templateKey(template: string): string {
  return templateParts(template)
    .map((part) => ('literal' in part ? percentDecodeEach(part.literal.replace(/%2F/gi, '%252F')) : '{}'))
    .join('');
}
