import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createSchemaCompiler } from '../compile/schemas/ajv/schema-compiler.ts';
import { basesOf } from '../exporters/postman/bases.ts';
import { type CollectionSource, collectionOf } from '../exporters/postman/collection.ts';
import { environmentsOf } from '../exporters/postman/environment.ts';
import type { ReceivedAnswer } from '../exporters/postman/prove-request.ts';
import type { Sandbox, WireRequest } from '../index.ts';
import type { ApiPlan } from '../plan.ts';
import { requestedDocuments } from '../read/documents.ts';
import { readingFailure } from '../read/files.ts';
import { openSandbox } from '../sandbox.ts';
import type { Command } from './arguments.ts';
import { noDocument } from './no-document.ts';
import { complain, print } from './output.ts';
import { progressOf } from './progress.ts';
import { UsageError } from './usage-error.ts';
import { uuidOf } from './uuid.ts';

/** A file to write. */
interface Written {
  readonly name: string;
  readonly text: string;
  readonly reported: string;
}

/**
 * Writes collections and environments for Postman, or compares them with what is there.
 *
 * @returns the exit code: with `--check`, 1 if a file is stale
 */
export async function postman({ documents, scenarios, allowOutside, out, check }: Command<'postman'>): Promise<number> {
  const inputs = requestedDocuments(documents, scenarios);
  if (inputs.length === 0) throw noDocument('postman');
  const sandbox = openSandbox(inputs, { allowOutside });
  const files: Written[] = [];
  for (const api of sandbox.plan.apis) files.push(...(await filesOf(sandbox, api)));
  return check ? reportStale(out, files, sandbox.plan.apis) : write(out, files);
}

async function filesOf(sandbox: Sandbox, api: ApiPlan): Promise<readonly Written[]> {
  const source = sourceOf(sandbox, api);
  const { collection, missing } = await collectionOf(source);
  for (const { id, reason } of missing) {
    const why =
      reason === null ? `no request is known that reaches ${id}; it is left out.` : `${id} is left out: ${reason}`;
    complain(`${api.name}: ${why}`);
  }
  const requests = api.operations.reduce((count, { scenarios }) => count + scenarios.length, 0) - missing.length;
  const environments = environmentsOf(source).map(({ name, environment }) => ({
    name: `${api.name}.${name}.postman_environment.json`,
    text: jsonText(environment),
    reported: environment.name,
  }));
  const reported = `${collection.info.name}: ${requests} request${requests === 1 ? '' : 's'}`;
  return [{ name: `${api.name}.postman_collection.json`, text: jsonText(collection), reported }, ...environments];
}

export function sourceOf(sandbox: Sandbox, api: ApiPlan): CollectionSource {
  const schemas = createSchemaCompiler();
  const document = sandbox.document(api.name);
  return {
    api,
    title: titleOf(api, sandbox.plan.apis),
    document,
    bases: basesOf(api, document),
    searched: (key) => sandbox.reachabilityOf(api.name, key),
    send: (request, base) => sent(sandbox, request, base),
    isValid: ({ responseSchemas }, { schemaPointer, value }) =>
      schemaPointer === null || schemas(responseSchemas).validatorAt(schemaPointer)(value).length === 0,
    idOf: (name) => uuidOf(`urn:openapi-sandbox:${name}`),
    onProgress: progressOf('writing', api.name, api.operations.length),
  };
}

/** Returns the title of an API; with its name if another API has the same title. */
function titleOf({ name, title }: ApiPlan, apis: readonly ApiPlan[]): string {
  return apis.some((other) => other.name !== name && other.title === title) ? `${title} (${name})` : title;
}

/** Sends a request to the sandbox; null if `fetch` refuses it. */
async function sent(
  sandbox: Sandbox,
  { method, target, headers, text }: WireRequest,
  base: string,
): Promise<ReceivedAnswer | null> {
  // `fetch` adds a Content-Type to a string body, but not to bytes (Fetch Standard, 5.2).
  const body = text === null ? {} : { body: new TextEncoder().encode(text) };
  const asked = sandbox.fetch(base + target, { method, headers, redirect: 'manual', ...body });
  const answer = await asked.catch(() => null);
  if (!answer) return null;
  return { status: answer.status, headers: [...answer.headers], body: new Uint8Array(await answer.arrayBuffer()) };
}

function jsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function write(folder: string, files: readonly Written[]): number {
  try {
    mkdirSync(folder, { recursive: true });
    for (const { name, text } of files) writeFileSync(join(folder, name), text);
  } catch (error) {
    throw new UsageError(`${folder} cannot be written to: ${readingFailure(error)}`);
  }
  for (const { name, reported } of files) print(`${join(folder, name)}  ${reported}`);
  return 0;
}

/** Reports files that are missing, stale, or no longer generated. */
function reportStale(folder: string, files: readonly Written[], apis: readonly ApiPlan[]): number {
  const changed = files.flatMap(({ name, text }) => {
    const there = textAt(join(folder, name));
    if (there === text) return [];
    return [`${join(folder, name)} is ${there === null ? 'missing' : 'stale'}`];
  });
  const names = new Set(files.map(({ name }) => name));
  const surplus = namesIn(folder).filter(
    (name) =>
      !names.has(name) &&
      apis.some((api) => name.startsWith(`${api.name}.`)) &&
      /\.postman_(collection|environment)\.json$/.test(name),
  );
  const stale = [...changed, ...surplus.map((name) => `${join(folder, name)} is of nothing that there is; delete it`)];
  for (const line of stale) complain(line);
  if (changed.length > 0) complain('Write them anew: openapi-sandbox postman');
  if (stale.length === 0) print(`${files.length} files in ${folder} are up to date`);
  return stale.length === 0 ? 0 : 1;
}

function textAt(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}
