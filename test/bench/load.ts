import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Started } from './server.ts';

/** A request that is sent again and again. */
export interface Work {
  readonly name: string;
  readonly method: string;
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

const hasWrk = spawnSync('wrk', ['-v']).error === undefined;

/** What makes the load: wrk where it is installed, which takes less of the machine than a program of Node.js. */
export const generator = hasWrk ? 'wrk -t1 -c16' : 'autocannon -c16';

const folder = mkdtempSync(join(tmpdir(), 'bench-'));

/**
 * Sends a request over 16 connections.
 *
 * @param target where the program has it: peers know no base path
 * @returns answers per second
 */
export async function rate({ port }: Started, work: Work, target: string, seconds: number): Promise<number> {
  const url = `http://127.0.0.1:${port}${target}`;
  return hasWrk ? byWrk(url, work, seconds) : byAutocannon(url, work, seconds);
}

async function byWrk(url: string, { method, headers, body }: Work, seconds: number): Promise<number> {
  const script = join(folder, 'request.lua');
  const lines = Object.entries(headers).map(([name, value]) => `wrk.headers[${lua(name)}] = ${lua(value)}`);
  writeFileSync(
    script,
    [`wrk.method = ${lua(method)}`, ...lines, ...(body === null ? [] : [`wrk.body = ${lua(body)}`])].join('\n'),
  );
  const printed = await output('wrk', ['-t1', '-c16', `-d${seconds}s`, '--timeout', '30s', '-s', script, url]);
  return Number(/Requests\/sec:\s*([\d.]+)/.exec(printed)?.[1] ?? 0);
}

/** A text in Lua, by the numbers of its bytes where they are no plain letters. */
function lua(text: string): string {
  const escaped = [...Buffer.from(text)].map((byte) =>
    /[\w ./:;=+,-]/.test(String.fromCharCode(byte)) ? String.fromCharCode(byte) : `\\${String(byte).padStart(3, '0')}`,
  );
  return `"${escaped.join('')}"`;
}

async function byAutocannon(url: string, { method, headers, body }: Work, seconds: number): Promise<number> {
  const bin = join(process.cwd(), 'test/bench/node_modules/autocannon/autocannon.js');
  const all = Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}=${value}`]);
  const args = [
    bin,
    '-j',
    '-c',
    '16',
    '-d',
    String(seconds),
    '-m',
    method,
    ...all,
    ...(body === null ? [] : ['-b', body]),
  ];
  const printed: { readonly requests: { readonly average: number } } = JSON.parse(
    await output(process.execPath, [...args, url]),
  );
  return printed.requests.average;
}

function output(command: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...args], { stdio: ['ignore', 'pipe', 'ignore'] });
    let printed = '';
    child.stdout.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
    });
    child.on('error', reject);
    child.on('close', () => resolve(printed));
  });
}

/** The answer to a request, once. */
export async function answerTo({ port }: Started, { method, headers, body }: Work, target: string) {
  const answer = await fetch(`http://127.0.0.1:${port}${target}`, {
    method,
    headers,
    redirect: 'manual',
    ...(body !== null && { body: new TextEncoder().encode(body) }),
  });
  const text = await answer.text();
  const own = [...answer.headers].filter(([name]) => !/^(date|connection|keep-alive|content-length)$/.test(name));
  return { status: answer.status, headers: Object.fromEntries(own), body: text };
}
