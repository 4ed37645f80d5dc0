import { readFileSync } from 'node:fs';
import type { Row } from './row.ts';

const BASE = '/nhs-notify-supplier';
const KNOWN = '2WL5eYSWGzCHlGmzNxuqVusPxDg';
const WITH_PDF = '2AL5eYSWGzCHlGmzNxuqVusPxDg';
const REQUEST_ID = 'dcb9c8dc-c2f4-4d5f-8674-a2e913e040b2';
const DEFAULT_CORRELATION_ID = '00000000-0000-4000-8000-000000000000';
const JSON_API = 'application/vnd.api+json';

type Headers = Record<string, string>;
type Want = Row['want'];

/** A payload of the document, by its file. */
const example = (name: string) =>
  JSON.parse(
    readFileSync(new URL(`../../specification/nhs-notify-supplier/examples/${name}.json`, import.meta.url), 'utf8'),
  ).value;

/** A request with everything it needs, sent to the base path. */
const get = (path: string, headers: Headers = {}, method = 'GET'): Row['request'] => ({
  method,
  path: BASE + path,
  headers: { 'X-Request-ID': REQUEST_ID, ...headers },
});
const head = (path: string, headers: Headers = {}) => get(path, headers, 'HEAD');
const send = (method: string, path: string, body: unknown, headers: Headers = {}): Row['request'] => ({
  ...get(path, { 'Content-Type': JSON_API, ...headers }, method),
  body,
});
const post = (path: string, body: unknown, headers: Headers = {}) => send('POST', path, body, headers);
const patch = (body: unknown, headers: Headers = {}) => send('PATCH', `/letters/${KNOWN}`, body, headers);

/** The same request without one of its headers. */
const without = (name: string, request: Row['request']): Row['request'] => ({
  ...request,
  headers: Object.fromEntries(Object.entries(request.headers ?? {}).filter(([key]) => key !== name)),
});
/** The same request to the server's root. */
const atRoot = (request: Row['request']): Row['request'] => ({ ...request, path: request.path.slice(BASE.length) });

/** The scenario that must answer, its status among it. */
const want = (scenario: string, trigger: Want['trigger'], more: Partial<Want> = {}): Want => ({
  status: Number(scenario.split('/')[1]),
  scenario,
  trigger,
  ...more,
});
const rule = (scenario: string, more?: Partial<Want>) => want(scenario, 'rule', more);
const error = (scenario: string, payload: string) => rule(scenario, { body: example(`errors/${payload}`) });

const letters: { readonly id: string }[] = example('letters/list').data;
const listed = (count: number) => rule('listLetters/200/get-letters', { body: { data: letters.slice(0, count) } });

const update = (attributes: unknown, id: unknown = KNOWN) => ({ type: 'Letter', id, attributes });
const updates = (count: number) => ({ data: Array.from({ length: count }, () => update({ status: 'PRINTED' })) });

const mi = example('mi/request');
/** The documented record with other attributes; undefined leaves one out. */
const miWith = (attributes: Record<string, unknown>) => ({
  data: { ...mi.data, attributes: { ...mi.data.attributes, ...attributes } },
});

/** One good request for each operation that needs an X-Request-ID. */
const operations: Readonly<Record<string, Row['request']>> = {
  listLetters: get('/letters'),
  postLetters: post('/letters', example('letter-updates/many')),
  getLetterStatus: get(`/letters/${KNOWN}`),
  patchLetter: patch(example('letter-updates/accepted')),
  getDataId: get(`/letters/${WITH_PDF}/data`),
  headDataId: head(`/letters/${WITH_PDF}/data`),
  createMI: post('/mi', mi),
  getMI: get(`/mi/${KNOWN}`),
};

const statuses = {
  pending: '4',
  accepted: 'A',
  printed: 'B',
  enclosed: 'C',
  dispatched: 'D',
  delivered: 'E',
  rejected: 'W',
  cancelled: 'X',
  failed: 'Y',
  returned: 'Z',
};

const platform: readonly Row[] = [
  {
    title: 'ping needs no X-Request-ID',
    request: { method: 'GET', path: `${BASE}/_ping` },
    want: want('getPing/200/ping', 'default', { body: example('platform/ping') }),
  },
  {
    title: 'status needs no X-Request-ID',
    request: { method: 'GET', path: `${BASE}/_status` },
    want: want('getStatus/200/pass', 'default', { places: { '/status': 'pass' } }),
  },
];

