import { table } from '../syntax/dictionary.ts';
import { type Digits, jsonText } from '../syntax/digits.ts';
import { isArray, isObject, type Json, property } from '../syntax/json.ts';

/** Formats a name or a value that the words quote. */
export type Quote = (text: string) => string;

/** What a value below a location is like: `with x`, `page at least 2`. */
export interface Clause {
  /** A preposition before the location. */
  readonly before?: 'with' | 'without';
  /** Property names from the location; empty for the location itself. */
  readonly path: readonly string[];
  /** Follows the location. Empty if the preposition says it all. */
  readonly words: string;
  /** Whether it or the clause before it applies, instead of both. */
  readonly isAlternative?: boolean;
}

/** The words of a keyword and its value, for a value that satisfies it and for one that violates it. */
type Words = readonly [satisfied: string, violated: string];

/** Longer patterns and values are not quoted whole, and longer enumerations not at all. */
const maxQuoted = 60;
const maxListed = 5;

/** Returns the words for a value that satisfies a keyword, or violates it; undefined if there are none. */
export function keywordWords(keyword: string, expected: Json, isViolated: boolean, quote: Quote): string | undefined {
  return wordsOf(keyword, expected, quote)?.[isViolated ? 1 : 0];
}

function wordsOf(keyword: string, expected: Json, quote: Quote): Words | undefined {
  const shown = (value: Json) => quote(valueText(value));
  switch (keyword) {
    case 'type': {
      const names = anyOf(namesIn(expected).map((name) => typeNames[name] ?? name));
      return [names, `not ${names}`];
    }
    case 'const':
      return [`is ${shown(expected)}`, `not ${shown(expected)}`];
    case 'enum': {
      const [one, ...more] = isArray(expected) ? expected : [];
      if (one !== undefined && more.length === 0) return wordsOf('const', one, quote);
      const isShort = isArray(expected) && expected.length <= maxListed;
      const values = isShort ? expected.map(shown).join(', ') : 'the documented values';
      return [`one of ${values}`, `not one of ${values}`];
    }
    case 'format':
      return [`a valid ${shown(expected)}`, `not a valid ${shown(expected)}`];
    case 'pattern': {
      const pattern = typeof expected === 'string' && expected.length <= maxQuoted ? quote(expected) : 'its pattern';
      return [`matching ${pattern}`, `not matching ${pattern}`];
    }
    case 'minLength':
      return expected === 1
        ? notEmpty
        : [`of at least ${amount(expected, 'character')}`, `shorter than ${amount(expected, 'character')}`];
    case 'maxLength':
      return [`of at most ${amount(expected, 'character')}`, `longer than ${amount(expected, 'character')}`];
    case 'minItems':
      return expected === 1 ? notEmpty : numberOf('at least', 'fewer than', expected, 'item');
    case 'maxItems':
      return numberOf('at most', 'more than', expected, 'item');
    case 'minProperties':
      return expected === 1 ? notEmpty : numberOf('at least', 'fewer than', expected, 'property', 'properties');
    case 'maxProperties':
      return numberOf('at most', 'more than', expected, 'property', 'properties');
    case 'uniqueItems':
      return ['without a repeated item', 'with a repeated item'];
    case 'minimum':
      return [`at least ${number(expected)}`, `less than ${number(expected)}`];
    case 'maximum':
      return [`at most ${number(expected)}`, `more than ${number(expected)}`];
    case 'exclusiveMinimum':
      return [`more than ${number(expected)}`, `not more than ${number(expected)}`];
    case 'exclusiveMaximum':
      return [`less than ${number(expected)}`, `not less than ${number(expected)}`];
    case 'multipleOf':
      return [`a multiple of ${number(expected)}`, `not a multiple of ${number(expected)}`];
    default:
      return undefined;
  }
}

const notEmpty: Words = ['not empty', 'empty'];

const typeNames: Readonly<Record<string, string>> = table({
  array: 'an array',
  boolean: 'a boolean',
  integer: 'an integer',
  number: 'a number',
  object: 'an object',
  string: 'a string',
});

/**
 * Returns the clauses of a value that satisfies a schema, or of one that violates it.
 *
 * @param noun what the names in the value are names of
 */
