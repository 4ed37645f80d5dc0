import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { vi } from 'vitest';
import { run } from '../../sandbox/cli/run.ts';
import type { Collection, Environment, Folder, Item } from '../../sandbox/exporters/postman/format.ts';
import type { JsonObject } from '../../sandbox/syntax/json.ts';
import { writeFiles } from '../fixtures/write-document.ts';

/** The collections that are part of the project. */
export const committed = fileURLToPath(new URL('../../postman/', import.meta.url));

export function readCollection(path: string): Collection {
  return JSON.parse(readFileSync(path, 'utf8'));
}

export function readEnvironment(path: string): Environment {
  return JSON.parse(readFileSync(path, 'utf8'));
}

/**
 * Has the command write the collection of a document whose api name is `api`.
 *
 * @returns the folder of what was written, and the document's path
 */
export async function writeCollection(
  document: JsonObject,
  rules?: readonly JsonObject[],
): Promise<{ readonly folder: string; readonly document: string; readonly scenarios: string | undefined }> {
  const folder = writeFiles({
    'api.json': JSON.stringify(document),
    ...(rules && { 'scenarios/api.yaml': JSON.stringify({ rules }) }),
  });
  const path = join(folder, 'api.json');
  const scenarios = rules && join(folder, 'scenarios');
  await writeInto(join(folder, 'out'), path, scenarios);
  return { folder: join(folder, 'out'), document: path, scenarios };
}

/** Has the command write the collection of a document; it fails the test when it cannot. */
export async function writeInto(folder: string, document: string, scenarios?: string): Promise<void> {
  const silence = vi.spyOn(console, 'log').mockReturnValue();
  const given = ['postman', document, '--out', folder, ...(scenarios === undefined ? [] : ['--scenarios', scenarios])];
  const code = await run(given, {}).finally(() => silence.mockRestore());
  if (code !== 0) throw new Error(`The command ended with ${code}.`);
}

/** All requests, folder by folder. */
export function itemsOf(entries: readonly (Folder | Item)[]): readonly Item[] {
  return entries.flatMap((entry) => ('item' in entry ? itemsOf(entry.item) : [entry]));
}

/** The scenario that a request says it gets. */
export function scenarioOf({ event }: Pick<Item, 'event'>): string {
  const text = event.flatMap(({ script }) => script.exec).find((line) => line.startsWith('  "scenario": '));
  return /^ {2}"scenario": "(.*)",$/.exec(text ?? '')?.[1] ?? '';
}

/** A collection with its requests, and its folders, in another order; or with some of them only. */
export function rearranged(
  collection: Collection,
  arrange: (entries: readonly (Folder | Item)[]) => readonly (Folder | Item)[],
): Collection {
  const within = (entries: readonly (Folder | Item)[]): readonly (Folder | Item)[] =>
    arrange(entries.map((entry) => ('item' in entry ? { ...entry, item: within(entry.item) } : entry)));
  return { ...collection, item: within(collection.item) };
}
