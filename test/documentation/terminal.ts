import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { builtPackage } from '../fixtures/built-command.ts';
import { freePort } from '../fixtures/free-port.ts';
import { read, root } from './page.ts';

/** A copy of the project after `npm ci`, in which the commands of pages run. */
export interface Terminal {
  /** Runs commands to their end. */
  readonly run: (commands: string) => Promise<Finished>;
  /** Runs commands that end with a server, in a terminal of its own, and waits until the server accepts connections. */
  readonly serve: (commands: string) => Promise<{ readonly output: () => string }>;
  /** Returns a text of a page with the ports that are used here. */
  readonly withPorts: (text: string) => string;
  readonly stopServers: () => Promise<void>;
  /** Removes the copy. */
  readonly close: () => void;
}

interface Manifest {
  readonly scripts: Readonly<Record<string, string>>;
}

export interface Finished {
  readonly output: string;
  readonly errors: string;
  readonly exitCode: number | null;
}

/** Ports that pages name; free ones take their place. The first is the server's default. */
const namedPorts = [9000, 8080, 8081] as const;
const copied = ['scenarios', 'specification', 'postman', 'sandbox/console'];
const startTimeoutMs = 120_000;

export async function openTerminal(): Promise<Terminal> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'documentation-')));
  for (const part of copied) cpSync(join(root, part), join(folder, part), { recursive: true });
  // `npx openapi-sandbox` installs a link to this folder first, and would build it again.
  const { scripts, ...manifest }: Manifest = JSON.parse(read('package.json'));
  const { prepare, ...kept } = scripts;
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ ...manifest, scripts: kept }));
  symlinkSync(realpathSync(join(root, 'node_modules')), join(folder, 'node_modules'));
  cpSync(join(builtPackage(), 'dist'), join(folder, 'dist'), { recursive: true });
  const ports = new Map<number, number>();
  for (const port of namedPorts) ports.set(port, await freePort());
  const servers = new Map<number, ChildProcess>();

  const withPorts = (text: string) =>
    text.replace(new RegExp(`\\b(?:${namedPorts.join('|')})\\b`, 'g'), (port) => String(ports.get(Number(port))));

  function start(commands: string) {
    const { PATH = '', HOME = '' } = process.env;
    const child = spawn('bash', ['-e', '-o', 'pipefail', '-c', adapted(withPorts(commands), ports)], {
      cwd: folder,
      // A group of its own: npm and npx start the server as another process.
      detached: true,
      env: {
        PATH,
        HOME,
        NO_COLOR: '1',
        OPENAPI_SANDBOX_PORT: withPorts('9000'),
        npm_config_offline: 'true',
        npm_config_cache: join(folder, '.npm'),
      },
    });
    let output = '';
    let errors = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      errors += chunk.toString();
    });
    const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
    return { child, ended, output: () => withoutBanner(output), errors: () => errors };
  }

  return {
    withPorts,
    run: async (commands) => {
      const { ended, output, errors } = start(commands);
      const exitCode = await ended;
      return { output: output(), errors: errors(), exitCode };
    },
    serve: async (commands) => {
      const port = namedPorts.findLast((one) => commands.includes(String(one))) ?? namedPorts[0];
      await stop(servers.get(port));
      const { child, output, errors } = start(commands);
      servers.set(port, child);
      const end = Date.now() + startTimeoutMs;
      while (!(await accepts(ports.get(port) ?? 0))) {
        if (child.exitCode !== null || Date.now() > end) throw new Error(`No server: ${output()}${errors()}`);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      return { output };
    },
    stopServers: async () => {
      for (const server of servers.values()) await stop(server);
    },
    close: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Returns commands as they are written for this version of Node.js, for the linked packages and for the ports used here. */
function adapted(commands: string, ports: ReadonlyMap<number, number>): string {
  const flags = process.allowedNodeEnvironmentFlags;
  const permission = [
    flags.has('--permission') ? '--permission' : '--experimental-permission',
    `--allow-fs-read="${realpathSync(join(root, 'node_modules'))}/*"`,
    ...(flags.has('--allow-net') ? ['--allow-net'] : []),
  ];
  return commands
    .replace('node --permission', `node ${permission.join(' ')}`)
    .replace(/^(npx newman run postman\/([\w-]+)\.postman_collection\.json)$/gm, (_, run: string, api: string) => {
      return `${run} --env-var baseUrl=http://localhost:${ports.get(9000)}/${api}`;
    });
}

/** Removes the two lines in which `npm start` says what it runs. */
function withoutBanner(output: string): string {
  return output.replaceAll('\r', '').replace(/^\n> .*\n> .*\n\n/, '');
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.on('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
}

async function stop(server: ChildProcess | undefined): Promise<void> {
  if (server?.pid === undefined || server.exitCode !== null || server.signalCode !== null) return;
  const ended = new Promise((resolve) => server.on('close', resolve));
  process.kill(-server.pid, 'SIGKILL');
  await ended;
}
