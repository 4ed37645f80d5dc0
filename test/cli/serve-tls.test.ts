import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { run } from '../../sandbox/cli/run.ts';
import { builtCommand, type Running, ready, until } from '../fixtures/built-command.ts';
import { byName } from '../fixtures/by-name.ts';
import { authority, inDays } from '../fixtures/certificates.ts';
import { documentOf, response } from '../fixtures/document.ts';
import { getOverTls } from '../fixtures/over-tls.ts';
import { printedByCommands } from '../fixtures/printed.ts';
import { writeFiles } from '../fixtures/write-document.ts';

const ours = authority('Ours');
const [server, client] = [ours.issue({ name: 'sandbox' }), ours.issue({ name: 'client' })];
const late = ours.issue({ name: 'late', until: inDays(-1) });
const pets = (name: string) =>
  JSON.stringify(documentOf({ '/pets': { get: { responses: { 200: response({ ok: [name] }) } } } }));
const folder = writeFiles({
  'pets.json': pets('Rex'),
  'ca.pem': ours.cert,
  'server.pem': server.cert,
  'server.key': server.key,
  'client.key': client.key,
  'late.pem': late.cert,
  'late.key': late.key,
  'bad.pem': server.cert.replace(/M\w{9}/, 'nonsense'),
  'bad.key': server.key.replace(/M\w{9}/, 'nonsense'),
  'encrypted.key': '-----BEGIN ENCRYPTED PRIVATE KEY-----\nMA==\n-----END ENCRYPTED PRIVATE KEY-----\n',
  'text.pem': 'nothing',
});
const file = (name: string) => join(folder, name);
const options = (files: Readonly<Record<string, string>>) =>
  Object.entries(files).flatMap(([option, name]) => [`--${option}`, file(name)]);

const bad: readonly {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  readonly want: RegExp;
}[] = [
  {
    name: 'a certificate without its key',
    files: { cert: 'server.pem' },
    want: /--cert .*server\.pem goes with its private key: add --key FILE/,
  },
  {
    name: 'a key without its certificate',
    files: { key: 'server.key' },
    want: /--key .*server\.key goes with its certificate: add --cert FILE/,
  },
  {
    name: 'an authority of clients without a certificate',
    files: { 'client-ca': 'ca.pem' },
    want: /--client-ca .*ca\.pem is for a server over TLS: add --cert FILE and --key FILE/,
  },
  {
    name: 'a missing file',
    files: { cert: 'none.pem', key: 'server.key' },
    want: /--cert .*none\.pem cannot be read: there is no such file/,
  },
  { name: 'a folder', files: { cert: 'server.pem', key: '.' }, want: /--key .* cannot be read: it is a folder/ },
  {
    name: 'a file that is no PEM',
    files: { cert: 'text.pem', key: 'server.key' },
    want: /--cert .*text\.pem is no PEM/,
  },
  {
    name: 'both exchanged',
    files: { cert: 'server.key', key: 'server.pem' },
    want: /--cert .*server\.key has no certificate in it, but -----BEGIN PRIVATE KEY-----/,
  },
  {
    name: 'a key that belongs to another certificate',
    files: { cert: 'server.pem', key: 'client.key' },
    want: /--key .*client\.key is not the private key of --cert .*server\.pem/,
  },
  {
    name: 'an encrypted key',
    files: { cert: 'server.pem', key: 'encrypted.key' },
    want: /--key .*encrypted\.key is encrypted\. Decrypt it: openssl pkey -in /,
  },
  {
    name: 'a malformed certificate',
    files: { cert: 'bad.pem', key: 'server.key' },
    want: /--cert .*bad\.pem cannot be used: /,
  },
  { name: 'a malformed key', files: { cert: 'server.pem', key: 'bad.key' }, want: /--key .*bad\.key cannot be used: / },
  {
    name: 'a malformed authority',
    files: { cert: 'server.pem', key: 'server.key', 'client-ca': 'bad.pem' },
    want: /--client-ca .*bad\.pem cannot be used: /,
  },
];

describe('serve refuses with exit code 2', () => {
  const output = printedByCommands();
  it.each(byName(bad))('%s', async (_, { files, want }) => {
    for (const more of [[], ['--workers', '2']]) {
      expect(await run(['serve', file('pets.json'), '--port', '0', ...options(files), ...more], {})).toBe(2);
      expect(output.err).toMatch(want);
      expect(output.err.trimEnd().split('\n')).toHaveLength(1 + (more.length === 0 ? 0 : 1));
      expect(output.out).toBe('');
    }
  });
});

describe('serve over TLS', () => {
  const command = builtCommand();
  afterAll(command.endAll);
  const serve = (files: Readonly<Record<string, string>>, ...more: readonly string[]): Running =>
    command.start(['pets.json', '--port=0', ...options(files), ...more], folder);
  const stop = ({ child, ended }: Running) => {
    child.kill('SIGTERM');
    return ended;
  };
  const identity = { cert: 'server.pem', key: 'server.key' };

  it('prints an address with https, and answers there', async () => {
    const running = serve(identity);
    const url = await ready(running);
    expect(url).toMatch(/^https:/);
    expect(running.printed()).toContain(`${url}/_sandbox/docs/pets`);
    expect((await getOverTls(`${url}/_sandbox/health`, { ca: ours.cert })).status).toBe(200);
    expect(await stop(running)).toBe(0);
  });

  it('says that its certificate has expired, and serves it', async () => {
    const running = serve({ cert: 'late.pem', key: 'late.key' });
    const url = await ready(running);
    expect(running.complained()).toMatch(/^--cert .*late\.pem has expired \(.* GMT\): it is served, and clients/);
    expect((await getOverTls(`${url}/pets`, { rejectUnauthorized: false })).status).toBe(200);
    await expect(getOverTls(`${url}/pets`, { ca: ours.cert })).rejects.toThrow('certificate has expired');
    expect(await stop(running)).toBe(0);
  });

  it('works with several workers, client certificates and changed documents', async () => {
    const running = serve({ ...identity, 'client-ca': 'ca.pem' }, '--workers=2', '--watch');
    const url = await ready(running);
    const get = () => getOverTls(`${url}/pets`, { ca: ours.cert, ...client });
    expect(await get()).toEqual({ status: 200, body: '["Rex"]' });
    await expect(getOverTls(`${url}/pets`, { ca: ours.cert })).rejects.toThrow();
    writeFileSync(file('pets.json'), pets('Fido'));
    await until(running, running.complained, /has changed: the new one is served/);
    await expect.poll(async () => (await get()).body, { timeout: 20_000 }).toBe('["Fido"]');
    expect(await stop(running)).toBe(0);
  }, 90_000);
});
