import { table } from '../syntax/dictionary.ts';
import { type Json, property } from '../syntax/json.ts';
import type { FaultAt } from './reason.ts';
import { type Clause, itemWords, keywordWords, type Quote, schemaClauses } from './schema-words.ts';

/** Describes what is wrong at the location of a fault, in one clause or several alternative ones. */
export function faultClauses(fault: Omit<FaultAt, 'pointer'>, quote: Quote): readonly Clause[] {
  const { keyword, expected } = fault;
  switch (keyword) {
    case 'required':
      return [typeof expected === 'string' ? here(`without the header ${quote(expected)}`) : without('')];
    case 'dependentRequired':
      return [without(typeof expected === 'string' ? `beside ${quote(expected)}` : '')];
    case 'not': {
      const clauses = expected === undefined || expected === true ? [] : schemaClauses(expected, false, quote);
      return clauses.length > 0 ? clauses : [here('as the document excludes it')];
    }
    case 'contains':
      return [here(containsWords(fault, quote))];
    case 'syntax':
      return [here(malformedWords(fault))];
    default:
      return [here(wordsOf(keyword, expected, quote) ?? `wrong (${quote(keyword)})`)];
  }
}

function wordsOf(keyword: string, expected: Json | undefined, quote: Quote): string | undefined {
  const words = requestWords[keyword];
  if (words !== undefined || expected === undefined) return words;
  switch (keyword) {
    case 'items':
    case 'unevaluatedItems':
      return typeof expected === 'number' ? keywordWords('maxItems', expected, true, quote) : 'not allowed';
    case 'oneOf':
      return property(expected, 'onlyOne') === undefined ? 'like none of its schemas' : 'like several of its schemas';
    case 'propertyNames':
      return 'with a property whose name is not allowed';
    default:
      return keywordWords(keyword, expected, true, quote);
  }
}

/** The words of faults whose keyword says enough. */
const requestWords: Readonly<Record<string, string>> = table({
  accept: 'without a documented media type',
  additionalItems: 'not allowed',
  additionalProperties: 'not documented',
  anyOf: 'like none of its schemas',
  charset: 'with another character set',
  'false schema': 'not allowed',
  mediaType: 'not a documented media type',
  unevaluatedProperties: 'not documented',
});

/** The words of malformed input, by the syntax that was expected. */
const syntaxWords: Readonly<Record<string, string>> = table({
  form: 'not a form',
  json: 'not JSON',
  multipart: 'not multipart',
  'one value': 'sent twice',
  text: 'not UTF-8',
  xml: 'not XML',
});

/** A malformed parameter does not say which syntax was expected; in the query it may be repeated as well. */
function malformedWords({ in: place, expected }: Omit<FaultAt, 'pointer'>): string {
  const known = typeof expected === 'string' ? syntaxWords[expected] : undefined;
  return known ?? (place === 'query' ? 'malformed or sent twice' : 'malformed');
}

/** Describes a list with too many or too few items of a kind. */
function containsWords({ expected, found }: Omit<FaultAt, 'pointer'>, quote: Quote): string {
  const item = property(expected, 'contains');
  const kind = item === undefined ? 'of the documented kind' : itemWords(item, quote);
  const [min, max] = ['minContains', 'maxContains'].map((name) => property(expected, name));
  if (typeof max === 'number' && (typeof found !== 'number' || found > max))
    return `with more than ${counted(max, kind)}`;
  return typeof min === 'number' && min > 1 ? `with fewer than ${counted(min, kind)}` : `with no item ${kind}`;
}

function counted(count: number, kind: string): string {
  return `${count} item${count === 1 ? '' : 's'} ${kind}`;
}

function here(words: string): Clause {
  return { path: [], words };
}

function without(words: string): Clause {
  return { before: 'without', path: [], words };
}
