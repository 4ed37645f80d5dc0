import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { createSandbox } from '../../sandbox/index.ts';
import { ask } from '../fixtures/ask.ts';
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

describe.each(rows)('the served document of $api', async ({ api, files }) => {
  const sandbox = createSandbox({ documents: [path(`specification/${api}/openapi.yaml`)] });
  const served = (await ask(sandbox, `GET /_sandbox/openapi/${api}.json`)).text;

  it('has no problems', () => {
    const problems = checkedProblems(served, { 'scenarios/api.yaml': text(`scenarios/${api}.yaml`), ...files });
    const reported = problems.filter(({ severity }) => severity !== 'note');
    expect(reported.map(({ code, message }) => `${code}: ${message}`)).toEqual([]);
  });

  it('needs no extension', () => expect(served).not.toMatch(/"x-(?!correlation-id")/));
});
