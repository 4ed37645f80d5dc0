import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Listening, listen } from '../../sandbox/hosts/node.ts';
import { createSandbox } from '../../sandbox/index.ts';
import { describeInBrowser } from '../fixtures/chromium.ts';
import { hasWidgets, widgetPage, widgets } from '../fixtures/widgets.ts';

const specification = fileURLToPath(new URL('../../specification', import.meta.url));

const apis = [
  {
    api: 'nhs-app',
    operation: {
      id: 'create-in-app',
      method: 'POST',
      path: '/communication/in-app/FHIR/R4/CommunicationRequest',
      summary: 'Send an in-app message',
    },
    scenarios: [
      { status: '201', example: 'in-app-with-keyword-reply', shown: 'If you smoke' },
      { status: '400', example: 'invalid-recipient', shown: 'NHS Number is invalid' },
      { status: '429', example: 'exceeded-spike-arrest', shown: 'has created a spike in traffic' },
    ],
  },
  {
    api: 'nhs-notify-supplier',
    operation: { id: 'getLetterStatus', method: 'GET', path: '/letters/{id}', summary: 'Read the status of a letter' },
    scenarios: [
      { status: '200', example: 'rejected', shown: 'failed validation' },
      { status: '400', example: 'error-bad-request', shown: 'NOTIFY_INVALID_REQUEST' },
      { status: '429', example: 'error-too-many-requests-spike', shown: 'has created a spike in traffic' },
    ],
  },
] as const;

if (!hasWidgets)
  console.warn('Skipped, for no widgets are installed. npm ci --prefix test/browser/widgets installs them.');

describe.skipIf(!hasWidgets)('a page of another origin', () => {
  describeInBrowser('offers the scenarios', (visit) => {
    const answered: (string | null)[] = [];
    let server: Listening;
    let other: Listening;
    beforeAll(async () => {
      const sandbox = createSandbox({ documents: apis.map(({ api }) => `${specification}/${api}/openapi.yaml`) });
      const fetch = async (request: Request) => {
        const response = await sandbox.fetch(request);
        if (response.headers.has('Sandbox-Scenario')) answered.push(response.headers.get('Sandbox-Scenario'));
        return response;
      };
      server = await listen(fetch, { port: 0, host: '127.0.0.1' });
      other = await listen(widgetPage, { port: 0, host: '127.0.0.1' });
    }, 120_000);
    afterAll(() => Promise.all([server.close(), other.close()]));

    const rows = widgets.flatMap((widget) => apis.map((row) => ({ widget, name: widget.name, ...row })));

    it.each(rows)('of $api in $name', async ({ widget, api, operation, scenarios }) => {
      const document = encodeURIComponent(`${server.url}/_sandbox/openapi/${api}.json${widget.query}`);
      const { page, complaints } = await visit(`${other.url}/${widget.name}?document=${document}`, {
        hosts: [server.url],
      });
      answered.length = 0;
      const { choose, send, status: shownStatus, body } = await widget.open(page, operation);
      for (const { status, example, shown } of scenarios) {
        await choose(status, example);
        await send.click();
        await shownStatus.filter({ hasText: status }).waitFor();
        await body.filter({ hasText: shown }).waitFor();
      }
      expect(answered).toEqual(scenarios.map(({ status, example }) => `${operation.id}/${status}/${example}`));
      expect(complaints.filter((one) => !widget.warns?.test(one))).toEqual([]);
    });
  });
});
