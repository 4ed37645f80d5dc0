import { join } from 'node:path';
import type { Program } from './server.ts';

const bench = join(process.cwd(), 'test/bench');
const script = (name: string) => join(bench, 'servers', `${name}.js`);

/** The product, built in a folder. @param documents none: those that it brings along */
export function product(name: string, build: string, documents: readonly string[]): Program {
  const cli = join(build, 'dist/cli.js');
  return { name, args: (port) => [cli, 'serve', ...documents, '--log', 'off', '--port', String(port)] };
}

export function nodeStatic(answer: string): Program {
  return { name: 'node:http, static', args: (port) => [script('node-static'), String(port), answer] };
}

export function honoStatic(answer: string, which: 'plain' | 'all'): Program {
  const name = which === 'plain' ? 'Hono, static' : 'Hono, static, with the same headers';
  return { name, args: (port) => [script('hono-static'), String(port), answer, which] };
}

export function honoAjv(answer: string, document: string, pointer: string): Program {
  return { name: 'Hono + Ajv by hand', args: (port) => [script('hono-ajv'), String(port), answer, document, pointer] };
}

export function prism(document: string): Program {
  const bin = join(bench, 'node_modules/@stoplight/prism-cli/dist/index.js');
  return {
    name: 'Prism',
    args: (port) => [bin, 'mock', '-h', '127.0.0.1', '-p', String(port), '--verboseLevel', 'fatal', document],
  };
}

export function scalar(document: string): Program {
  return { name: 'Scalar', args: (port) => [script('scalar'), String(port), document] };
}

export function mockoon(document: string): Program {
  const bin = join(bench, 'node_modules/@mockoon/cli/bin/run.js');
  const quiet = ['--disable-log-to-file', '--disable-admin-api'];
  return { name: 'Mockoon', args: (port) => [bin, 'start', '--data', document, '--port', String(port), ...quiet] };
}
