import { describe, expect, it } from 'vitest';
import type { Json } from '../../sandbox/syntax/json.ts';
import { ask } from '../fixtures/ask.ts';
import { byName } from '../fixtures/by-name.ts';
import { documentOf, response } from '../fixtures/document.ts';
import { ruledSandbox, sandboxOfAll } from '../fixtures/ruled-sandbox.ts';

const answers = { 200: response({ ok: ['Rex'] }), 404: response({ gone: { message: 'Gone' } }) };
const pets = documentOf(
  {
    '/pets': { get: { operationId: 'list', summary: 'All pets', responses: answers } },
    '/pets/{id}': {
      get: {
        operationId: 'one/pet',
        parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
        responses: answers,
      },
    },
  },
  { servers: [{ url: '/v1' }] },
);
const owners = documentOf({ '/owners': { get: { operationId: 'owners', responses: answers } } });
const sandbox = sandboxOfAll({ pets, owners });

const browser = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';
const page = 'text/html; charset=utf-8';
const json = 'application/json';
const both = 'Accept, Accept-Encoding';
const rows: readonly { name: string; given: string; accept?: string; want: readonly [string, string] }[] = [
  { name: 'the scenarios, to a browser', given: '/_sandbox/scenarios', accept: browser, want: [page, both] },
  { name: 'the scenarios, to curl', given: '/_sandbox/scenarios', accept: '*/*', want: [json, both] },
  { name: 'the scenarios, without Accept', given: '/_sandbox/scenarios', want: [json, both] },
  {
    name: 'the scenarios, by preference',
    given: '/_sandbox/scenarios',
    accept: `${json}, text/html;q=0.9`,
    want: [json, both],
  },
  {
    name: 'the scenarios in JSON, to a browser',
    given: '/_sandbox/scenarios.json',
    accept: browser,
    want: [json, 'Accept-Encoding'],
  },
  { name: 'the index, to a browser', given: '/_sandbox/', accept: browser, want: [page, 'Accept'] },
  { name: 'the root, to a browser', given: '/', accept: browser, want: [page, 'Accept'] },
  { name: 'the root, to curl', given: '/', accept: '*/*', want: [json, 'Accept'] },
];

describe('by Accept (RFC 9110, 12.5.1), there is at the address of', () => {
  it.each(byName(rows))('%s', async (_, { given, accept, want }) => {
    const headers = accept === undefined ? {} : { Accept: accept };
    const [got, head] = [
      await ask(sandbox, `GET ${given}`, { headers }),
      await ask(sandbox, `HEAD ${given}`, { headers }),
    ];
    for (const { status, headers } of [got, head])
      expect([status, headers['content-type'], headers['vary']]).toEqual([200, ...want]);
    expect([got.text.startsWith(want[0] === page ? '<!doctype html>' : '{'), head.text]).toEqual([true, '']);
  });
});

const html = async (target: string, from = sandbox) =>
  (await ask(from, `GET ${target}`, { headers: { Accept: browser } })).text;
const idsIn = (text: string) => [...text.matchAll(/<tr id="([^"]*)"/g)].map(([, id]) => id);

const selections: readonly { name: string; given: string; want: readonly string[] }[] = [
  {
    name: 'all',
    given: '',
    want: [
      'pets/list/200/ok',
      'pets/list/404/gone',
      'pets/one%2Fpet/200/ok',
      'pets/one%2Fpet/404/gone',
      'owners/owners/200/ok',
      'owners/owners/404/gone',
    ],
  },
  { name: 'those of an API', given: '?api=owners', want: ['owners/owners/200/ok', 'owners/owners/404/gone'] },
  {
    name: 'those of an operation',
    given: '?api=pets&operation=one%2Fpet',
    want: ['pets/one%2Fpet/200/ok', 'pets/one%2Fpet/404/gone'],
  },
];

describe('the scenarios are', () => {
  it.each(byName(selections))('%s, each with an anchor of its own', async (_, { given, want }) =>
    expect(idsIn(await html(`/_sandbox/scenarios${given}`))).toEqual(want),
  );

  it.each(byName(selections))('%s, in JSON as well', async (_, { given, want }) => {
    const { scenarios }: { scenarios: { api: string; id: string }[] } = JSON.parse(
      (await ask(sandbox, `GET /_sandbox/scenarios.json${given}`)).text,
    );
    expect(scenarios.map(({ api, id }) => `${api}/${id}`)).toEqual(want);
  });

  it.each(['?api=cats', '?api=pets&operation=owners', '?operation=none'])(
    'not found where there is none: %s',
    async (query) => {
      for (const [path, accept] of [
        ['scenarios', browser],
        ['scenarios', '*/*'],
        ['scenarios.json', '*/*'],
      ])
        expect(
          await ask(sandbox, `GET /_sandbox/${path}${query}`, { headers: { Accept: accept ?? '' } }),
        ).toMatchObject({
          status: 404,
          body: { apis: ['pets', 'owners'] },
        });
    },
  );
});

