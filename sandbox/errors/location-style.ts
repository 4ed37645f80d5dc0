import type { LocationStyle } from '../plan.ts';
import { isArray, isObject, type Json, property } from '../syntax/json.ts';
import { fragmentOf, pointerOf, tokensOf } from '../syntax/json-pointer.ts';
import type { Statement } from './format.ts';
import { placeMembers, sentenceMembers } from './plain-text.ts';

/**
 * How documented error bodies say where something is wrong in a body; null where none of them does.
 *
 * @param statements those of all bodies
 * @param isListed whether the format leaves it to the document how it lists errors
 */
export function locationStyleOf(
  bodies: readonly Json[],
  statements: readonly Statement[],
  isListed: boolean,
): LocationStyle | null {
  const list = isListed ? (bodies.map(listIn).find((found) => found !== null) ?? null) : null;
  if (isListed && !list) return null;
  const texts = statements
    .filter(({ issue }) => !list || typeof property(issue, list.place) === 'string')
    .flatMap(({ places }) => places.filter(({ as }) => as === 'pointer' || as === 'path').map(({ text }) => text))
    .filter((text) => !/^[#/]*(query|path|headers?|cookie)[./]/.test(text));
  // One with several steps tells more.
  const informative = texts.find((text) => /[.[]/.test(text) || /.\//.test(text)) ?? texts[0];
  if (informative === undefined) return null;
  const areSteps = statements.some(({ issue }) => isArray(property(issue, 'loc')));
  return { ...syntaxOf(informative, areSteps), list };
}

function syntaxOf(text: string, areSteps: boolean): Pick<LocationStyle, 'syntax' | 'prefix'> {
  const isPointer = /^[#/]/.test(text);
  const steps = isPointer ? tokensOf(text.replace(/^#/, '')) : text.split(/[.[\]]+/);
  const [first = '', second] = steps;
  // A step by itself may be a property, unless each place begins with the part of the request.
  const isFirst = areSteps || (second !== undefined && second !== '');
  const standsForBody = isFirst && /^(\$|body|requestBody)$/.test(first);
  const syntax = text.startsWith('#')
    ? 'fragment'
    : isPointer
      ? 'pointer'
      : /\.\d+(\.|$)/.test(text)
        ? 'dots'
        : 'brackets';
  return { syntax, prefix: standsForBody ? first : null };
}

/** The list of errors in a problem that say where they are, with the names of its members: `errors` with `field`. */
function listIn(body: Json): LocationStyle['list'] {
  for (const [member, value] of Object.entries(isObject(body) ? body : {})) {
    const first = isArray(value) ? value[0] : undefined;
    const isText = (name: string) => typeof property(first, name) === 'string';
    const place = placeMembers.map(([name]) => name).find(isText);
    const words = sentenceMembers.find(isText);
    if (place !== undefined && words !== undefined) return { member, place, words };
  }
  return null;
}

/** A JSON Pointer into a body, written in the manner of the document. */
export function placeIn(pointer: string, { syntax, prefix }: Pick<LocationStyle, 'syntax' | 'prefix'>): string {
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
