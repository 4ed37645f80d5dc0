import type { LocationStyle } from '../plan.ts';
import { isArray, isObject, type Json, property } from '../syntax/json.ts';
import { fragmentOf, pointerOf, tokensOf } from '../syntax/json-pointer.ts';
import type { Statement } from './error-format.ts';
import { placeMembers, sentenceMembers } from './generic-error.ts';

/**
 * Derives the style in which documented error bodies write locations in a request body.
 *
 * @param statements the statements of all bodies
 * @param findsErrorList whether the format lets the document choose how errors are listed
 * @returns null if no documented body states a location
 */
export function locationStyleOf(
  bodies: readonly Json[],
  statements: readonly Statement[],
  findsErrorList: boolean,
): LocationStyle | null {
  const list = findsErrorList ? (bodies.map(errorListIn).find((found) => found !== null) ?? null) : null;
  if (findsErrorList && !list) return null;
  const texts = statements
    .filter(({ issue }) => !list || typeof property(issue, list.place) === 'string')
    .flatMap(({ places }) => places.filter(({ as }) => as === 'pointer' || as === 'path').map(({ text }) => text))
    .filter((text) => !/^[#/]*(query|path|headers?|cookie)[./]/.test(text));
  // A location of several steps shows the style best.
  const mostSpecific = texts.find((text) => /[.[]/.test(text) || /.\//.test(text)) ?? texts[0];
  if (mostSpecific === undefined) return null;
  const listsSteps = statements.some(({ issue }) => isArray(property(issue, 'loc')));
  return { ...syntaxOf(mostSpecific, listsSteps), list };
}

function syntaxOf(text: string, listsSteps: boolean): Pick<LocationStyle, 'syntax' | 'prefix'> {
  const isPointer = /^[#/]/.test(text);
  const steps = isPointer ? tokensOf(text.replace(/^#/, '')) : text.split(/[.[\]]+/);
  const [first = '', second] = steps;
  // A lone step may be a property called `body`; a first step names the body only if another follows or `loc` lists
  // steps.
  const mayNameBody = listsSteps || (second !== undefined && second !== '');
  const namesBody = mayNameBody && /^(\$|body|requestBody)$/.test(first);
  const syntax = text.startsWith('#')
    ? 'fragment'
    : isPointer
      ? 'pointer'
      : /\.\d+(\.|$)/.test(text)
        ? 'dots'
        : 'brackets';
  return { syntax, prefix: namesBody ? first : null };
}

/**
 * Returns the error list of a problem and the names of its members: `errors` with `field` and `message`; null if it has
 * none.
 */
function errorListIn(body: Json): LocationStyle['list'] {
  for (const [member, value] of Object.entries(isObject(body) ? body : {})) {
    const first = isArray(value) ? value[0] : undefined;
    const isText = (name: string) => typeof property(first, name) === 'string';
    const place = placeMembers.map(([name]) => name).find(isText);
    const words = sentenceMembers.find(isText);
    if (place !== undefined && words !== undefined) return { member, place, words };
  }
  return null;
}

/** Writes a JSON Pointer into a body in the documented style. */
export function formatLocation(pointer: string, { syntax, prefix }: Pick<LocationStyle, 'syntax' | 'prefix'>): string {
  const tokens = [...(prefix === null ? [] : [prefix]), ...tokensOf(pointer)];
  switch (syntax) {
    case 'fragment':
      return `#${fragmentOf(pointerOf(tokens))}`;
    case 'pointer':
      return pointerOf(tokens);
    case 'dots':
      return tokens.join('.');
    case 'brackets':
      return tokens
        .map((token) => (/^\d+$/.test(token) ? `[${token}]` : `.${token}`))
        .join('')
        .replace(/^\./, '');
  }
}
