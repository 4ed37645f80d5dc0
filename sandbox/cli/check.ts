import { openSandbox } from '../index.ts';
import { type Problem, UnusableDocument } from '../problem.ts';
import { type DocumentInput, documentsToServe } from '../read/documents.ts';
import { readBaseline, writeBaseline } from './baseline.ts';
import { type Report, reporters } from './check-reports.ts';
import { type Command, Usage } from './options.ts';

/** What was found in documents. */
interface Found {
  readonly problems: readonly Problem[];
  /** They could be served. */
  readonly isUsable: boolean;
}

/**
 * Tells what is wrong with the documents and their scenario files.
 *
 * @returns the exit code: 1 for errors or too many warnings, 2 when a document cannot be used
 */
export function check(command: Command): number {
  const { documents, scenarios, format, maxWarnings, baseline, all } = command;
  const inputs = documentsToServe(documents, scenarios);
  if (inputs.length === 0) {
    throw new Usage('There is no document to check. Name one: openapi-sandbox check openapi.yaml');
  }
  const isKnown = baseline === undefined ? () => false : readBaseline(baseline);
  const each = inputs.map(checkOne);
  const problems = each.flatMap((found) => found.problems);
  const isUsable = each.every((found) => found.isUsable);
  if (command.writeBaseline !== undefined && isUsable) return write(command.writeBaseline, problems);
  const report = reportOf(problems, isKnown, all);
  reporters[format](report);
  if (!isUsable) return 2;
  return report.errors > 0 || (maxWarnings !== null && report.warnings > maxWarnings) ? 1 : 0;
}

function reportOf(problems: readonly Problem[], isKnown: (problem: Problem) => boolean, all: boolean): Report {
  const known = problems.filter((problem) => counts(problem) && problem.severity !== 'fatal' && isKnown(problem));
  const told = problems.filter((problem) => !known.includes(problem));
  const count = (is: (problem: Problem) => boolean) => told.filter(is).length;
  return {
    problems: told.filter((problem) => all || counts(problem)),
    errors: count(({ severity }) => severity === 'error' || severity === 'fatal'),
    warnings: count(({ severity }) => severity === 'warning'),
    notes: count(({ severity }) => severity === 'note'),
    known: known.length,
    all,
  };
}

/** Notes are never counted. */
function counts({ severity }: Problem): boolean {
  return severity !== 'note';
}

function write(file: string, problems: readonly Problem[]): number {
  const known = problems.filter((problem) => counts(problem) && problem.severity !== 'fatal');
  writeBaseline(file, known);
  console.log(`${file} has ${known.length} known problems. Leave them out with --baseline ${file}`);
  return 0;
}

/**
 * A document by itself, so that one that cannot be used hides nothing of the others, and that those which are never
 * served together may have paths in common.
 */
function checkOne(input: DocumentInput): Found {
  try {
    return { problems: openSandbox([input]).check(), isUsable: true };
  } catch (error) {
    if (!(error instanceof UnusableDocument)) throw error;
    const { problems } = error;
    const fatal = problems.filter(({ severity }) => severity === 'fatal');
    if (input.scenarios === null || !fatal.every(isOfScenarios)) return { problems, isUsable: false };
    // The document is none the worse for its scenario file, but what its rules would reach is not known.
    const rest = checkOne({ ...input, scenarios: null });
    const sure = rest.problems.filter(({ code }) => !needsRules.has(code));
    const own = fatal.map((problem): Problem => ({ ...problem, severity: 'error' }));
    return { problems: [...own, ...sure], isUsable: rest.isUsable };
  }
}

function isOfScenarios({ code, location }: Problem): boolean {
  return code.startsWith('scenario-') || (code === 'syntax' && /\bscenarios\b/.test(location?.file ?? ''));
}

const needsRules: ReadonlySet<string> = new Set(['error-unreached', 'error-vague', 'example-twice']);
