import { connect } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Listening } from '../../sandbox/index.ts';
import { block } from '../documentation/page.ts';
import { byName } from '../fixtures/by-name.ts';
import { freePort } from '../fixtures/free-port.ts';
import { describeBehind } from '../fixtures/program.ts';
import { writeFiles } from '../fixtures/write-document.ts';
import { post, proxied, statedServers } from './proxied.ts';

/** A health check that HAProxy makes, and the state in which it finds the sandbox. */
interface Check {
  readonly name: string;
  readonly lines: readonly string[];
  /** The state, and why: the check and its last answer. */
  readonly want: `UP L7OK ${number}` | `DOWN L7STS ${number}`;
}

const checks: readonly Check[] = [
  { name: 'by default', lines: ['option httpchk'], want: 'UP L7OK 204' },
  { name: 'with a path', lines: ['option httpchk GET /_sandbox/health'], want: 'UP L7OK 200' },
  { name: 'by HEAD', lines: ['option httpchk HEAD /_sandbox/health'], want: 'UP L7OK 200' },
  { name: 'by OPTIONS of that path', lines: ['option httpchk OPTIONS /_sandbox/health'], want: 'UP L7OK 204' },
  {
    name: 'over HTTP/1.1 with a Host',
    lines: ['option httpchk', 'http-check send meth GET uri /_sandbox/health ver HTTP/1.1 hdr Host localhost'],
    want: 'UP L7OK 200',
  },
  {
    name: 'by its default over HTTP/1.1 with a Host',
    lines: ['option httpchk', 'http-check send ver HTTP/1.1 hdr Host localhost'],
    want: 'UP L7OK 204',
  },
  {
    name: 'over HTTP/1.0 with an expression for a Host that is empty',
    lines: ['option httpchk', 'http-check send meth GET uri /_sandbox/health hdr Host %[str()]'],
    want: 'UP L7OK 200',
  },
  {
    name: 'with the state of the server in a header',
    lines: ['option httpchk GET /_sandbox/health', 'http-check send-state'],
    want: 'UP L7OK 200',
  },
  {
    name: 'by what the answer contains',
    lines: ['option httpchk GET /_sandbox/health', 'http-check expect string pass'],
    want: 'UP L7OK 200',
  },
  {
    name: 'over HTTP/1.1 without a Host, which HTTP requires',
    lines: ['option httpchk', 'http-check send meth GET uri /_sandbox/health ver HTTP/1.1'],
    want: 'DOWN L7STS 400',
  },
  { name: 'of a path that is not there', lines: ['option httpchk GET /_sandbox/wealth'], want: 'DOWN L7STS 404' },
  {
    name: 'of a name that the sandbox does not answer to',
    lines: ['option httpchk', 'http-check send meth GET uri /_sandbox/health ver HTTP/1.1 hdr Host elsewhere.example'],
    want: 'DOWN L7STS 421',
  },
];

describeBehind('haproxy', (start) => {
  let sandbox: Listening;
  let socket: string;
  let url: string;

  beforeAll(async () => {
    sandbox = await proxied.listen();
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    const { host } = new URL(sandbox.url);
    socket = join(writeFiles({ 'haproxy.cfg': '' }), 'stats');
    const backends = checks.flatMap(({ lines }, index) => [
      `backend check-${index}`,
      ...lines,
      `server sandbox ${host} check inter 1s fall 1 rise 1`,
    ]);
    const text = [
      'global',
      `stats socket ${socket} mode 600`,
      'defaults',
      'mode http',
      ...['connect', 'client', 'server', 'check'].map((what) => `timeout ${what} 20s`),
      'frontend public',
      `bind 127.0.0.1:${port}`,
      'default_backend sandbox',
      block('sandbox/hosts/README.md', 'haproxy').replace('127.0.0.1:9000', host),
      ...backends,
      '',
    ].join('\n');
    await start('-db', '-f', join(writeFiles({ 'haproxy.cfg': text }), 'haproxy.cfg')).listening(port);
  });
  afterAll(() => sandbox.close());

  describe('a health check finds the sandbox in the right state:', () => {
    it.each(byName(checks))('%s', async (name, { want }) => {
      const backend = `check-${checks.findIndex((check) => check.name === name)}`;
      await expect.poll(() => stateOf(socket, backend), { timeout: 25_000 }).toBe(want);
    });
  });

  it('the configuration of the page finds it up, and a request gets the address that its client used', async () => {
    await expect.poll(() => stateOf(socket, 'sandbox'), { timeout: 25_000 }).toBe('UP L7OK 204');
    expect(await statedServers(url)).toMatchObject([{ url }]);
    const answer = await fetch(`${url}/pets`, post);
    expect([answer.status, await answer.text()]).toEqual([201, '{}']);
  });
});

/** Reads the state of the server of a backend from the statistics (management guide, section 9.1). */
async function stateOf(socket: string, backend: string): Promise<string> {
  const [head = '', ...lines] = (await ask(socket, 'show stat')).split('\n');
  const names = head.replace('# ', '').split(',');
  const row = lines.map((line) => line.split(',')).find(([proxy, server]) => proxy === backend && server === 'sandbox');
  // While a check is in progress, an asterisk stands before the last result.
  const value = (name: string) => (row?.[names.indexOf(name)] ?? '').replace('* ', '');
  return `${value('status')} ${value('check_status')} ${value('check_code')}`;
}

function ask(path: string, command: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    connect(path)
      .on('data', (chunk: Buffer) => {
        answer += chunk.toString();
      })
      .on('error', reject)
      .on('close', () => resolve(answer))
      .write(`${command}\n`);
  });
}
