import type { Problem } from '../problem.ts';
import { problemAtOffset, type Source, writtenAt } from '../read/source.ts';
import { scalarsOf, type YamlScalar } from '../read/yaml-scalars.ts';
import { type Check, listed } from './checked-document.ts';
import { type Difference, differences, readers } from './yaml-readers.ts';

/** Scalars that other readers of YAML read as something else, or stop at: told once for each kind in a file. */
export const yamlNeighbours: Check = {
  codes: ['yaml-neighbours'],
  run: ({ written }) => {
    const sources = new Set(written.visits.map(({ node }) => writtenAt(node).source));
    return [...sources].filter(({ literal }) => literal === undefined).flatMap(inFile);
  },
};

function inFile(source: Source): readonly Problem[] {
  const found = new Map<Difference, YamlScalar[]>();
  for (const scalar of scalarsOf(source)) {
    const difference = differences.find(
      ({ pattern, isQuoted = false }) => isQuoted === scalar.isQuoted && pattern.test(scalar.text),
    );
    if (difference) found.set(difference, [...(found.get(difference) ?? []), scalar]);
  }
  return [...found].flatMap(([difference, [first, ...others]]) => {
    if (!first) return [];
    const message = `${wordsFor(difference, first, others.length)} ${mend(difference)}`;
    return [problemAtOffset(source, first.offset, 'yaml-neighbours', message)];
  });
}

function wordsFor({ kind, is, reads }: Difference, { text }: YamlScalar, others: number): string {
  const byWords = new Map<string, string[]>();
  for (const { name, version } of readers) {
    const words = reads[name];
    if (words !== undefined) byWords.set(words, [...(byWords.get(words) ?? []), `${name} ${version}`]);
  }
  const read = [...byWords].map(([words, names]) => `${words} for ${listed(names)}`);
  const more = others === 0 ? '' : ` (and ${others} more in this file)`;
  return `${text}${more} is ${kind}: ${is} in YAML 1.2, but ${listed(read)}.`;
}

function mend({ isQuoted, is }: Difference): string {
  if (isQuoted) return 'Write a slash without a backslash.';
  return is === 'a text' ? 'Put it in quotes.' : 'Write it as JSON does, or put it in quotes if it is a text.';
}
