import { kinds } from '../checks/kinds.ts';
import type { Problem } from '../problem.ts';
import type { Command } from './options.ts';
import { problemLine, shownPath } from './problem-text.ts';
import { sarif } from './sarif.ts';

/** What is told, and how much of it there is. */
export interface Report {
  readonly problems: readonly Problem[];
  readonly errors: number;
  readonly warnings: number;
  readonly notes: number;
  /** Left out by the baseline. */
  readonly known: number;
  /** Everything is shown, notes and many alike. */
  readonly all: boolean;
}

/** Each prints a report in one format. */
export const reporters: Readonly<Record<Command['format'], (report: Report) => void>> = {
  pretty: (report) => console.log(pretty(report)),
  json: (report) => console.log(JSON.stringify(json(report), null, 2)),
  github: (report) => console.log([...report.problems.map(annotation), summary(report)].join('\n')),
  sarif: ({ problems }) => console.log(JSON.stringify(sarif(problems), null, 2)),
};

/** `3 errors, 12 warnings` */
function summary({ errors, warnings, known }: Report): string {
  const left = known > 0 ? ` (and ${known} known)` : '';
  return `${errors} errors, ${warnings} warnings${left}`;
}

/** As many of one kind are shown with the lines around, and in a line each. */
const framed = 3;
const shown = 10;

function pretty(report: Report): string {
  const count = new Map<string, number>();
  const texts = report.problems.flatMap((problem): readonly string[] => {
    const number = (count.get(problem.code) ?? 0) + 1;
    count.set(problem.code, number);
    if (number <= framed) return [`${inFull(problem)}\n`];
    return number <= shown || report.all || problem.severity !== 'warning' ? [inLine(problem)] : [];
  });
  const hidden = report.all ? [] : [...count].filter(([, number]) => number > shown);
  const rest = hidden.map(([code, number]) => `… and ${number - shown} more of ${code}: --all shows them`);
  const notes = report.notes > 0 && !report.all ? [`${report.notes} notes: --all shows them`] : [];
  const gap = texts.length > 0 && !texts.at(-1)?.endsWith('\n') ? [''] : [];
  return [...texts, ...rest, ...gap, summary(report), ...notes].join('\n');
}

function inLine(problem: Problem): string {
  return `${problemLine(problem)} (${problem.code})`;
}

function inFull(problem: Problem): string {
  const frame = problem.frame === undefined ? [] : [problem.frame];
  return [inLine(problem), ...frame, `  To do: ${kinds[problem.code].todo}`].join('\n');
}

function json({ problems, errors, warnings, notes, known }: Report) {
  const told = problems.map(({ code, severity, message, location, pointer, frame }) => ({
    code,
    severity: severity === 'fatal' ? 'error' : severity,
    message,
    todo: kinds[code].todo,
    ...(location && { file: shownPath(location.file), line: location.line, column: location.column }),
    ...(pointer !== undefined && { pointer }),
    ...(frame !== undefined && { frame }),
  }));
  return { problems: told, errors, warnings, notes, known };
}

const commands = { fatal: 'error', error: 'error', warning: 'warning', note: 'notice' } as const;

/** A workflow command of GitHub Actions, which shows the problem beside the line. */
function annotation({ code, severity, message, location }: Problem): string {
  const place = location
    ? `file=${property(shownPath(location.file))},line=${location.line},col=${location.column},`
    : '';
  const words = `${message}\n${kinds[code].todo}`;
  return `::${commands[severity]} ${place}title=${property(code)}::${data(words)}`;
}

function data(words: string): string {
  return words.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(words: string): string {
  return data(words).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
