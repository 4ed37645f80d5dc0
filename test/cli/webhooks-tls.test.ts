import type { ServerOptions } from 'node:https';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { run } from '../../sandbox/cli/run.ts';
import { byName } from '../fixtures/by-name.ts';
import { authority, inDays } from '../fixtures/certificates.ts';
import { printedByCommands } from '../fixtures/printed.ts';
import { closeReceivers, receiver } from '../fixtures/receiver.ts';
import { writeFiles } from '../fixtures/write-document.ts';

const [ours, theirs] = [authority('Ours'), authority('Theirs')];
const server = ours.issue({ name: 'receiver' });
const client = ours.issue({ name: 'sender' });
const stranger = theirs.issue({ name: 'stranger' });
const folder = writeFiles({
  'ca.pem': ours.cert,
  'other-ca.pem': theirs.cert,
  'client.pem': client.cert,
  'client.key': client.key,
  'stranger.pem': stranger.cert,
  'stranger.key': stranger.key,
  'broken.pem': client.cert.replace(/M\w{9}/, 'nonsense'),
  'text.pem': 'nothing',
});
const file = (name: string) => join(folder, name);
const ca = ['--ca', file('ca.pem')];
const identity = (name: string) => ['--cert', file(`${name}.pem`), '--key', file(`${name}.key`)];
const mutual: ServerOptions = { ...server, ca: ours.cert, requestCert: true, rejectUnauthorized: true };

const output = printedByCommands();
afterEach(closeReceivers);

const accepting = (options?: ServerOptions) => receiver((response) => response.writeHead(202).end(), options);

describe('webhooks over TLS', () => {
  it.each([
    { name: 'server certificate', options: server, args: ca },
    { name: 'server and client certificates', options: mutual, args: [...ca, ...identity('client')] },
    {
      name: 'server and client certificates, TLS 1.2',
      options: { ...mutual, maxVersion: 'TLSv1.2' as const },
      args: [...ca, ...identity('client')],
    },
  ])('$name: all webhooks of the NHS App API arrive', async ({ options, args }) => {
    const { port, receipts } = await accepting(options);
    expect(await run(['webhooks', '--to', `https://127.0.0.1:${port}/`, ...args], {})).toBe(0);
    expect(receipts).toHaveLength(8);
    expect(output.out).toMatch(/8 sent: 8 taken in as documented\n$/);
  });
});

interface Failure {
  readonly name: string;
  /** If omitted, no TLS. */
  readonly options?: ServerOptions;
  readonly scheme?: 'http';
  readonly args: readonly string[];
  readonly want: RegExp;
}

const failures: readonly Failure[] = [
  {
    name: 'an unknown certificate authority',
    options: server,
    args: [],
    want: /signed by no authority that is trusted here\. .*--ca FILE/,
  },
  {
    name: 'a certificate of another authority than --ca',
    options: server,
    args: ['--ca', file('other-ca.pem')],
    want: /signed by no authority .*--ca FILE/,
  },
  {
    name: 'an expired certificate',
    options: ours.issue({ name: 'late', until: inDays(-1) }),
    args: ca,
    want: /its certificate has expired/,
  },
  {
    name: 'a certificate for another host',
    options: ours.issue({ name: 'other', address: [10, 0, 0, 1] }),
    args: ca,
    want: /its certificate is for another host: .*127\.0\.0\.1/,
  },
  {
    name: 'a missing client certificate',
    options: mutual,
    args: ca,
    want: /It may ask for a client certificate: --cert FILE --key FILE/,
  },
  {
    name: 'a missing client certificate, TLS 1.2',
    options: { ...mutual, maxVersion: 'TLSv1.2' },
    args: ca,
    want: /It may ask for a client certificate: --cert FILE --key FILE/,
  },
  {
    name: 'a client certificate of another authority',
    options: mutual,
    args: [...ca, ...identity('stranger')],
    want: /closed without an answer|refused the client certificate/,
  },
  { name: 'https to a server without TLS', args: ca, want: /it does not speak TLS/ },
  {
    name: 'http to a server with TLS',
    options: server,
    scheme: 'http',
    args: [],
    want: /closed without an answer|not HTTP/,
  },
];

describe('is reported with exit code 1:', () => {
  it.each(byName(failures))('%s', async (_, { options, scheme = 'https', args, want }) => {
    const { port, receipts } = await accepting(options);
    expect(await run(['webhooks', '--to', `${scheme}://127.0.0.1:${port}/`, '--only', 'read', ...args], {})).toBe(1);
    expect(output.out).toMatch(/^ {2}POST realtime-receipts read {2}--- /m);
    expect(output.out).toMatch(want);
    expect(receipts).toEqual([]);
  });
});

const bad: readonly { readonly name: string; readonly args: readonly string[]; readonly want: RegExp }[] = [
  {
    name: 'a missing file',
    args: ['--ca', file('none.pem')],
    want: /--ca .*none\.pem cannot be read: there is no such file/,
  },
  { name: 'a file that is no certificate', args: ['--ca', file('text.pem')], want: /--ca .*text\.pem is no PEM/ },
  {
    name: 'a key that does not match its certificate',
    args: ['--cert', file('client.pem'), '--key', file('stranger.key')],
    want: /client\.pem and .*stranger\.key cannot be used: .*match/,
  },
  {
    name: 'a malformed certificate',
    args: ['--cert', file('broken.pem'), '--key', file('client.key')],
    want: /broken\.pem and .*client\.key cannot be used/,
  },
];

describe('is refused with exit code 2, before anything is sent:', () => {
  it.each(byName(bad))('%s', async (_, { args, want }) => {
    expect(await run(['webhooks', '--to', 'https://127.0.0.1:9/', ...args], {})).toBe(2);
    expect(output.err).toMatch(want);
    expect(output.out).toBe('');
  });
});
