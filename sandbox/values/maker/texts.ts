import { matchingText } from '../regex-text.ts';
import { Chance } from './chance.ts';
import { greatest, type Parts, smallest, textsOf } from './constraints.ts';
import { drawnOfFormat, textsOfFormat } from './format-texts.ts';
import { sentence, word } from './words.ts';

/** More than this nobody reads, whatever the schema asks for. */
const maxTextLength = 100_000;

/** Texts that are varied by a number, for lists that have nothing twice. */
const maxVaried = 200;

/** A text that is longer is not varied that often. */
const maxVariedLength = 1000;

/** Texts for schemas, the plainest first; not all of them fit. */
export function* textsFor(parts: Parts, chance: Chance | null): Generator<string> {
  const patterns = textsOf(parts, 'pattern');
  const formats = textsOf(parts, 'format').flatMap(textsOfFormat);
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

/** `string1`, or what of it has room, the number at its end. */
function numbered(count: number, shortest: number, maxLength: number): string {
  const number = String(count);
  const room = Math.max(0, maxLength - number.length);
  return 'string'.padEnd(shortest - number.length, 'string').slice(0, room) + number;
}

/** A text made longer where its format lets it be: at the end, or before an `@` or a dot. */
function* longer(text: string, shortest: number): Generator<string> {
  const missing = shortest - text.length;
  if (missing <= 0) return;
  yield text + '/'.padEnd(missing, 'a');
  yield 'a'.repeat(missing) + text;
  yield 'abcdefghij.'.repeat(Math.ceil(missing / 11)).slice(-missing) + text;
  yield text + 'A'.repeat(missing + ((4 - (shortest % 4)) % 4));
  yield text + '0'.repeat(missing);
}

/** A text for several patterns at once: one inside of the other's repetitions, or one after the other. */
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

/** Texts by chance: of the format, by a pattern, else words. */
function* byChance(
  parts: Parts,
  patterns: readonly string[],
  shortest: number,
  maxLength: number,
  chance: Chance,
): Generator<string> {
  for (const format of textsOf(parts, 'format')) {
    const text = drawnOfFormat(format, chance);
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
