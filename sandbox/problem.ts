/** What can be wrong with a document or a scenario file. Each code is one kind of defect; the message says the particulars. */
export type ProblemCode =
  | 'file-unreadable'
  | 'syntax'
  | 'version'
  | 'reference-missing'
  | 'reference-remote'
  | 'reference-circular'
  | 'structure'
  | 'operation-duplicate'
  | 'path-conflict'
  | 'schema-keyword'
  | 'schema-pattern'
  | 'schema-format'
  | 'schema-unusable'
  | 'example-invalid'
  | 'sample-invalid'
  | 'constraint-set-aside'
  | 'media-type-unchecked'
  | 'scenario-file'
  | 'scenario-name';

/** `fatal`: nothing can be served; `error`: what it concerns does not work; `warning`: it works, and something is odd. */
export type Severity = 'fatal' | 'error' | 'warning';

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
  /** The lines around the place, with a mark under it. */
  readonly frame?: string;
}

/** Carries problems to the outermost call, which prints them; thrown only where nothing can be served. */
export class UnusableDocument extends Error {
  override readonly name = 'UnusableDocument';
  constructor(readonly problems: readonly Problem[]) {
    super(problems.map(({ message }) => message).join('\n'));
  }
}
