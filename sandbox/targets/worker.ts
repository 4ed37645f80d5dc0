import { artefact } from 'openapi-sandbox:artefact';
import { openArtefact } from '../artefact/open.ts';
import { createWorkerHandler } from '../hosts/worker.ts';

const { answer } = openArtefact(artefact);

/** A sandbox as an ES module worker: for workerd, Cloudflare Workers, Deno and Bun. */
export default { fetch: createWorkerHandler(answer) };
