import { randomUUID } from 'node:crypto';

/** Colours are for terminals (`auto`), unless the environment says otherwise. */
export type Colouring = 'auto' | 'always' | 'never';

/** `NO_COLOR` (no-color.org) and `FORCE_COLOR` (force-color.org), of which the second wins, as it does for Node. */
export function colouringOf({ NO_COLOR, FORCE_COLOR }: NodeJS.ProcessEnv): Colouring {
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== '') return /^(0|false)$/.test(FORCE_COLOR) ? 'never' : 'always';
  return NO_COLOR !== undefined && NO_COLOR !== '' ? 'never' : 'auto';
}

/** Select Graphic Rendition (ECMA-48, section 8.3.117). */
const codes = { faint: 2, red: 31, green: 32, yellow: 33, cyan: 36 } as const;
export type Colour = keyof typeof codes;

/** Gives a text a colour, or leaves it as it is. */
export type Paint = (colour: Colour, text: string) => string;

/** No colours at all. */
export const plain: Paint = (_, text) => text;

export function painter(colouring: Colouring, isTerminal: boolean): Paint {
  if (colouring === 'never' || (colouring === 'auto' && !isTerminal)) return plain;
  return (colour, text) => `${mark}${codes[colour]}m${text}${mark}0m`;
}

/** Stands for the beginning of a control sequence until a text is printed; no document can know it. */
const mark = `<${randomUUID()}>`;

/** A painted text as a terminal takes it. */
export function coloured(text: string): string {
  return text.replaceAll(mark, '\u001b[');
}
