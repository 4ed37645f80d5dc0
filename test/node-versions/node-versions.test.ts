import { existsSync, realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { builtPackage, type Running, ready, startProgram } from '../fixtures/built-command.ts';
import { writeFiles } from '../fixtures/write-document.ts';

const sources = fileURLToPath(new URL('../../sandbox/cli.ts', import.meta.url));

/** Versions of Node.js, with its flags for the permission model, and whether that concerns the network. */
const versions = [
  { version: '20.19', permission: '--experimental-permission', limitsNetwork: false, runsSources: false },
  { version: '22', permission: '--permission', limitsNetwork: false, runsSources: true },
  { version: '24', permission: '--permission', limitsNetwork: false, runsSources: true },
  { version: '26', permission: '--permission', limitsNetwork: true, runsSources: true },
].map(({ version, ...rest }) => {
  const name = `node${version.slice(0, 2)}-${process.arch}`;
  const node = fileURLToPath(new URL(`node_modules/${name}/bin/node`, import.meta.url));
  return { version, node, ...rest, net: rest.limitsNetwork ? ['--allow-net'] : [] };
});

const pets = `
openapi: 3.1.0
info: { title: Pets, version: '1' }
paths:
  /pets/{id}:
    get:
      operationId: getPet
      parameters: [{ name: id, in: path, required: true, schema: { type: integer, minimum: 1 } }]
      responses:
        '200': { description: The pet, content: { application/json: { example: { name: Rex } } } }
        '400': { description: Wrong, content: { application/json: { example: { message: The id must be at least 1 } } } }
`;
const document = 'openapi.yaml';
const folder = realpathSync(writeFiles({ [document]: pets }));
const serve = ['serve', document, '--port=0'];

const own = realpathSync(builtPackage());
const cli = `${own}/dist/cli.js`;
const readsOwn = `--allow-fs-read=${own}/*`;
const readsDocument = `--allow-fs-read=${folder}/*`;

/** Programs that may still run. */
const started: Running[] = [];
afterEach(() => {
  for (const { child } of started.splice(0)) child.kill('SIGKILL');
});

function start(...line: readonly string[]): Running {
  const running = startProgram(line, folder);
  started.push(running);
  return running;
}

/** Runs a command to its end. */
async function ran(...line: readonly string[]) {
  const running = start(...line);
  const code = await running.ended;
  return { code, printed: running.printed(), complained: running.complained() };
}

/** Asks a server for a pet, by a valid and by an invalid request, and stops it. */
async function statuses(running: Running): Promise<readonly unknown[]> {
  const url = await ready(running);
  const answers = await Promise.all(['/pets/1', '/pets/0'].map((path) => fetch(url + path)));
  running.child.kill();
  return [...answers.map(({ status }) => status), await running.ended];
}

const whole = [200, 400, 0];

for (const { version, node, permission, net, limitsNetwork, runsSources } of versions) {
  describe.skipIf(!existsSync(node) && process.env['REQUIRE_NODES'] === undefined)(`Node.js ${version}`, () => {
    beforeAll(async () => {
      expect((await ran(node, '--version')).printed).toMatch(new RegExp(`^v${version}\\.`));
    });

    it('serves, and validates', async () => {
      expect(await statuses(start(node, cli, ...serve))).toEqual(whole);
    });

    it('checks', async () => {
      expect(await ran(node, cli, 'check')).toMatchObject({ code: 0, complained: '' });
    });

    it('lists', async () => {
      const { code, printed } = await ran(node, cli, 'list', '--brief');
      expect(printed).toContain('getPet/200/');
      expect(code).toBe(0);
    });

    it.skipIf(!runsSources)('runs the sources as they are', async () => {
      expect(await statuses(start(node, sources, ...serve))).toEqual(whole);
    });

    const model = ['--disable-warning=ExperimentalWarning', '--disable-warning=SecurityWarning', permission];
    const all = [...model, ...net, readsOwn, readsDocument];

    it('serves with the permissions that it needs', async () => {
      expect(await statuses(start(node, ...all, cli, ...serve))).toEqual(whole);
    });

    it('serves with workers, if it may start processes', async () => {
      const allowed = [...all, '--allow-child-process'];
      expect(await statuses(start(node, ...allowed, cli, ...serve, '--workers=2'))).toEqual(whole);
    });

    // Node.js 20 looks for package.json itself, and nothing of ours runs where it may not.
    const manifests = ['package.json', 'dist/package.json'].map((file) => `--allow-fs-read=${own}/${file}`);
    const least = [...model, `--allow-fs-read=${cli}`, ...manifests];
    const needsOwn = `openapi-sandbox: Node.js needs ${readsOwn.replace('=', '="')}" to read the files of this package.`;
    const missing = [
      { name: 'reading the modules', line: [...least, cli, ...serve], want: needsOwn },
      {
        name: 'reading the console',
        line: [...least, `--allow-fs-read=${own}/dist/*`, readsDocument, ...net, cli, ...serve],
        want: needsOwn,
      },
      {
        name: 'reading the document',
        line: [...model, ...net, readsOwn, cli, ...serve],
        want: `error: ${folder}/${document} cannot be read: Node.js needs --allow-fs-read="${folder}/${document}" to read it.`,
      },
      {
        name: 'finding a document',
        line: [...model, readsOwn, cli, 'check'],
        want: `openapi-sandbox: Node.js needs --allow-fs-read="${folder}/*" to find a document to check in this folder.`,
      },
      {
        name: 'starting workers',
        line: [...all, cli, ...serve, '--workers=2'],
        want: 'openapi-sandbox: Node.js may not start workers here. Give it --allow-child-process, or leave out --workers',
      },
      {
        name: 'writing',
        line: [...all, cli, 'postman', `--out=${folder}/out`],
        want: `openapi-sandbox: ${folder}/out cannot be written to: Node.js needs --allow-fs-write="${folder}/out*" to write it`,
      },
      ...(limitsNetwork
        ? [
            {
              name: 'listening',
              line: [...model, readsOwn, readsDocument, cli, ...serve],
              want: 'openapi-sandbox: Node.js needs --allow-net to use the network.',
            },
            {
              name: 'sending',
              line: [...model, readsOwn, readsDocument, cli, 'webhooks', '--to=http://localhost:9/'],
              want: 'openapi-sandbox: Node.js needs --allow-net to use the network.',
            },
          ]
        : []),
    ];

    it.each(missing)('says which permission is missing for $name', async ({ line, want }) => {
      expect(await ran(node, ...line)).toEqual({ code: 2, printed: '', complained: `${want}\n` });
    });
  });
}
