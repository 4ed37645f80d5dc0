import type { Fault } from '../exchange.ts';
import { isArray, type Json, property } from '../syntax/json.ts';
import { tokensOf } from '../syntax/json-pointer.ts';
import { bounded, joined, pathOf, shown } from './listing.ts';

/** More alternatives than this, and more that is wrong with each, nobody reads. */
const max = 4;

const plain = 'must fit one of the documented alternatives';

/**
 * What a `oneOf` or `anyOf` asks for where no branch was clearly meant: one of several properties, types or constants;
 * else what each alternative lacks.
 *
 * @param phrase the words for one fault without its place
 */
export function choiceWords(fault: Fault, phrase: (fault: Fault) => string): string {
  const { pointer, expected, alternatives = [] } = fault;
  const fitting = property(expected, 'onlyOne');
  if (isArray(fitting))
    return `must fit only one of the documented alternatives, not ${joined(fitting.map(String), 'and')}`;
  if (alternatives.length === 0) return plain;
  return (
    missing(alternatives, pointer) ??
    typed(alternatives, pointer) ??
    listedIn(alternatives, pointer) ??
    `${plain}: ${bounded(
      alternatives.map((faults) => alternativeWords(faults, pointer, phrase)),
      max,
    ).join('; or ')}`
  );
}

type Alternatives = readonly (readonly Fault[])[];

/** `must have card or iban`, where nothing is wrong but that properties are missing. */
function missing(alternatives: Alternatives, pointer: string): string | undefined {
  const isPlain = alternatives.every((faults) =>
    faults.every(({ keyword, expected, ...fault }) => {
      return keyword === 'required' && expected === true && tokensOf(below(fault.pointer, pointer)).length === 1;
    }),
  );
  if (!isPlain) return undefined;
  const sets = alternatives.map((faults) =>
    joined(
      faults.map((fault) => relative(fault, pointer)),
      'and',
    ),
  );
  const isSeveral = alternatives.some(({ length }) => length > 1);
  const distinct = bounded([...new Set(sets)], max);
  return `must have ${isSeveral && distinct.length > 1 ? distinct.join(', or ') : joined(distinct, 'or')}`;
}

/** `must be of type string or object`, where the value is of none. */
function typed(alternatives: Alternatives, pointer: string): string | undefined {
  const faults = alternatives.flat();
  if (!faults.every((fault) => fault.keyword === 'type' && fault.pointer === pointer)) return undefined;
  const types = faults.flatMap(({ expected }) => (isArray(expected) ? expected : [expected])).map(String);
  return `must be of type ${joined([...new Set(types)], 'or')}`;
}

/** One place where each alternative has values of its own, such as `kind`. */
function listedIn(alternatives: Alternatives, pointer: string): string | undefined {
  const valuesAt = ({ keyword, expected }: Fault): readonly Json[] =>
    keyword === 'const' ? [expected] : keyword === 'enum' && isArray(expected) ? expected : [];
  const places = alternatives[0]?.filter((fault) => valuesAt(fault).length > 0) ?? [];
  for (const { pointer: place, ...fault } of places) {
    const found = alternatives.map((faults) =>
      faults.filter((one) => one.pointer === place).flatMap((one) => valuesAt(one)),
    );
    if (found.some(({ length }) => length === 0)) continue;
    const values = bounded([...new Set(found.flat().map(shown))], 10).join(', ');
    const at = relative({ ...fault, pointer: place }, pointer);
    return at === '' ? `must be one of ${values}` : `${plain}: ${at} must be one of ${values}`;
  }
  return undefined;
}

function alternativeWords(faults: readonly Fault[], pointer: string, phrase: (fault: Fault) => string): string {
  const words = faults.map((fault) => `${relative(fault, pointer)} ${phrase(fault)}`.trim());
  return joined(bounded(words, max), 'and');
}

function relative({ pointer }: Pick<Fault, 'pointer'>, above: string): string {
  return pathOf(below(pointer, above));
}

function below(pointer: string, above: string): string {
  return pointer.startsWith(above) ? pointer.slice(above.length) : pointer;
}
