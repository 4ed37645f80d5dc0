import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** A server in a process of its own. */
export interface Server {
  readonly port: number;
  readonly pid: number;
  readonly isAlive: () => boolean;
  /** What it complained of since it was asked the last time. */
  readonly complained: () => string;
  readonly stop: () => Promise<void>;
}

/**
 * Starts the command that serves.
 *
 * @param cli path of the built command
 */
export async function startServer(cli: string, args: readonly string[]): Promise<Server> {
  const child = spawn(process.execPath, [cli, 'serve', '--port', '0', '--log', 'off', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'] ?? '' },
  });
  let complained = '';
  child.stderr.on('data', (chunk: Buffer) => {
    complained = (complained + chunk.toString()).slice(-100_000);
  });
  const port = await listening(child, () => complained);
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  return {
    port,
    pid: child.pid ?? 0,
    isAlive: () => child.exitCode === null && child.signalCode === null,
    complained: () => {
      const stated = complained;
      complained = '';
      return stated;
    },
    stop: () => {
      child.kill('SIGKILL');
      return ended;
    },
  };
}

function listening(child: ChildProcess, complained: () => string): Promise<number> {
  return new Promise((resolve, reject) => {
    let printed = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
      const [, port] = /listening on http:\/\/[\w.]+:(\d+)/.exec(printed) ?? [];
      if (port !== undefined) resolve(Number(port));
    });
    child.once('close', () => reject(new Error(`The server did not start: ${complained()}`)));
  });
}

/** Seconds of processor time that a process has taken; undefined where the system does not say. */
export function processorTime(pid: number): number | undefined {
  const stat = reported(`/proc/${pid}/stat`);
  // Behind the name, which may have anything in it: utime and stime, in hundredths of seconds.
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields && (Number(fields[11]) + Number(fields[12])) / 100;
}

/** MB of memory that a process holds; undefined where the system does not say. */
export function memoryOf(pid: number): number | undefined {
  const [, kilobytes] = /^VmRSS:\s+(\d+) kB$/m.exec(reported(`/proc/${pid}/status`) ?? '') ?? [];
  return kilobytes === undefined ? undefined : Number(kilobytes) / 1024;
}

function reported(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