const row = async (id: string, target = '/_sandbox/scenarios') => {
  const text = await html(target);
  return text.slice(text.indexOf(`<tr id="${id}"`)).split('</tr>')[0] ?? '';
};

describe('the row of a scenario has', () => {
  it('its status, the words for what leads to it, its curl, and a link to the console', async () => {
    const cells = await row('pets/list/404/gone');
    expect(cells).toContain('<b>404</b> <span>Not Found</span>');
    expect(cells).toContain('<code>Prefer: code=404, example=gone</code>');
    expect(cells).toContain(
      `<code class="curl">curl -i 'http://localhost:9000/v1/pets' -H 'Prefer: code=404, example=gone'</code>`,
    );
    expect(cells).toContain('href="docs/pets?scenario=list%2F404%2Fgone"');
  });

  it('links that are right wherever the page is', async () => {
    expect(await row('pets/list/404/gone', '/')).toContain('href="_sandbox/docs/pets?scenario=list%2F404%2Fgone"');
    expect(await row('pets/list/404/gone', '/_sandbox')).toContain(
      'href="_sandbox/docs/pets?scenario=list%2F404%2Fgone"',
    );
    expect(await row('pets/list/404/gone', '/_sandbox/')).toContain('href="docs/pets?scenario=list%2F404%2Fgone"');
  });

  it('the origin that the client sees', async () => {
    const asked = await sandbox.fetch('https://a.example/_sandbox/scenarios', { headers: { Accept: browser } });
    expect(await asked.text()).toContain("curl -i 'https://a.example/v1/pets'");
  });

  it('no link to the console where no page can send the request', async () => {
    const traced = ruledSandbox(documentOf({ '/t': { trace: { operationId: 't', responses: answers } } }));
    expect((await html('/_sandbox/scenarios', traced)).match(/docs\/api\?scenario/)).toBeNull();
  });
});

const many: Json = Object.fromEntries(
  Array.from({ length: 101 }, (_, index) => [`/p${index}`, { get: { operationId: `o${index}`, responses: answers } }]),
);

describe('a document of more operations than a page can search has', () => {
  const large = ruledSandbox(documentOf(many));

  it('every name and status, and a link to how the scenarios of an operation are reached', async () => {
    const text = await html('/_sandbox/scenarios', large);
    expect(idsIn(text)).toHaveLength(202);
    expect(text).toContain('href="scenarios?api=api&amp;operation=o100"');
    expect(text).not.toContain('class="curl"');
    expect(await html('/_sandbox/scenarios?api=api&operation=o100', large)).toContain(
      "curl -i 'http://localhost:9000/p100'",
    );
  });

  it.each([
    { given: '/_sandbox/scenarios?api=pets', want: 'href="./"' },
    { given: '/?api=pets', want: 'href="_sandbox/"' },
    { given: '/_sandbox/scenarios?api=pets&operation=list', want: 'href="./"' },
  ])('a link from a part to the whole, at $given', async ({ given, want }) =>
    expect(await html(given)).toContain(`<a ${want}>All APIs of this sandbox</a>`),
  );

  it('a page of its own beside others', async () => {
    const text = await html('/', sandboxOfAll({ many: documentOf(many), owners }));
    expect(idsIn(text)).toEqual([]);
    expect(text).toContain('href="_sandbox/scenarios?api=many"');
  });
});

const hostile = `"><script>alert(1)</script>&'<img src=x onerror=alert(1)>`;

it('no text of a document is markup', async () => {
  const operation = {
    operationId: hostile,
    summary: hostile,
    parameters: [{ name: hostile, in: 'query', schema: { type: 'string', enum: [hostile] }, required: true }],
    responses: { 200: response({ [hostile]: { summary: hostile, value: hostile } }), 400: response({ ok: [] }) },
  };
  const document = documentOf({ [`/${hostile}`]: { get: operation } }, { info: { title: hostile, version: hostile } });
  const hacked = sandboxOfAll({ [hostile.replaceAll('/', '|')]: document });
  for (const target of ['/', '/_sandbox/scenarios'])
    expect((await html(target, hacked)).match(/<script>|<img|onerror=alert\(1\)>/g)).toBeNull();
});