export function schemaClauses(schema: Json, isViolated: boolean, quote: Quote, noun = 'property'): readonly Clause[] {
  if (!isObject(schema) || Object.keys(schema).length === 0) {
    return [here((schema === false) === isViolated ? 'present' : 'absent')];
  }
  const partClauses = (part: Json) => schemaClauses(part, isViolated, quote, noun);
  const clauses = Object.entries(schema).map(([keyword, expected]): readonly Clause[] => {
    switch (keyword) {
      case 'not':
        return schemaClauses(expected, !isViolated, quote, noun);
      case 'allOf':
        return joined([expected].flat().map(partClauses), isViolated);
      case 'anyOf':
      case 'oneOf':
        return joined([expected].flat().map(partClauses), !isViolated);
      case 'required': {
        const before = isViolated ? 'without' : 'with';
        const named = namesIn(expected).map((name): readonly Clause[] => [{ before, path: [name], words: '' }]);
        return joined(named, isViolated);
      }
      case 'properties': {
        const properties = Object.entries(isObject(expected) ? expected : {});
        const below = properties.map(([name, child]) =>
          schemaClauses(child, isViolated, quote).map((clause) => ({ ...clause, path: [name, ...clause.path] })),
        );
        return joined(below, isViolated);
      }
      case 'propertyNames':
        return [here(namesWords(expected, isViolated, quote, noun))];
      case 'contains':
        return [here(`with ${isViolated ? 'no' : 'an'} item ${itemWords(expected, quote)}`)];
      default: {
        const words = keywordWords(keyword, expected, isViolated, quote);
        return [here(words ?? `${isViolated ? 'not ' : ''}as ${quote(keyword)} says`)];
      }
    }
  });
  return joined(clauses, isViolated);
}

/** Joins groups of clauses, of which all apply, or else any. */
function joined(groups: readonly (readonly Clause[])[], isAlternative: boolean): readonly Clause[] {
  return groups
    .filter((group) => group.length > 0)
    .flatMap(([first, ...others], index) =>
      first ? [{ ...first, ...(index > 0 && { isAlternative }) }, ...others] : [],
    );
}

function here(words: string): Clause {
  return { path: [], words };
}

/** Describes items that satisfy a schema, to follow "item": `whose id is 7`. */
export function itemWords(schema: Json, quote: Quote): string {
  const clauses = schemaClauses(schema, false, quote);
  const described = clauses.filter(({ before }) => before === undefined).map(({ path: [name] }) => name);
  const words = clauses
    .filter(({ before, path: [name] }) => before === undefined || !described.includes(name))
    .map((clause) => {
      const name = quote(pathText(clause.path));
      if (clause.before !== undefined) return `${clause.before} ${name}`;
      const predicate = /^is /.test(clause.words) ? clause.words : `is ${clause.words}`;
      return clause.path.length === 0 ? `that ${predicate}` : `whose ${name} ${predicate}`;
    });
  return words.length === 0 ? 'of any kind' : words.join(' and ');
}

/** Describes the names of properties or parameters by their schema: `with a parameter other than limit`. */
function namesWords(schema: Json, isViolated: boolean, quote: Quote, noun: string): string {
  const names = property(schema, 'enum') ?? property(schema, 'const');
  if (names === undefined) {
    const words = schemaClauses(schema, isViolated, quote).map((clause) => clause.words);
    return `with a ${noun} whose name is ${words.join(isViolated ? ' or ' : ' and ')}`;
  }
  const listed = anyOf([names].flat().map((name) => quote(valueText(name))));
  return isViolated ? `with a ${noun} other than ${listed}` : `with no ${noun} other than ${listed}`;
}

/** Writes a path as readers know it: `payload[0].contentString`. */
export function pathText(path: readonly string[]): string {
  return path
    .map((name) => (/^\d+$/.test(name) ? `[${name}]` : `.${name}`))
    .join('')
    .replace(/^\./, '');
}

/** Writes a value in a line: strings without quotes, alone or in a list, and long ones cut. */
export function valueText(value: Json, digits?: Digits): string {
  const isPlainList = isArray(value) && value.length > 0 && value.every((item) => typeof item === 'string');
  const text = isPlainList ? value.join(', ') : typeof value === 'string' ? value : jsonText(value, digits);
  const characters = Array.from(text.slice(0, 2 * maxQuoted));
  return characters.length > maxQuoted ? `${characters.slice(0, maxQuoted - 1).join('')}…` : text;
}

function numberOf(satisfied: string, violated: string, count: Json, noun: string, plural?: string): Words {
  return [`with ${satisfied} ${amount(count, noun, plural)}`, `with ${violated} ${amount(count, noun, plural)}`];
}

/** Returns a number with its noun: `1 character`, `5 000 characters`. */
function amount(count: Json, noun: string, plural = `${noun}s`): string {
  return `${number(count)} ${count === 1 ? noun : plural}`;
}

/** Writes a number with its digits in groups of three. */
function number(value: Json): string {
  return valueText(value).replace(/^-?\d{4,}(?=\.|$)/, (whole) => whole.replace(/\B(?=(\d{3})+$)/g, ' '));
}

function namesIn(value: Json): readonly string[] {
  return [value].flat().map(String);
}

/** Joins alternatives: `a, b or c`. */
function anyOf(words: readonly string[]): string {
  return words.join(', ').replace(/, ([^,]*)$/, ' or $1');
}
