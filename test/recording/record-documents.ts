/**
 * Records some documents, in a process of their own: prints a row for each thing asked.
 *
 *     node record-documents.js BUILD DOCUMENTS
 *
 * BUILD is the project's folder, or that of another commit, with its `dist`; DOCUMENTS a list of `Recorded` in JSON.
 */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { SandboxSettings } from '../../sandbox/index.ts';
import { startServer } from '../fuzz/server.ts';
import { recordCommands } from './commands.ts';
import type { Recorded } from './document.ts';
import { operationsOf } from './operations.ts';
import { recordIntrospection, recordOperations, recordStrict, recordTables } from './record.ts';
import { rowPrinter } from './row.ts';
import { toPort, toSandbox } from './send.ts';

const [build = '', argument = '[]'] = process.argv.slice(2);
const documents: readonly Recorded[] = JSON.parse(argument);
const product: typeof import('../../sandbox/index.ts') = await import(pathToFileURL(join(build, 'dist/index.js')).href);

async function record({ name, file, scenarios, isSmall, hasSockets }: Recorded): Promise<void> {
  const print = rowPrinter(name);
  const settings: SandboxSettings = {
    ...(file !== null && { documents: [file] }),
    ...(scenarios !== null && { scenarios }),
  };
  const sandbox = product.createSandbox(settings);
  const operations = operationsOf(sandbox);
  const send = toSandbox(sandbox);
  await recordOperations(operations, send, print);
  await recordIntrospection(sandbox, send, print);
  if (file === null) await recordTables(send, print);
  if (!isSmall) return;
  await recordStrict(operations, toSandbox(product.createSandbox({ ...settings, auth: 'strict' })), print);
  const args = [...(file === null ? [] : [file]), ...(scenarios === null ? [] : ['--scenarios', scenarios])];
  recordCommands(build, file, args, print);
  if (!hasSockets) return;
  const server = await startServer(join(build, 'dist/cli.js'), args);
  try {
    const overSocket = rowPrinter(`${name} over a socket`);
    if (file === null) await recordTables(toPort(server.port), overSocket);
    await recordOperations(operations, toPort(server.port), overSocket, 6);
  } finally {
    await server.stop();
  }
}

for (const document of documents) {
  try {
    await record(document);
  } catch (error) {
    if (!(error instanceof Error && 'problems' in error)) throw error;
    rowPrinter(document.name)('unusable', null, { value: JSON.stringify(error.problems) });
  }
}
