import type { Problem } from '../problem.ts';
import { problemAtOffset, type Source, writtenAt } from '../read/source.ts';
import { scalarsOf, type YamlScalar } from '../read/yaml-scalars.ts';
import { type Check, listed } from './checked-document.ts';
import { type Difference, differences, parsers } from './yaml-differences.ts';

/** Reports YAML scalars that other parsers read differently or reject, once for each kind in a file. */
export const yamlScalars: Check = {
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
    const message = `${describe(difference, first, others.length)} ${remedy(difference)}`;
    return [problemAtOffset(source, first.offset, 'yaml-neighbours', message)];
  });
}

function describe({ kind, is, reads }: Difference, { text }: YamlScalar, otherCount: number): string {
  const parsersByType = new Map<string, string[]>();
  for (const { name, version } of parsers) {
    const type = reads[name];
    if (type !== undefined) parsersByType.set(type, [...(parsersByType.get(type) ?? []), `${name} ${version}`]);
  }
  const read = [...parsersByType].map(([type, names]) => `${type} for ${listed(names)}`);
  const more = otherCount === 0 ? '' : ` (and ${otherCount} more in this file)`;
  return `${text}${more} is ${kind}: ${is} in YAML 1.2, but ${listed(read)}.`;
}

function remedy({ isQuoted, is }: Difference): string {
  if (isQuoted) return 'Write a slash without a backslash.';
  return is === 'a text' ? 'Put it in quotes.' : 'Write it as JSON does, or put it in quotes if it is a text.';
}
