import createClient from 'openapi-fetch';
import { describe, expect, it } from 'vitest';
import { createSandbox } from '../sandbox/index.ts';
import type { paths as NhsApp } from '../specification/nhs-app/openapi.cjs';
import type { paths as NhsNotifySupplier } from '../specification/nhs-notify-supplier/openapi.cjs';

/** A client as a team would write it: typed by the declarations that come with the documents, and no server started. */
const sandbox = createSandbox();
const fetch = (request: Request) => sandbox.fetch(request);
const nhsApp = createClient<NhsApp>({ baseUrl: 'http://localhost:9000/nhs-app', fetch });
const supplier = createClient<NhsNotifySupplier>({ baseUrl: 'http://localhost:9000/nhs-notify-supplier', fetch });

describe('a typed client', () => {
  it('reads the patients of a practice', async () => {
    const { data, response } = await nhsApp.GET('/communication/report/patients', {
      params: { query: { 'ods-organisation-code': 'A12345' } },
    });
    expect(response.status).toBe(200);
    expect(data?.map(({ nhsNumber }) => nhsNumber)).toEqual(['9074662803', '9903002157']);
  });

  it('is told what is wrong with its query', async () => {
    const { error } = await nhsApp.GET('/communication/report/receipts/FHIR/R4/Task', {
      params: { query: { day: '2021-02-30' } },
    });
    expect(error?.issue).toEqual([
      { severity: 'error', code: 'invalid', diagnostics: 'Invalid format', expression: ['day'] },
    ]);
  });

  it('reads a letter', async () => {
    const { data } = await supplier.GET('/letters/{id}', {
      params: { path: { id: '2DL5eYSWGzCHlGmzNxuqVusPxDg' }, header: { 'X-Request-ID': '1' } },
    });
    expect(data?.data.attributes.status).toBe('DISPATCHED');
  });

  it('follows the data of a letter to its PDF, on the sandbox itself', async () => {
    const headers = { 'X-Request-ID': '1' };
    const url = 'http://localhost:9000/nhs-notify-supplier/letters/2AL5eYSWGzCHlGmzNxuqVusPxDg/data';
    const pdf = await sandbox.fetch(url, { headers });
    expect([pdf.status, pdf.redirected, pdf.headers.get('content-type')]).toEqual([200, true, 'application/pdf']);
    expect((await pdf.text()).slice(0, 5)).toBe('%PDF-');
  });
});
