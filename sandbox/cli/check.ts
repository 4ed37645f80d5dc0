import { dirname } from 'node:path';
import { scenarioFileSeverity } from '../problem/catalogue.ts';
import { type LocatedProblem, UnusableDocumentError } from '../problem.ts';
import { type DocumentInput, requestedDocuments, scenarioFileOf } from '../read/documents.ts';
import { diskFiles } from '../read/files.ts';
import { located } from '../read/located.ts';
import { checkDocument } from '../sandbox.ts';
import type { Command } from './arguments.ts';
import { type Baseline, type DocumentProblems, noBaseline, readBaseline, writeBaseline } from './baseline.ts';
import { painter } from './colours.ts';
import { type Report, reporters } from './format-report.ts';
import { noDocument } from './no-document.ts';
import { print, printAll, printCommands } from './output.ts';
import { shownPath } from './problem-text.ts';
import { progressOn } from './progress.ts';

/** The problems of one document. */
interface CheckedInput extends DocumentProblems {
  /** Whether the document could be served. */
  readonly isUsable: boolean;
  /** The document and, unless the document could not be read, its scenario file. */
  readonly files: readonly string[];
}

/**
 * Reports the problems of documents and their scenario files.
 *
 * @returns the exit code: 1 for errors or too many warnings, 2 if a document cannot be used
 */
export function check(command: Command<'check'>): number {
  const { documents, scenarios, allowOutside, format, maxWarnings, all } = command;
  const inputs = requestedDocuments(documents, scenarios);
  if (inputs.length === 0) throw noDocument('check');
  const baseline = command.baseline === undefined ? noBaseline : readBaseline(command.baseline);
  const found = checkEach(inputs, allowOutside);
  const isUsable = found.every((one) => one.isUsable);
  if (command.writeBaseline !== undefined && isUsable) return write(command.writeBaseline, found);
  const report = reportOf(found, baseline, all);
  const lines = reporters[format](report, painter(command.colours, process.stdout.isTTY === true));
  if (format === 'github') printCommands(lines);
  else printAll(lines);
  if (!isUsable) return 2;
  return report.errors > 0 || (maxWarnings !== null && report.warnings > maxWarnings) ? 1 : 0;
}

/** Checks the documents one by one and shows the progress, since a large document takes a while. */
function checkEach(inputs: readonly DocumentInput[], allowOutside: boolean): readonly CheckedInput[] {
  const progress = progressOn(process.stderr);
  const found = inputs.map((input, index) => {
    progress.report(`Checking ${shownPath(input.path)} (${index + 1} of ${inputs.length}) …`);
    return checkOne(input, allowOutside);
  });
  progress.end();
  return found;
}

function reportOf(found: readonly CheckedInput[], baseline: Baseline, all: boolean): Report {
  const problems = found.flatMap((one) => one.problems);
  const isKnown = (problem: LocatedProblem) => canBeKnown(problem) && baseline.isKnown(problem);
  const reported = problems.filter((problem) => !isKnown(problem));
  const count = (is: (problem: LocatedProblem) => boolean) => reported.filter(is).length;
  return {
    files: found.flatMap(({ files }) => files),
    problems: reported.filter((problem) => all || counts(problem)),
    errors: count(({ severity }) => severity === 'error' || severity === 'fatal'),
    warnings: count(({ severity }) => severity === 'warning'),
    notes: reported.filter((problem) => !counts(problem)),
    known: problems.length - reported.length,
    gone: baseline.gone(found.filter(({ isUsable }) => isUsable)),
    all,
  };
}

/** Returns whether a problem counts: notes do not. */
function counts({ severity }: LocatedProblem): boolean {
  return severity !== 'note';
}

function canBeKnown({ severity }: LocatedProblem): boolean {
  return severity === 'error' || severity === 'warning';
}

function write(file: string, found: readonly CheckedInput[]): number {
  const known = found.map(({ document, problems }) => ({ document, problems: problems.filter(canBeKnown) }));
  print(`${file} has ${writeBaseline(file, known)} known problems. Leave them out with --baseline ${file}`);
  return 0;
}

/**
 * Checks a document alone: an unusable document does not hide the problems of others, and documents that are never served
 * together may have the same paths.
 */
function checkOne(input: DocumentInput, allowOutside: boolean): CheckedInput {
  const scenarioFile = scenarioFileOf(input, diskFiles);
  const files = [input.path, ...(scenarioFile === null ? [] : [scenarioFile])];
  try {
    return { document: input.path, files, ...checkDocument(input, { allowOutside }) };
  } catch (error) {
    if (!(error instanceof UnusableDocumentError)) throw error;
    const problems = located(error.problems);
    const fatal = problems.filter(({ severity }) => severity === 'fatal');
    const { scenarios } = input;
    if (scenarios === null || !fatal.every((problem) => isOfScenarios(problem, scenarios)))
      return { document: input.path, files: [input.path], problems, isUsable: false };
    // The document is checked without its scenario file; problems that depend on the missing rules are left out.
    const rest = checkOne({ ...input, scenarios: null }, allowOutside);
    const independent = rest.problems.filter(({ code }) => !needsRules.has(code));
    const scenarioProblems = fatal.map(
      (problem): LocatedProblem => ({ ...problem, severity: scenarioFileSeverity.checked }),
    );
    return { document: input.path, files, problems: [...scenarioProblems, ...independent], isUsable: rest.isUsable };
  }
}

function isOfScenarios({ code, location }: LocatedProblem, folder: string): boolean {
  return code.startsWith('scenario-') || (code === 'syntax' && dirname(location?.file ?? '') === folder);
}

const needsRules: ReadonlySet<string> = new Set(['error-unreached', 'error-vague', 'example-twice']);
