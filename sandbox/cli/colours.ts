import { randomUUID } from 'node:crypto';

/** When output has colours; `auto` means on terminals. */
export type Colouring = 'auto' | 'always' | 'never';

/** Reads `NO_COLOR` (no-color.org) and `FORCE_COLOR` (force-color.org); the latter wins, as in Node.js. */
export function colouringOf({ NO_COLOR, FORCE_COLOR }: NodeJS.ProcessEnv): Colouring {
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== '') return /^(0|false)$/.test(FORCE_COLOR) ? 'never' : 'always';
  return NO_COLOR !== undefined && NO_COLOR !== '' ? 'never' : 'auto';
}

/** Parameters of Select Graphic Rendition (ECMA-48, section 8.3.117). */
const codes = { faint: 2, red: 31, green: 32, yellow: 33, cyan: 36 } as const;
export type Colour = keyof typeof codes;

/** Colours a text, or returns it unchanged. */
export type Paint = (colour: Colour, text: string) => string;

/** Returns a text unchanged. */
export const plain: Paint = (_, text) => text;

export function painter(colouring: Colouring, isTerminal: boolean): Paint {
  if (colouring === 'never' || (colouring === 'auto' && !isTerminal)) return plain;
  return (colour, text) => `${mark}${codes[colour]}m${text}${mark}0m`;
}

/** Marks the beginning of a control sequence until a text is printed; it is random, so that no document can contain it. */
const mark = `<${randomUUID()}>`;

/** Replaces the marks in a coloured text by control sequences. */
export function coloured(text: string): string {
  return text.replaceAll(mark, '\u001b[');
}
