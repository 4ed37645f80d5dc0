import { matchingText } from '../regex-text.ts';
import { greatest, type Parts, smallest, textsOf } from './constraints.ts';
import { examplesOfFormat, randomOfFormat } from './format-examples.ts';
import { Chance } from './random.ts';
import { sentence, word } from './realistic-text.ts';

/** Longer texts are not made, even if `minLength` requires them. */
const maxTextLength = 100_000;

/** Numbered texts, for arrays with `uniqueItems`. */
const maxVaried = 200;

/** Longer texts are not numbered or random. */
const maxVariedLength = 1000;

/** Yields candidates for a string, the simplest first. Some violate the schemas. */
export function* stringsFor(parts: Parts, chance: Chance | null): Generator<string> {
  const patterns = textsOf(parts, 'pattern');
  const formats = textsOf(parts, 'format').flatMap(examplesOfFormat);
  const shortest = Math.min(greatest(parts, 'minLength', 0), maxTextLength);
  const maxLength = smallest(parts, 'maxLength', Number.POSITIVE_INFINITY);
  const cut = (text: string) => text.padEnd(shortest, 'string').slice(0, maxLength);
  if (chance) yield* byChance(parts, patterns, shortest, maxLength, chance);
  const plain = formats[0] ?? 'string';
  for (const pattern of patterns) yield matchingText(pattern, shortest, cut(plain)) ?? '';
  yield cut(plain);
  for (const text of formats) yield* [text, ...longer(text, shortest)];
  for (const text of formats) for (const pattern of patterns) yield matchingText(pattern, shortest, text) ?? text;
  for (const pattern of patterns) yield* matchingBoth(pattern, patterns, shortest, maxLength);
  yield* ['', 'a', 'A', '0', '1', 'Abcdef1!', 'x'.padEnd(Math.min(maxLength, maxVariedLength), 'x')];
  if (shortest > maxVariedLength) return;
  for (let count = 1; count <= maxVaried; count += 1) yield numbered(count, shortest, maxLength);
  yield* [...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ23456789'];
  for (const pattern of patterns) {
    for (let count = 0; count < maxVaried; count += 1) {
      const other = new Chance(count);
      yield matchingText(pattern, shortest, undefined, () => other.next()) ?? '';
    }
  }
}

/** Returns `string1` and the like, shortened or extended to the length limits. */
function numbered(count: number, shortest: number, maxLength: number): string {
  const number = String(count);
  const room = Math.max(0, maxLength - number.length);
  return 'string'.padEnd(shortest - number.length, 'string').slice(0, room) + number;
}

/** Yields longer texts that may keep the format: extended as a path, a local part, a host, base64 or a number. */
function* longer(text: string, shortest: number): Generator<string> {
  const missing = shortest - text.length;
  if (missing <= 0) return;
  yield text + '/'.padEnd(missing, 'a');
  yield 'a'.repeat(missing) + text;
  yield 'abcdefghij.'.repeat(Math.ceil(missing / 11)).slice(-missing) + text;
  yield text + 'A'.repeat(missing + ((4 - (shortest % 4)) % 4));
  yield text + '0'.repeat(missing);
}

/** Yields candidates for several patterns: longer matches of one, and matches of two in a row. */
function* matchingBoth(
  pattern: string,
  patterns: readonly string[],
  shortest: number,
  maxLength: number,
): Generator<string> {
  for (let length = Math.max(shortest, 1); length <= Math.min(maxLength, shortest + 20); length += 1) {
    const text = matchingText(pattern, length);
    if (text !== undefined) yield text;
  }
  for (const other of patterns) {
    const [one, two] = [matchingText(pattern) ?? '', matchingText(other) ?? ''];
    yield* [one + two, two + one];
  }
}

/** Yields random texts: of the format, by the pattern, and words. */
function* byChance(
  parts: Parts,
  patterns: readonly string[],
  shortest: number,
  maxLength: number,
  chance: Chance,
): Generator<string> {
  for (const format of textsOf(parts, 'format')) {
    const text = randomOfFormat(format, chance);
    if (text !== undefined) yield text;
  }
  const vary = () => chance.next();
  for (const pattern of patterns) {
    for (let tried = 0; tried < 5; tried += 1) {
      yield matchingText(pattern, shortest, undefined, vary) ?? '';
    }
  }
  if (shortest > maxVariedLength) return;
  yield word(chance);
  yield sentence(chance)
    .repeat(Math.ceil((shortest + 1) / 20))
    .slice(0, Math.min(maxLength, shortest + 20));
}
