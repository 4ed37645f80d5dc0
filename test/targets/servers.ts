import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Running, startProgram } from '../fixtures/built-command.ts';
import { freePort } from '../fixtures/free-port.ts';
import { workerdConfiguration, workerdPath } from './workerd.ts';

/** The program workerd, which `.ci/run` installs in this folder. */
export const workerd = workerdPath(fileURLToPath(new URL('node_modules', import.meta.url)));

/** Starts workerd with a worker; returns it with its address once it answers. */
export async function startWorkerd(worker: string): Promise<{ readonly running: Running; readonly url: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'workerd-'));
  const port = await freePort();
  const file = join(folder, 'workerd.capnp');
  writeFileSync(file, workerdConfiguration(worker, port));
  const running = startProgram([workerd, 'serve', '--verbose', '--import-path=/', file], folder);
  const url = `http://127.0.0.1:${port}`;
  let over = false;
  void running.ended.then(() => {
    over = true;
  });
  while (!over) {
    const isThere = await fetch(`${url}/_sandbox/health`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isThere) return { running, url };
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`workerd ended: ${running.complained()}`);
}
