import type { Fault } from '../exchange.ts';
import { isArray, type Json, property } from '../syntax/json.ts';
import { tokensOf } from '../syntax/json-pointer.ts';
import { displayText, joinWords, limitList, pathOf } from './phrases.ts';

/** Maximum number of alternatives, and of faults in each, that a phrase lists. */
const maxAlternatives = 4;

const genericPhrase = 'must fit one of the documented alternatives';

/**
 * Describes a failed `oneOf` or `anyOf` if no branch was clearly intended: as one of several properties, types or
 * constants if possible, else by listing the faults under each branch.
 *
 * @param phrase describes one fault without its location
 */
export function choicePhrase(fault: Fault, phrase: (fault: Fault) => string): string {
  const { pointer, expected, alternatives = [] } = fault;
  const matchingBranches = property(expected, 'onlyOne');
  if (isArray(matchingBranches))
    return `must fit only one of the documented alternatives, not ${joinWords(matchingBranches.map(String), 'and')}`;
  if (alternatives.length === 0) return genericPhrase;
  return (
    missingProperties(alternatives, pointer) ??
    allowedTypes(alternatives, pointer) ??
    allowedValues(alternatives, pointer) ??
    `${genericPhrase}: ${limitList(
      alternatives.map((faults) => alternativePhrase(faults, pointer, phrase)),
      maxAlternatives,
    ).join('; or ')}`
  );
}

type Alternatives = readonly (readonly Fault[])[];

/** Describes branches whose only faults are missing properties: `must have card or iban`. */
function missingProperties(alternatives: Alternatives, pointer: string): string | undefined {
  const isPlain = alternatives.every((faults) =>
    faults.every(({ keyword, expected, ...fault }) => {
      return keyword === 'required' && expected === true && tokensOf(pointerBelow(fault.pointer, pointer)).length === 1;
    }),
  );
  if (!isPlain) return undefined;
  const sets = alternatives.map((faults) =>
    joinWords(
      faults.map((fault) => relativePath(fault, pointer)),
      'and',
    ),
  );
  const isSeveral = alternatives.some(({ length }) => length > 1);
  const distinct = limitList([...new Set(sets)], maxAlternatives);
  return `must have ${isSeveral && distinct.length > 1 ? distinct.join(', or ') : joinWords(distinct, 'or')}`;
}

/** Describes branches that differ only in type: `must be of type string or object`. */
function allowedTypes(alternatives: Alternatives, pointer: string): string | undefined {
  const faults = alternatives.flat();
  if (!faults.every((fault) => fault.keyword === 'type' && fault.pointer === pointer)) return undefined;
  const types = faults.flatMap(({ expected }) => (isArray(expected) ? expected : [expected])).map(String);
  return `must be of type ${joinWords([...new Set(types)], 'or')}`;
}

/** Describes branches told apart by constants at one location, such as the discriminating property `kind`. */
function allowedValues(alternatives: Alternatives, pointer: string): string | undefined {
  const valuesAt = ({ keyword, expected }: Fault): readonly Json[] =>
    keyword === 'const' ? [expected] : keyword === 'enum' && isArray(expected) ? expected : [];
  const candidates = alternatives[0]?.filter((fault) => valuesAt(fault).length > 0) ?? [];
  for (const { pointer: at, ...fault } of candidates) {
    const found = alternatives.map((faults) =>
      faults.filter((one) => one.pointer === at).flatMap((one) => valuesAt(one)),
    );
    if (found.some(({ length }) => length === 0)) continue;
    const values = limitList([...new Set(found.flat().map(displayText))], 10).join(', ');
    const path = relativePath({ ...fault, pointer: at }, pointer);
    return path === '' ? `must be one of ${values}` : `${genericPhrase}: ${path} must be one of ${values}`;
  }
  return undefined;
}

function alternativePhrase(faults: readonly Fault[], pointer: string, phrase: (fault: Fault) => string): string {
  const words = faults.map((fault) => `${relativePath(fault, pointer)} ${phrase(fault)}`.trim());
  return joinWords(limitList(words, maxAlternatives), 'and');
}

function relativePath({ pointer }: Pick<Fault, 'pointer'>, above: string): string {
  return pathOf(pointerBelow(pointer, above));
}

function pointerBelow(pointer: string, above: string): string {
  return pointer.startsWith(above) ? pointer.slice(above.length) : pointer;
}
