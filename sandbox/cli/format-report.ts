import { listed } from '../checks/checked-document.ts';
import { counted as inWords } from '../exporters/plural.ts';
import { problemCatalogue } from '../problem/catalogue.ts';
import type { LocatedProblem } from '../problem.ts';
import { visible } from '../syntax/visible.ts';
import type { Command } from './arguments.ts';
import type { BaselineEntry } from './baseline.ts';
import type { Paint } from './colours.ts';
import { jsonLines } from './json-lines.ts';
import { problemAddress } from './problem-address.ts';
import { frameLines, problemLine, repositoryPath, shownPath } from './problem-text.ts';
import { sarif } from './sarif.ts';

/** The result of checking all documents. */
export interface Report {
  /** The documents and scenario files that were checked. */
  readonly files: readonly string[];
  /** The problems that are shown. */
  readonly problems: readonly LocatedProblem[];
  readonly errors: number;
  readonly warnings: number;
  /** All notes, shown or not. */
  readonly notes: readonly LocatedProblem[];
  /** The number of problems that the baseline knows. */
  readonly known: number;
  /** Problems of the baseline that were not found again. */
  readonly gone: readonly BaselineEntry[];
  /** Whether notes and every problem of a code are shown. */
  readonly all: boolean;
}

/** Formats a report as lines, by format. */
export const reporters: Readonly<
  Record<Command<'check'>['format'], (report: Report, paint: Paint) => readonly string[]>
> = {
  pretty,
  json: (report) => jsonLines(json(report)),
  github: (report) => [...report.problems.map(annotation), ...summary(report)],
  sarif: ({ problems }) => jsonLines(sarif(problems)),
};

/** Counts the problems by severity and code, and names the options that show the rest. */
function summary({ problems, errors, warnings, notes, known, gone, all }: Report): readonly string[] {
  const left = known > 0 ? ` (and ${known} known)` : '';
  const counted = problems.filter(({ severity }) => severity !== 'note');
  const isAre = gone.length === 1 ? 'problem of the baseline is' : 'problems of the baseline are';
  return [
    `${inWords(errors, 'error')}, ${inWords(warnings, 'warning')}${left}`,
    ...byCode(counted),
    ...(notes.length > 0
      ? [`${inWords(notes.length, 'note')}${all ? '' : ': --all shows them'}`, ...byCode(notes)]
      : []),
    ...(gone.length > 0 ? [`${gone.length} ${isAre} there no more: write it again with --write-baseline`] : []),
  ];
}

/** Counts problems by code, the most frequent first: `  3 structure, 1 example-invalid`. */
function byCode(problems: readonly LocatedProblem[]): readonly string[] {
  const counts = [...countsOf(problems)].sort(([, one], [, other]) => other - one);
  return counts.length > 0 ? [`  ${counts.map(([code, count]) => `${count} ${code}`).join(', ')}`] : [];
}

function countsOf(problems: readonly LocatedProblem[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { code } of problems) counts.set(code, (counts.get(code) ?? 0) + 1);
  return counts;
}

/** Numbers of problems per code that are shown with a code frame, and in all. */
const maxFramed = 3;
const maxShown = 10;

function pretty(report: Report, paint: Paint): readonly string[] {
  const count = new Map<string, number>();
  const texts = report.problems.flatMap((problem): readonly string[] => {
    const number = (count.get(problem.code) ?? 0) + 1;
    count.set(problem.code, number);
    if (number <= maxFramed) return [...inFull(problem, paint), ''];
    return number <= maxShown || report.all || problem.severity !== 'warning' ? [inLine(problem, paint)] : [];
  });
  const hidden = report.all ? [] : [...count].filter(([, number]) => number > maxShown);
  const rest = hidden.map(([code, number]) => `… and ${number - maxShown} more of ${code}: --all shows them`);
  const gap = (texts.length > 0 && texts.at(-1) !== '') || rest.length > 0 ? [''] : [];
  return [...texts, ...rest, ...gap, ...headed(summary(report), report.files)];
}

/** The number of checked files that are named. */
const maxNamed = 6;

/** Begins a summary with the files that were checked: `Checked pets.yaml and rules/pets.yaml: 0 errors, 0 warnings`. */
function headed([counts = '', ...details]: readonly string[], files: readonly string[]): readonly string[] {
  const names = files.slice(0, maxNamed).map(shownPath);
  const rest = files.length > maxNamed ? [`${files.length - maxNamed} more`] : [];
  return [`Checked ${listed([...names, ...rest])}: ${counts}`, ...details];
}

function inLine(problem: LocatedProblem, paint: Paint): string {
  return `${problemLine(problem, paint)} ${paint('faint', `(${problem.code})`)}`;
}

function inFull(problem: LocatedProblem, paint: Paint): readonly string[] {
  return [inLine(problem, paint), ...frameLines(problem), `  To do: ${problemCatalogue[problem.code].todo}`];
}

function json({ problems, errors, warnings, notes, known, gone }: Report) {
  const reported = problems.map(({ code, severity, message, location, pointer, frame }) => ({
    code,
    severity: severity === 'fatal' ? 'error' : severity,
    message,
    todo: problemCatalogue[code].todo,
    documentation: problemAddress(code),
    ...(location && { file: shownPath(location.file), line: location.line, column: location.column }),
    ...(pointer !== undefined && { pointer }),
    ...(frame !== undefined && { frame }),
  }));
  return { problems: reported, errors, warnings, notes: notes.length, known, gone };
}

const commands = { fatal: 'error', error: 'error', warning: 'warning', note: 'notice' } as const;

/** Formats a workflow command of GitHub Actions, which shows the problem beside its line. */
function annotation({ code, severity, message, location }: LocatedProblem): string {
  const place = location
    ? `file=${property(repositoryPath(location.file) ?? shownPath(location.file))},line=${location.line},col=${location.column},`
    : '';
  const words = `${visible(message)}\n${problemCatalogue[code].todo}`;
  return `::${commands[severity]} ${place}title=${property(code)}::${data(words)}`;
}

function data(words: string): string {
  return words.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(words: string): string {
  return data(words).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
