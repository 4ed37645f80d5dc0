import { percentDecodeEach } from './percent.ts';

/** A piece of a path template: a text, or a placeholder for a parameter. */
export type TemplatePart = { readonly literal: string } | { readonly parameter: string };

/**
 * The pieces of a path template in order, none of them empty (OpenAPI 3.1.1, 4.8.8). Only what stands in braces is a
 * placeholder: a text that is called like a parameter is a text.
 */
export function templateParts(template: string): readonly TemplatePart[] {
  return template
    .split(/(\{[^{}]+\})/)
    .map((piece, index) => (index % 2 === 1 ? { parameter: piece.slice(1, -1) } : { literal: piece }))
    .filter((part) => 'parameter' in part || part.literal !== '');
}

/** The pieces of each segment of a path template; a placeholder stays in one, whatever its name (OpenAPI 3.2.0, 4.8.2). */
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

/** The names of the placeholders of a path template, in order. */
export function placeholdersIn(template: string): readonly string[] {
  return templateParts(template).flatMap((part) => ('parameter' in part ? [part.parameter] : []));
}

/**
 * The template without the placeholders' names, decoded: templates of one shape are the same path (OpenAPI 3.1.1,
 * 4.8.8.1). An encoded slash divides no segments, and stays.
 */
export function templateKey(template: string): string {
  return templateParts(template)
    .map((part) => ('literal' in part ? percentDecodeEach(part.literal.replace(/%2F/gi, '%252F')) : '{}'))
    .join('');
}
