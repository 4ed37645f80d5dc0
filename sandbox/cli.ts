#!/usr/bin/env node
import { endQuietly } from './cli/closed-output.ts';
import { run } from './cli/run.ts';

endQuietly(process.stdout, process.stderr);
process.exitCode = await run(process.argv.slice(2), process.env);
