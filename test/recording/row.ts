import { createHash } from 'node:crypto';
import { octetsOf, utf8Of } from '../../sandbox/syntax/octets.ts';

/** One line of a recording: what was asked, and what came. */
export interface Row {
  /** Its name: `shipped`, `cases/aspnet.yaml`, `api/github.com.json`. */
  readonly document: string;
  /** Unique in its document: `GET /pets: without the query parameter page`. */
  readonly what: string;
  /** The request in one text; null where there is none. */
  readonly request: string | null;
  readonly answer: Answer;
}

export type Answer =
  | {
      readonly status: number;
      /** All but `Date`, by lower-case name. */
      readonly headers: readonly string[];
      readonly body: string;
    }
  | { readonly failure: string }
  | { readonly exitCode: number | null; readonly printed: string; readonly complained: string }
  | { readonly value: string };

export type Print = (what: string, request: string | null, answer: Answer) => void;

/** Prints the rows of a document. What is asked twice under one title is numbered. */
export function rowPrinter(document: string): Print {
  const titles = new Map<string, number>();
  return (title, request, answer) => {
    const times = (titles.get(title) ?? 0) + 1;
    titles.set(title, times);
    const row: Row = { document, what: times === 1 ? title : `${title} (${times})`, request, answer };
    process.stdout.write(`${JSON.stringify(row)}\n`);
  };
}

/** Characters of a text that are kept; of a longer one, its hash. */
const maxKept = 2048;

/** A text, or what tells it from any other. */
export function kept(text: string): string {
  if (text.length <= maxKept) return text;
  return `${text.length} characters, sha256 ${createHash('sha256').update(text).digest('hex')}`;
}

export function keptBytes(bytes: Uint8Array): string {
  return kept(utf8Of(bytes) ?? `octets ${octetsOf(bytes)}`);
}

/** Headers, each in one text, in the order of their names; those of one name stay in theirs. */
export function headerTexts(headers: Iterable<readonly [string, string]>): readonly string[] {
  return [...headers]
    .map(([name, value]) => [name.toLowerCase(), value] as const)
    .filter(([name]) => name !== 'date')
    .sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0))
    .map(([name, value]) => `${name}: ${value}`);
}
