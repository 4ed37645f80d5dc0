import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { freePort } from '../fixtures/free-port.ts';

/** A program that answers over HTTP on a port of this machine. */
export interface Program {
  readonly name: string;
  /** Its path; Node.js if there is none. */
  readonly command?: string;
  /** Its arguments. */
  readonly args: (port: number) => readonly string[];
}

/** A program under way. */
export interface Started {
  readonly name: string;
  readonly port: number;
  readonly pid: number;
  /** Milliseconds from its start to its first answer. */
  readonly first: number;
  readonly hasEnded: () => boolean;
  readonly stop: () => Promise<void>;
}

const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

/**
 * Starts a program, and waits for the answer to a request.
 *
 * @param target of the request: any answer counts
 * @param max milliseconds to wait
 * @throws where it ends, or does not answer in time
 */
export async function start(program: Program, target: string, max = 180_000): Promise<Started> {
  const port = await freePort();
  const began = performance.now();
  const child = spawn(program.command ?? process.execPath, [...program.args(port)], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '' },
  });
  running.add(child);
  let complained = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    complained = (complained + chunk.toString()).slice(-2000);
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  void ended.then(() => running.delete(child));
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
  const stop = () => {
    child.kill('SIGKILL');
    return ended;
  };
  while (!(await answers(port, target))) {
    if (hasEnded()) throw new Error(`${program.name} ended: ${complained.trim().split('\n').at(-1)}`);
    if (performance.now() - began > max) {
      await stop();
      throw new Error(`${program.name} did not answer within ${max / 1000} s`);
    }
    await pause(5);
  }
  return { name: program.name, port, pid: child.pid ?? 0, first: performance.now() - began, hasEnded, stop };
}

async function answers(port: number, target: string): Promise<boolean> {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}${target}`);
    await answer.arrayBuffer();
    return true;
  } catch {
    return false;
  }
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Resident memory in MB. */
export function memoryOf({ pid }: Started): number {
  const kilobytes = execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' });
  return Number(kilobytes) / 1024;
}

/** The most resident memory so far, in MB (Linux: proc(5)). */
export function peakMemoryOf({ pid }: Started): number {
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1]) / 1024;
}

/** Milliseconds of processor time of a program and of those that it started. */
export function processorTimeOf({ pid }: Started): number {
  const listed = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' });
  const pairs = listed.split('\n').map((line) => line.trim().split(/\s+/).map(Number));
  const children = pairs.flatMap(([child = 0, parent]) => (parent === pid ? [child] : []));
  return [pid, ...children].reduce((sum, one) => sum + 10 * ticksOf(one), 0);
}

/** Waits until a program has used no processor time for a second; at most so many milliseconds. */
export async function untilIdle(started: Started, max: number): Promise<void> {
  const over = performance.now() + max;
  let quiet = 0;
  for (let before = -1; quiet < 5 && performance.now() < over && !started.hasEnded(); ) {
    await pause(200);
    const now = ticksOf(started.pid);
    quiet = now - before <= 1 ? quiet + 1 : 0;
    before = now;
  }
}

/** Processor time in hundredths of a second (Linux: proc(5)). */
function ticksOf(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ')[1]?.split(' ') ?? [];
    return Number(fields[11]) + Number(fields[12]);
  } catch {
    return 0;
  }
}
