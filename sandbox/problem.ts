/** What can be wrong with a document or a scenario file. Each code is one kind of defect; the message says the particulars. */
export type ProblemCode =
  | 'file-unreadable'
  | 'syntax'
  | 'key-duplicate'
  | 'yaml-value'
  | 'yaml-neighbours'
  | 'xml-name'
  | 'version'
  | 'reference-missing'
  | 'reference-outside'
  | 'reference-remote'
  | 'reference-circular'
  | 'reference-excessive'
  | 'reference-siblings'
  | 'reference-form'
  | 'structure'
  | 'field-unknown'
  | 'field-missing'
  | 'component-name'
  | 'operation-duplicate'
  | 'path-conflict'
  | 'path-ambiguous'
  | 'path-parameter'
  | 'parameter-duplicate'
  | 'parameter-style'
  | 'header-ignored'
  | 'media-type-odd'
  | 'content-ignored'
  | 'security-unknown'
  | 'server-variable'
  | 'tag-duplicate'
  | 'tag-undeclared'
  | 'schema-keyword'
  | 'schema-pattern'
  | 'pattern-slow'
  | 'schema-format'
  | 'schema-unusable'
  | 'schema-impossible'
  | 'example-invalid'
  | 'sample-invalid'
  | 'constraint-set-aside'
  | 'constraint-in-prose'
  | 'example-missing'
  | 'example-text'
  | 'example-reference'
  | 'example-twice'
  | 'example-unpaired'
  | 'example-name'
  | 'error-unreached'
  | 'error-vague'
  | 'media-type-unchecked'
  | 'scenario-file'
  | 'scenario-name'
  | 'internal-error';

/**
 * `fatal`: nothing can be served; `error`: what it concerns does not work; `warning`: it works, and something is odd;
 * `note`: nothing is wrong, but the sandbox could do more if the document said more.
 */
export type Severity = 'fatal' | 'error' | 'warning' | 'note';

/** A place in a text: line and column count from 1. */
export interface Location {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A defect of a document or scenario file, told so that its owner can mend it. */
export interface Problem {
  readonly code: ProblemCode;
  readonly severity: Severity;
  readonly message: string;
  /** Absent only where there is no text to point at. */
  readonly location?: Location;
  /** The place in the file as a JSON Pointer, which outlives edits elsewhere in it. */
  readonly pointer?: string;
  /** The lines around the place, with a mark under it. */
  readonly frame?: string;
  /** Of a reference that leads nowhere. */
  readonly reference?: DanglingReference;
}

/**
 * A reference as its author wrote it, and what is missing: the file, something to read in it, the permission to
 * read it, or the host, which nobody asks.
 */
export interface DanglingReference {
  readonly written: string;
  readonly lacks: 'file' | 'place' | 'permission' | 'host';
}

/** Thrown for an operation that cannot be planned: the same one each time. */
export class FailedOperation extends Error {
  override readonly name = 'FailedOperation';
  constructor(readonly problem: Problem) {
    super(problem.message);
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
export class UnusableDocument extends Error {
  override readonly name = 'UnusableDocument';
  constructor(readonly problems: readonly Problem[]) {
    super(problems.map(({ message }) => message).join('\n'));
  }
}

/** No validator can be made where this runs, so that no request could be told to be wrong. */
export class CodeForbidden extends Error {
  override readonly name = 'CodeForbidden';
  constructor() {
    super(
      'Requests cannot be validated here, since code may not be generated from strings. Run Node without --disallow-code-generation-from-strings, also in NODE_OPTIONS; a host that never allows it, such as a worker, cannot run the sandbox.',
    );
  }
}
