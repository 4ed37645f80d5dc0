#!/usr/bin/env node
import { fileURLToPath } from 'node:url';
import { endQuietly } from './cli/closed-output.ts';

endQuietly(process.stdout, process.stderr);
// Loaded here and not by an import above, so that a refusal of Node's permission model to read other files has a sentence.
const loaded = await import('./cli/run.ts').catch((error: NodeJS.ErrnoException) => {
  if (error.code !== 'ERR_ACCESS_DENIED') throw error;
  const files = fileURLToPath(new URL('../*', import.meta.url));
  process.stderr.write(
    `openapi-sandbox: Node.js needs --allow-fs-read="${files}" to read the files of this package.\n`,
  );
});
process.exitCode = loaded ? await loaded.run(process.argv.slice(2), process.env) : 2;
