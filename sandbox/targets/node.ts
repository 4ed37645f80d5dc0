import { artefact } from 'openapi-sandbox:artefact';
import { endQuietly } from '../cli/closed-output.ts';
import { runArtefact } from '../cli/run-artefact.ts';

endQuietly(process.stdout, process.stderr);
process.exitCode = await runArtefact(artefact, process.argv.slice(2), process.env);
