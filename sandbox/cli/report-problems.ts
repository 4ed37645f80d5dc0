import { fileOf } from '../problem/identity.ts';
import type { DanglingReference, LocatedProblem, Problem } from '../problem.ts';
import { located } from '../read/located.ts';
import { complain } from './output.ts';
import { problemLine, problemText, shownPath } from './problem-text.ts';

/** Reports problems on standard error, with those of one cause summarised in one line. */
export interface ProblemReporter {
  /** Reports problems. Pass those that were found together at once: their lines are looked up in one pass. */
  readonly report: (problems: readonly Problem[]) => void;
  /** Reports the summaries. */
  readonly end: () => void;
}

/** The number of warnings per code and file that are reported in full. */
const maxInFull = 3;

/**
 * Creates a reporter that prints errors and the first warnings of each code in a file at once, and counts dangling references
 * and further warnings for the summary.
 */
export function createProblemReporter(): ProblemReporter {
  const report = (...lines: readonly string[]) => complain('', ...lines);
  const dangling: Problem[] = [];
  const counts = new Map<string, { readonly first: Problem; count: number }>();

  /** Returns whether a problem is reported in full; otherwise counts it. */
  function isShown(problem: Problem): boolean {
    if (problem.reference) {
      dangling.push(problem);
      return false;
    }
    if (!isCounted(problem)) return true;
    const key = `${problem.code} ${fileOf(problem)}`;
    const alike = counts.get(key) ?? { first: problem, count: 0 };
    alike.count += 1;
    counts.set(key, alike);
    return alike.count <= maxInFull;
  }

  return {
    report: (problems) => {
      for (const problem of located(problems.filter(isShown))) report(...problemText(problem));
    },
    end: () => {
      for (const lines of danglingTexts(dangling, problemText)) report(...lines);
      for (const { first, count } of counts.values()) {
        const rest = count - maxInFull;
        if (rest > 0) report(fileLine(fileOf(first), `${rest} more of ${first.code}: run check for each place`));
      }
      dangling.length = 0;
      counts.clear();
    },
  };
}

/** Formats problems in a line each, and dangling references in one line for each file and cause. */
export function problemLines(problems: readonly LocatedProblem[]): readonly string[] {
  const others = problems.filter(({ reference }) => !reference).map((problem) => problemLine(problem));
  const dangling = problems.filter(({ reference }) => reference);
  return [...others, ...danglingTexts(dangling, (problem) => [problemLine(problem)]).flat()];
}

function isCounted({ severity }: Problem): boolean {
  return severity === 'warning' || severity === 'note';
}

/** Formats dangling references, those of one file and cause together. */
function danglingTexts(
  problems: readonly Problem[],
  single: (problem: LocatedProblem) => readonly string[],
): readonly (readonly string[])[] {
  const groups = new Map<string, { readonly problem: Problem; readonly references: DanglingReference[] }>();
  for (const problem of problems) {
    const { reference } = problem;
    if (!reference) continue;
    const key = `${reference.missing} ${fileOf(problem)}`;
    const group = groups.get(key) ?? { problem, references: [] };
    group.references.push(reference);
    groups.set(key, group);
  }
  return [...groups.values()].map(({ problem, references }) => {
    const [first, ...others] = references;
    if (!first || others.length === 0) return located([problem]).flatMap(single);
    const lead = leads[first.missing](common(references.map(({ written }) => written)));
    const message = `${references.length} references lead to ${lead}; what they say is left out: run check for each place`;
    return [fileLine(fileOf(problem), message)];
  });
}

const leads: Readonly<Record<DanglingReference['missing'], (common: string) => string>> = {
  file: (common) => `files that are not there${common}`,
  place: (common) => `nothing that can be read${common}`,
  permission: (common) => `files outside of the project${common}, which only --allow-outside has read`,
  host: (common) => `other hosts${common}, where the sandbox never goes`,
};

/** Returns the common beginning of references, `(components/…)`, or else the beginnings of the first few. */
function common(written: readonly string[]): string {
  const parts = written.map((one) => one.split('/'));
  const [first = []] = parts;
  const differs = first.findIndex((part, index) => parts.some((other) => other[index] !== part));
  if (differs === -1) return ` (${first.join('/')})`;
  const folder = first.slice(0, differs);
  if (folder.some((part) => !/^\.*$|^https?:$/.test(part))) return ` (${folder.join('/')}/…)`;
  const begin = [
    ...new Set(parts.map((one) => `${one.slice(0, differs + 1).join('/')}${one.length > differs + 1 ? '/…' : ''}`)),
  ];
  return ` (${begin.slice(0, maxNamed).join(', ')}${begin.length > maxNamed ? ', …' : ''})`;
}

const maxNamed = 3;

/** Formats a warning about a whole file. */
function fileLine(file: string | undefined, message: string): string {
  const line = problemLine({ severity: 'warning', message, location: undefined });
  return file === undefined ? line : `${shownPath(file)} ${line}`;
}