const headers: readonly Row[] = [
  ...Object.entries(operations).map(([operation, request]) => ({
    title: `${operation} without an X-Request-ID`,
    request: without('X-Request-ID', request),
    want: rule(`${operation}/400/error-bad-request`, {
      headers: { 'X-Request-ID': null, 'X-Correlation-ID': DEFAULT_CORRELATION_ID },
      ...(operation === 'headDataId' ? {} : { body: example('errors/bad-request') }),
    }),
  })),
  {
    title: 'an empty X-Request-ID',
    request: get('/letters', { 'X-Request-ID': '' }),
    want: error('listLetters/400/error-bad-request', 'bad-request'),
  },
  {
    title: 'both ids come back with a success',
    request: get(`/letters/${KNOWN}`, { 'X-Correlation-ID': 'one piece of work' }),
    want: rule('getLetterStatus/200/rejected', {
      headers: { 'X-Request-ID': REQUEST_ID, 'X-Correlation-ID': 'one piece of work', 'Content-Type': JSON_API },
    }),
  },
  {
    title: 'both ids come back without a body, the correlation id made up',
    request: patch(example('letter-updates/accepted')),
    want: want('patchLetter/202/empty', 'default', {
      headers: { 'X-Request-ID': REQUEST_ID, 'X-Correlation-ID': DEFAULT_CORRELATION_ID },
    }),
  },
  {
    title: 'both ids come back with an error',
    request: get('/letters/unknown', { 'X-Correlation-ID': 'one piece of work' }),
    want: rule('getLetterStatus/404/error-not-found', {
      headers: { 'X-Request-ID': REQUEST_ID, 'X-Correlation-ID': 'one piece of work', 'Content-Type': JSON_API },
    }),
  },
  {
    title: 'header names in any case',
    request: { method: 'GET', path: `${BASE}/letters/${KNOWN}`, headers: { 'x-request-id': REQUEST_ID } },
    want: rule('getLetterStatus/200/rejected', { headers: { 'X-Request-ID': REQUEST_ID } }),
  },
  {
    title: 'a Content-Type without a body, as the published collection sends it',
    request: get('/letters?limit=10', { 'Content-Type': 'text/plain' }),
    want: listed(10),
  },
];

const list: readonly Row[] = [
  { title: 'ten letters when nobody says how many', request: get('/letters'), want: listed(10) },
  ...[1, 10, 22, 23, 24, 2500].map((limit) => ({
    title: `a limit of ${limit}`,
    request: get(`/letters?limit=${limit}`),
    want: listed(limit),
  })),
  { title: 'the list without the base path', request: atRoot(get('/letters?limit=2')), want: listed(2) },
  { title: 'the list with a trailing slash', request: get('/letters/?limit=2'), want: listed(2) },
  ...['0', '-1', '2501', 'XX', '1.5', ''].map((limit) => ({
    title: `a limit of "${limit}"`,
    request: get(`/letters?limit=${limit}`),
    want: error('listLetters/400/error-bad-request-invalid-limit', 'invalid-limit'),
  })),
  ...['limit=1&limit=2', 'limit=%zz'].map((query) => ({
    title: `a limit that is not one number: ${query}`,
    request: get(`/letters?${query}`),
    want: error('listLetters/400/error-bad-request-limit-not-a-number', 'limit-not-a-number'),
  })),
  ...['page=2', 'limit=5&status=PENDING', 'Limit=5'].map((query) => ({
    title: `an unknown query parameter: ${query}`,
    request: get(`/letters?${query}`),
    want: error('listLetters/400/error-bad-request-unknown-parameter', 'unknown-parameter'),
  })),
  {
    title: 'a bad limit without an X-Request-ID: both are stated',
    request: without('X-Request-ID', get('/letters?limit=0')),
    want: want('listLetters/400/built', 'fault', {
      places: { '/errors/0/code': 'NOTIFY_INVALID_REQUEST', '/errors/1/code': 'NOTIFY_INVALID_REQUEST' },
    }),
  },
];

