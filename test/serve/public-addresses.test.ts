import { describe, expect, it } from 'vitest';
import { ask, origin } from '../fixtures/ask.ts';
import { byName } from '../fixtures/by-name.ts';
import { documentOf, parameter } from '../fixtures/document.ts';
import { ruledSandbox } from '../fixtures/ruled-sandbox.ts';

const documented: Readonly<Record<string, string>> = {
  Location: '/_sandbox/files/api/letter.pdf',
  'Content-Location': '/_sandbox/health',
  Link: '</_sandbox/scenarios>; rel="help", </letters>; rel="up", </_sandbox/docs/api>; rel="service-doc"',
};
const headersOf = (fields: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(fields).map(([name, example]) => [name, { schema: { type: 'string' }, example }]));
const elsewhere = ['/letters/1', 'letters/1', '/_sandboxes/1', 'https://files.example/_sandbox/files/x'];
const operation = (operationId: string, headers: Readonly<Record<string, string>>) => ({
  get: {
    operationId,
    parameters: [parameter('query', 'by', { type: 'string' })],
    responses: { 200: { description: '' }, 303: { description: '', headers: headersOf(headers) } },
  },
});
const document = documentOf({
  '/letter': operation('letter', documented),
  ...Object.fromEntries(elsewhere.map((Location, index) => [`/${index}`, operation(`at${index}`, { Location })])),
});
const rules = [
  {
    operation: 'letter',
    when: { 'query.by': 'rule' },
    answer: { scenario: '303/empty', headers: { Location: '{$file.letter.pdf}' } },
  },
  { operation: 'letter', when: { 'query.by': 'documented' }, answer: '303/empty' },
];
const files = { 'letter.pdf': '%PDF-1.4' };
const trusting = ruledSandbox(document, { rules, files, trustProxy: true });
const wary = ruledSandbox(document, { rules, files });

const behindProxy = {
  'X-Forwarded-Proto': 'https',
  'X-Forwarded-Host': 'example.com',
  'X-Forwarded-Prefix': '/prod',
};

const ways = [
  { name: 'a rule that names the file', target: '/letter?by=rule' },
  { name: 'a rule', target: '/letter?by=documented' },
  { name: 'Prefer', target: '/letter', headers: { Prefer: 'code=303' } },
  { name: 'the query', target: '/letter?__code=303' },
  { name: 'the path', target: '/_sandbox/as/code=303/letter' },
];

describe.each([
  { given: 'no proxy', sandbox: trusting, headers: {}, want: origin },
  { given: 'a proxy with a prefix', sandbox: trusting, headers: behindProxy, want: 'https://example.com/prod' },
  { given: 'a proxy that is not trusted', sandbox: wary, headers: behindProxy, want: origin },
])('given $given, an address that leads into the sandbox has one form', ({ sandbox, headers: fields, want }) => {
  it.each(byName(ways))('by %s', async (_, { target, headers }) => {
    const { status, headers: received } = await ask(sandbox, `GET ${target}`, { headers: { ...fields, ...headers } });
    expect([status, received['location']]).toEqual([303, `${want}/_sandbox/files/api/letter.pdf`]);
    expect(received['content-location']).toBe(`${want}/_sandbox/health`);
    expect(received['link']).toBe(
      `<${want}/_sandbox/scenarios>; rel="help", </letters>; rel="up", <${want}/_sandbox/docs/api>; rel="service-doc"`,
    );
  });
});

describe('an address that does not lead into the sandbox is sent as it is documented', () => {
  it.each(elsewhere.map((address, index) => ({ address, index })))('$address', async ({ address, index }) => {
    const { headers } = await ask(trusting, `GET /${index}`, { headers: { ...behindProxy, Prefer: 'code=303' } });
    expect(headers['location']).toBe(address);
  });
});
