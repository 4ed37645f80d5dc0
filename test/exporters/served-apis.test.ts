import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { createSandbox } from '../../sandbox/index.ts';
import { isArray, isObject, type Json, property } from '../../sandbox/syntax/json.ts';
import { valueAt } from '../../sandbox/syntax/json-pointer.ts';
import { ask, origin } from '../fixtures/ask.ts';
import { checkedProblems } from '../fixtures/checked.ts';

const path = (file: string) => fileURLToPath(new URL(`../../${file}`, import.meta.url));
const text = (file: string) => readFileSync(path(file), 'utf8');

const rows = [
  { api: 'nhs-app', files: {} },
  {
    api: 'nhs-notify-supplier',
    files: { 'scenarios/api/files/letter.pdf': text('scenarios/nhs-notify-supplier/files/letter.pdf') },
  },
];

/** The values of Prefer that a served document offers for an operation, but the first, which is empty. */
function offeredBy(document: Json | undefined, path: string, method: string): readonly Json[] {
  const prefer = valueAt(document, `/paths/${path.replaceAll('/', '~1')}/${method.toLowerCase()}/parameters/0`);
  const examples = property(prefer, 'examples');
  const values = isObject(examples)
    ? Object.values(examples).map((example) => property(example, 'value') ?? null)
    : property(property(prefer, 'schema'), 'enum');
  return isArray(values) ? values.slice(1) : [];
}

describe.each(rows)('the served document of $api', async ({ api, files }) => {
  const sandbox = createSandbox({ documents: [path(`specification/${api}/openapi.yaml`)] });
  const served = (await ask(sandbox, `GET /_sandbox/openapi/${api}.json`)).text;

  it('has no problems', () => {
    const problems = checkedProblems(served, { 'scenarios/api.yaml': text(`scenarios/${api}.yaml`), ...files });
    const reported = problems.filter(({ severity }) => severity !== 'note');
    expect(reported.map(({ code, message }) => `${code}: ${message}`)).toEqual([]);
  });

  it.each(['', '?choices=enum'])('offers values of Prefer that choose each scenario%s', async (query) => {
    const document = (await ask(sandbox, `GET /_sandbox/openapi/${api}.json${query}`)).body;
    const { scenarios } = sandbox.catalogue(origin);
    const reached: (string | null)[] = [];
    let offered: readonly Json[] = [];
    for (const { method, path, requests } of scenarios) {
      const [request] = requests.filter(({ trigger }) => trigger === 'prefer');
      if (offered.length === 0) offered = offeredBy(document, path, method);
      const [prefer, ...others] = offered;
      offered = others;
      const { url = '', headers, body } = request ?? {};
      const response = await sandbox.fetch(url, {
        method,
        headers: { ...headers, Prefer: String(prefer) },
        ...(body && { body: JSON.stringify(body) }),
        redirect: 'manual',
      });
      reached.push(response.headers.get('Sandbox-Scenario'));
    }
    expect(reached).toEqual(scenarios.map(({ id }) => id));
  });

  it('needs no extension', () => expect(served).not.toMatch(/"x-(?!correlation-id")/));
});