const status: readonly Row[] = [
  ...Object.entries(statuses).map(([name, letter]) => ({
    title: `the letter that is ${name}`,
    request: get(`/letters/2${letter}L5eYSWGzCHlGmzNxuqVusPxDg`),
    want: rule(`getLetterStatus/200/${name}`, { body: example(`letters/${name}`) }),
  })),
  ...letters.map(({ id }) => ({
    title: `a letter of the list: ${id}`,
    request: get(`/letters/${id}`),
    want: rule('getLetterStatus/200/pending', { body: { data: { ...example('letters/pending').data, id } } }),
  })),
  {
    title: 'a letter without the base path',
    request: atRoot(get(`/letters/${KNOWN}`)),
    want: rule('getLetterStatus/200/rejected'),
  },
  ...['123654789', '2wl5eyswgzchlgmznxuqvuspxdg'].map((id) => ({
    title: `an unknown letter: ${id}`,
    request: get(`/letters/${id}`),
    want: error('getLetterStatus/404/error-not-found', 'not-found'),
  })),
  {
    title: 'a letter whose id cannot be decoded',
    request: get('/letters/%zz'),
    want: error('getLetterStatus/400/error-bad-request', 'bad-request'),
  },
];

const patching: readonly Row[] = [
  ...[...Object.keys(statuses), 'forwarded'].map((name) => ({
    title: `an update to ${name}`,
    request: patch(example(`letter-updates/${name}`)),
    want: want('patchLetter/202/empty', 'default'),
  })),
  {
    title: 'an update as plain JSON',
    request: patch(example('letter-updates/accepted'), { 'Content-Type': 'application/json; charset=utf-8' }),
    want: want('patchLetter/202/empty', 'default'),
  },
  {
    title: 'the body decides, not the path: known in the body',
    request: send('PATCH', '/letters/24L5eYSWGzCHlGmzNxuqVusPxDg', example('letter-updates/accepted')),
    want: want('patchLetter/202/empty', 'default'),
  },
  {
    title: 'the body decides, not the path: unknown in the body',
    request: patch(example('letter-updates/not-found')),
    want: error('patchLetter/404/error-not-found', 'not-found'),
  },
  {
    title: 'an update without a body',
    request: get(`/letters/${KNOWN}`, { 'Content-Type': JSON_API }, 'PATCH'),
    want: error('patchLetter/400/error-bad-request-missing-body', 'missing-body'),
  },
  ...Object.entries({
    'cut short': '{"data":',
    'a list': [],
    'without data': {},
    'without attributes': example('letter-updates/default-invalid'),
    'with an unknown status': example('letter-updates/status-invalid'),
    'with a status in lower case': { data: update({ status: 'accepted' }) },
    'with a number for an id': { data: update({ status: 'ACCEPTED' }, 123654789) },
    'of another type': { data: { ...update({ status: 'ACCEPTED' }), type: 'letter' } },
    'with three faults': { data: { type: 'Postcard', id: 1, attributes: {} } },
  }).map(([what, body]) => ({
    title: `an update ${what}`,
    request: patch(body),
    want: error('patchLetter/400/error-bad-request-invalid-request-body', 'invalid-request-body'),
  })),
  {
    title: 'an unknown status without an X-Request-ID: both are stated',
    request: without('X-Request-ID', patch(example('letter-updates/status-invalid'))),
    want: want('patchLetter/400/built', 'fault', { places: { '/errors/0/status': '400', '/errors/1/status': '400' } }),
  },
];

const posting: readonly Row[] = [
  {
    title: 'ten updates of one letter, as the published collection posts them',
    request: post('/letters', example('letter-updates/many')),
    want: want('postLetters/202/empty', 'default'),
  },
  { title: '2500 updates', request: post('/letters', updates(2500)), want: want('postLetters/202/empty', 'default') },
  {
    title: '2501 updates',
    request: post('/letters', updates(2501)),
    want: error('postLetters/400/error-bad-request-too-many-updates', 'too-many-updates'),
  },
  {
    title: '2501 updates, one of them with an unknown status',
    request: post('/letters', { data: [...updates(2500).data, update({ status: 'XX' })] }),
    want: error('postLetters/400/error-bad-request-invalid-request-body', 'invalid-request-body'),
  },
  {
    title: 'updates as plain JSON, without the base path',
    request: atRoot(post('/letters', updates(2), { 'Content-Type': 'application/json' })),
    want: want('postLetters/202/empty', 'default'),
  },
  {
    title: 'updates, the last of an unknown letter',
    request: post('/letters', example('letter-updates/many-not-found')),
    want: error('postLetters/404/error-not-found', 'not-found'),
  },
  {
    title: 'updates, the last with an unknown status',
    request: post('/letters', example('letter-updates/many-status-invalid')),
    want: error('postLetters/400/error-bad-request-invalid-request-body', 'invalid-request-body'),
  },
  {
    title: 'one update where a list belongs',
    request: post('/letters', example('letter-updates/accepted')),
    want: error('postLetters/400/error-bad-request-invalid-request-body', 'invalid-request-body'),
  },
  {
    title: 'updates without a body',
    request: get('/letters', { 'Content-Type': JSON_API }, 'POST'),
    want: error('postLetters/400/error-bad-request-missing-body', 'missing-body'),
  },
];

