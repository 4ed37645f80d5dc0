import { isArray, isObject, type Json, type JsonObject } from '../../sandbox/notation/json.ts';
import { escapeToken } from '../../sandbox/notation/json-pointer.ts';
import { seeded } from '../fixtures/seeded.ts';

/** A document with one thing in it that is odd. */
export interface Mutant {
  /** `/paths/~1a name becomes "\u0000"` */
  readonly name: string;
  readonly document: () => Json;
}

/** Texts that somebody pastes, mistypes or generates, and that break what takes them for plain ones. */
const oddTexts: readonly string[] = [
  '',
  ' ',
  'two words',
  '__proto__',
  'constructor',
  'toString',
  'a\nb',
  'a\r\nb: c',
  '\0',
  'a\tb',
  'é',
  '‑–€',
  '日本',
  '\ud83d\ude00',
  '\ud800',
  'x'.repeat(9000),
  '{',
  '}',
  '{}',
  '{a}{b}',
  '/{a}/{a}',
  '%',
  '%zz',
  '%00',
  '%2F',
  '[(*+?\\',
  '\\',
  '"quoted"',
  "'",
  '$ref',
  '#',
  '#/',
  '#/paths',
  '?a=b&c',
  ':',
  ';',
  ',',
  '=',
  '..',
  '/',
  '//',
  '*',
  '*/*',
  'a/b',
  'text/plain; charset="',
  'application/json',
  'multipart/form-data',
  'http://[',
  'https://example.com:99999/',
  'file:///etc/passwd',
  '-1',
  '99999999999999999999',
  'true',
  'null',
  '{{baseUrl}}',
  '<b>&amp;',
  '$request.body#/a',
  '{$request.query.a}',
];

const oddNumbers: readonly number[] = [
  0,
  -1,
  0.1,
  1.5,
  100,
  1e9,
  2 ** 31,
  2 ** 53,
  -(2 ** 63),
  1e21,
  1e308,
  -1e308,
  5e-324,
];

/** What stands where something else is expected. */
const oddValues: readonly Json[] = [
  null,
  true,
  false,
  0,
  'text',
  [],
  {},
  [null],
  [[]],
  { $ref: '#' },
  { $ref: '#/nowhere' },
  [{}],
];

/** Some of what can be odd in a document, the same for the same seed; all of it, where that is no more. */
export function someMutants(document: JsonObject, count: number, seed: number): readonly Mutant[] {
  const all = [...mutantsOf(document)];
  const next = seeded(seed);
  return count >= all.length
    ? all
    : Array.from({ length: count }, () => all[next(all.length)]).filter((one) => one !== undefined);
}

/** All that can be odd in a document, one thing in each. */
function* mutantsOf(document: JsonObject): Generator<Mutant> {
  yield* mutantsAt(document, '', (value) => value);
}

function* mutantsAt(value: Json, pointer: string, put: (value: Json) => Json): Generator<Mutant> {
  const become = (changed: Json): Mutant => ({
    name: `${pointer} is ${shown(changed)}`,
    document: () => put(changed),
  });
  if (typeof value === 'string') for (const text of oddTexts) yield become(text);
  if (typeof value === 'number') for (const number of oddNumbers) yield become(number);
  if (pointer !== '') for (const odd of oddValues) yield become(odd);
  if (isArray(value)) {
    yield { name: `${pointer} has everything twice`, document: () => put([...value, ...value]) };
    for (const [index, item] of value.entries())
      yield* mutantsAt(item, `${pointer}/${index}`, (changed) =>
        put(value.map((one, at) => (at === index ? changed : one))),
      );
  }
  if (!isObject(value)) return;
  for (const [key, child] of Object.entries(value)) {
    const place = `${pointer}/${escapeToken(key)}`;
    const rebuilt = (entry: readonly (readonly [string, Json])[]): Json =>
      put(Object.fromEntries(Object.entries(value).flatMap((one) => (one[0] === key ? entry : [one]))));
    yield { name: `${place} is not there`, document: () => rebuilt([]) };
    for (const text of oddTexts)
      yield { name: `${place} is called ${shown(text)}`, document: () => rebuilt([[text, child]]) };
    yield* mutantsAt(child, place, (changed) => rebuilt([[key, changed]]));
  }
}

function shown(value: Json): string {
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 40)}… (${text.length})` : text;
}
