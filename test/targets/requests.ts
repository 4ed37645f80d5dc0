import { rows as nhsApp } from '../apis/nhs-app.rows.ts';
import { rows as nhsNotifySupplier } from '../apis/nhs-notify-supplier.rows.ts';
import { defaultOrigin, type SentRequest } from './answered.ts';
import { sandbox } from './differences.ts';

/** The requests of both API tables, and those by which the catalogue says that each scenario is reached; each once. */
export function allRequests(): readonly SentRequest[] {
  const ofTables = [...nhsApp, ...nhsNotifySupplier].map(({ request }): SentRequest => {
    const { method, path, headers = {}, body = null } = request;
    return { method, path, headers, body: typeof body === 'string' || body === null ? body : JSON.stringify(body) };
  });
  const ofCatalogue = sandbox.catalogue(defaultOrigin).scenarios.flatMap(({ requests }) =>
    requests.map(({ method, url, headers, body }): SentRequest => {
      const text = typeof body === 'string' || body === null ? body : JSON.stringify(body);
      return { method, path: url.slice(defaultOrigin.length), headers, body: text };
    }),
  );
  const all = [...ofTables, ...ofCatalogue, ...invalid];
  return [...new Map(all.map((request) => [JSON.stringify(request), request])).values()];
}

const get = (path: string): SentRequest => ({ method: 'GET', path, headers: {}, body: null });

/** Requests that break the document or lead nowhere, and the pages. */
const invalid: readonly SentRequest[] = [
  get('/nhs-notify-supplier/letters?limit=0'),
  get('/nhs-notify-supplier/letters?limit=many'),
  get('/nhs-app/communication/report/patients?page=0'),
  get('/nhs-app/nowhere'),
  get('/nhs-app/communication/%2e%2e/communication/report/patients'),
  get('/_sandbox/health'),
  get('/_sandbox/docs/nhs-app'),
  { method: 'PUT', path: '/nhs-app/communication/report/patients', headers: {}, body: null },
  { method: 'OPTIONS', path: '/nhs-app/communication/report/patients', headers: {}, body: null },
];