const data: readonly Row[] = [
  {
    title: 'a letter that has a PDF',
    request: get(`/letters/${WITH_PDF}/data`),
    want: rule('getDataId/303/empty', { headers: { 'X-Request-ID': REQUEST_ID } }),
  },
  {
    title: 'a letter that has a PDF, without the base path, whatever is accepted',
    request: atRoot(get(`/letters/${WITH_PDF}/data`, { Accept: 'application/pdf' })),
    want: rule('getDataId/303/empty'),
  },
  ...letters.map(({ id }) => ({
    title: `a letter of the list has a PDF: ${id}`,
    request: get(`/letters/${id}/data`),
    want: rule('getDataId/303/empty'),
  })),
  {
    title: 'a letter that has no PDF',
    request: get(`/letters/${KNOWN}/data`),
    want: error('getDataId/404/error-not-found', 'not-found'),
  },
  {
    title: 'is there a PDF? yes',
    request: head(`/letters/${WITH_PDF}/data`),
    want: rule('headDataId/303/empty', { headers: { 'X-Request-ID': REQUEST_ID } }),
  },
  {
    title: 'is there a PDF? no',
    request: head(`/letters/${KNOWN}/data`),
    want: rule('headDataId/404/error-not-found'),
  },
];

const information: readonly Row[] = [
  ...Object.entries({
    'with everything': mi,
    'without a specification': miWith({ specificationId: undefined }),
    'without milliseconds': miWith({ timestamp: '2023-11-17T14:27:51Z' }),
  }).map(([what, body]) => ({
    title: `a record ${what}`,
    request: post('/mi', body),
    want: want('createMI/201/create-mi-response', body === mi ? 'example' : 'default', {
      body: example('mi/record'),
      headers: { 'X-Request-ID': REQUEST_ID, 'Content-Type': JSON_API },
    }),
  })),
  {
    title: 'a record as plain JSON, without the base path',
    request: atRoot(post('/mi', mi, { 'Content-Type': 'application/json' })),
    want: want('createMI/201/create-mi-response', 'example'),
  },
  ...['123456', ''].map((specificationId) => ({
    title: `a record for the unknown specification "${specificationId}"`,
    request: post('/mi', miWith({ specificationId })),
    want: error('createMI/404/error-not-found', 'not-found'),
  })),
  ...['yesterday', '', '2023-11-17', '2023-11-17T14:27:51+00:00', '2023-02-30T14:27:51Z'].map((timestamp) => ({
    title: `a record with the timestamp "${timestamp}"`,
    request: post('/mi', miWith({ timestamp })),
    want: error('createMI/400/error-bad-request-invalid-timestamp', 'invalid-timestamp'),
  })),
  ...Object.entries({
    'cut short': '{"data":',
    'without a timestamp': miWith({ timestamp: undefined }),
    'without a line item': miWith({ lineItem: undefined }),
    'with a quantity in words': miWith({ quantity: 'many' }),
    'with a bad timestamp and without a line item': miWith({ timestamp: 'yesterday', lineItem: undefined }),
  }).map(([what, body]) => ({
    title: `a record ${what}`,
    request: post('/mi', body),
    want: error('createMI/400/error-bad-request-invalid-request-body', 'invalid-request-body'),
  })),
  {
    title: 'a record without a body',
    request: get('/mi', { 'Content-Type': JSON_API }, 'POST'),
    want: error('createMI/400/error-bad-request-missing-body', 'missing-body'),
  },
  ...[WITH_PDF, KNOWN].map((id) => ({
    title: `the record ${id}`,
    request: get(`/mi/${id}`),
    want: rule('getMI/200/get-mi-response', { body: { data: { ...example('mi/record').data, id } } }),
  })),
  {
    title: 'an unknown record',
    request: get('/mi/123456'),
    want: error('getMI/404/error-not-found', 'not-found'),
  },
];

