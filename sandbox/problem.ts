import type { ProblemCode, Severity } from './problem/catalogue.ts';

export type { ProblemCode, Severity } from './problem/catalogue.ts';

/** A place in a text: line and column count from 1. */
export interface Location {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A file that problems are in, with its text, in which their lines can be found. */
export interface ProblemSource {
  readonly file: string;
  readonly text: string;
  /** Its text is not shown in frames. */
  readonly isHidden?: boolean;
}

/**
 * A defect of a document or scenario file, told so that its owner can mend it. It knows its file and its place in that; the
 * line is found by whoever prints it, with `located`.
 */
export interface Problem {
  readonly code: ProblemCode;
  readonly severity: Severity;
  readonly message: string;
  /** The file that it is in; absent where there is no text to point at, and once its line has been found. */
  readonly source?: ProblemSource;
  /** The place in the file as a JSON Pointer, which outlives edits elsewhere in it. */
  readonly pointer?: string;
  /** Where it is in the text, from 0 in UTF-16 code units; left out, where the value at the pointer is. */
  readonly offset?: number;
  /** Of a reference that leads nowhere. */
  readonly reference?: DanglingReference;
  /** Once it has been found; undefined: there is no text to point at. */
  readonly location?: Location | undefined;
  /** The lines around the place, with a mark under it, once they have been found; absent where they are not shown. */
  readonly frame?: string;
}

/** A problem with its line, ready to be printed. It holds no document. */
export interface LocatedProblem extends Omit<Problem, 'source' | 'offset'> {
  readonly location: Location | undefined;
}

/**
 * A reference as its author wrote it, and what is missing: the file, something to read in it, the permission to
 * read it, or the host, which nobody asks.
 */
export interface DanglingReference {
  readonly written: string;
  readonly missing: 'file' | 'place' | 'permission' | 'host';
}

/** Thrown for an operation that cannot be planned: the same one each time. */
export class FailedOperationError extends Error {
  override readonly name = 'FailedOperationError';
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.message);
    this.problem = problem;
  }
}

/** What an error says, in one line. */
export function reasonOf(error: unknown): string {
  if (error instanceof RangeError && /call stack/.test(error.message))
    return 'its parts are chained or nested too deep to be followed';
  const [line = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
  return line || 'the error says nothing';
}

/** Carries problems to the outermost call, which prints them; thrown only where nothing can be served. */
export class UnusableDocumentError extends Error {
  override readonly name = 'UnusableDocumentError';
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map(({ message }) => message).join('\n'));
    this.problems = problems;
  }
}

/** No validator can be made where this runs, so that no request could be told to be wrong. */
export class CodeForbiddenError extends Error {
  override readonly name = 'CodeForbiddenError';
  constructor() {
    super(
      'Requests cannot be validated here, since code may not be generated from strings. Run Node without --disallow-code-generation-from-strings, also in NODE_OPTIONS; or build a sandbox that generates none, where it is allowed: openapi-sandbox build.',
    );
  }
}