const contentTypes: readonly Row[] = [
  ...Object.entries(operations)
    .filter(([, request]) => request.body !== undefined)
    .flatMap(([operation, request]) => {
      const as = (type: string) => ({ ...request, headers: { ...request.headers, 'Content-Type': type } });
      return [
        {
          title: `${operation} with a body of another type`,
          request: as('application/fhir+json'),
          want: error(`${operation}/415/error-unsupported-media-type`, 'unsupported-media-type'),
        },
        {
          title: `${operation} with a body in another charset`,
          request: as('application/json; charset=iso-8859-1'),
          want: error(`${operation}/406/error-not-acceptable-charset`, 'not-acceptable-charset'),
        },
      ];
    }),
  {
    title: 'another type hides all other faults',
    request: without('X-Request-ID', patch('{"data":', { 'Content-Type': 'text/plain' })),
    want: error('patchLetter/415/error-unsupported-media-type', 'unsupported-media-type'),
  },
  {
    title: 'another charset hides all other faults',
    request: without('X-Request-ID', patch({}, { 'Content-Type': `${JSON_API}; charset=utf-16` })),
    want: error('patchLetter/406/error-not-acceptable-charset', 'not-acceptable-charset'),
  },
  {
    title: 'a charset in capitals and quotes',
    request: patch(example('letter-updates/accepted'), { 'Content-Type': `${JSON_API}; charset="UTF-8"` }),
    want: want('patchLetter/202/empty', 'default'),
  },
  ...['listLetters', 'getLetterStatus', 'createMI', 'getMI'].map((operation) => {
    const request = operations[operation] ?? get('/');
    return {
      title: `${operation} for a caller who takes no JSON`,
      request: { ...request, headers: { ...request.headers, Accept: 'text/html' } },
      want: want(`${operation}/406/error-not-acceptable`, 'accept', { body: example('errors/not-acceptable') }),
    };
  }),
  ...[JSON_API, 'application/json', '*/*'].map((accept) => ({
    title: `a letter for a caller who takes ${accept}`,
    request: get(`/letters/${KNOWN}`, { Accept: accept }),
    want: rule('getLetterStatus/200/rejected', { headers: { 'Content-Type': JSON_API } }),
  })),
  {
    title: 'an answer without a body suits everybody',
    request: patch(example('letter-updates/accepted'), { Accept: 'text/html' }),
    want: want('patchLetter/202/empty', 'default'),
  },
  {
    title: 'an error suits everybody',
    request: get('/letters/unknown', { Accept: 'text/html' }),
    want: error('getLetterStatus/404/error-not-found', 'not-found'),
  },
];

const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });
const gateway: readonly Row[] = [
  ...Object.entries(operations).map(([operation, request]) => ({
    title: `${operation} with the token 502`,
    request: { ...request, headers: { ...request.headers, ...bearer('502') } },
    want: want(`${operation}/502/error-bad-gateway`, 'token', { headers: { 'Content-Type': 'application/json' } }),
  })),
  ...Object.entries({
    401: '401/missing-access-token',
    403: '403/error-forbidden',
    429: '429/error-too-many-requests',
    'missing-access-token': '401/missing-access-token',
    'invalid-access-token': '401/invalid-access-token',
    'expired-access-token': '401/expired-access-token',
    'error-too-many-requests-spike': '429/error-too-many-requests-spike',
    'error-too-many-requests-whole-api': '429/error-too-many-requests-whole-api',
  }).map(([token, scenario]) => ({
    title: `the token ${token}`,
    request: get('/letters', bearer(token)),
    want: want(`listLetters/${scenario}`, 'token', {
      headers: { 'Content-Type': 'application/json', 'Retry-After': scenario.startsWith('429') ? '5' : null },
      body: example(`gateway/${scenario.slice(4).replace('error-', '')}`),
    }),
  })),
  {
    title: 'the token 500',
    request: get('/letters', bearer('500')),
    want: want('listLetters/500/error-server-error', 'token', { body: example('errors/server-error') }),
  },
  {
    title: 'a token speaks before anything is validated',
    request: without('X-Request-ID', patch('{"data":', bearer('429'))),
    want: want('patchLetter/429/error-too-many-requests', 'token'),
  },
  {
    title: 'any other token is welcome',
    request: get(`/letters/${KNOWN}`, bearer('g1112R_ccQ1Ebbb4gtHBP1aaaNM')),
    want: rule('getLetterStatus/200/rejected'),
  },
];

export const rows: readonly Row[] = [
  ...platform,
  ...headers,
  ...list,
  ...status,
  ...patching,
  ...posting,
  ...data,
  ...information,
  ...contentTypes,
  ...gateway,
];
