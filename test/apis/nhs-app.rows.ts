import { readFileSync } from 'node:fs';
import type { Row } from './row.ts';

/** Where the sandbox must be asked: `Location` and `Link` name it. */
export const origin = 'http://localhost:9000';

type Tree = Record<string, unknown>;
type Want = Pick<Row['want'], 'headers' | 'body' | 'places'>;

const inApp = '/nhs-app/communication/in-app/FHIR/R4/CommunicationRequest';
const notification = '/nhs-app/communication/notification/FHIR/R4/CommunicationRequest';
const receipts = '/nhs-app/communication/report/receipts/FHIR/R4/Task';
const patients = '/nhs-app/communication/report/patients';

/** The value of one of the document's own examples. */
function example(name: string): Tree {
  const file = new URL(`../../specification/nhs-app/examples/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8')).value;
}

/** An example with other values at some JSON Pointers; undefined takes the place away. */
function change(name: string, changes: Tree): Tree {
  const body = example(name);
  for (const [pointer, value] of Object.entries(changes)) {
    const steps = pointer.split('/').slice(1);
    const last = steps.pop() ?? '';
    const parent = steps.reduce((node, step) => node[step] as Tree, body);
    if (value === undefined) delete parent[last];
    else parent[last] = value;
  }
  return body;
}

function post(path: string, body: unknown, headers: Record<string, string> = {}): Row['request'] {
  return { method: 'POST', path, headers: { 'Content-Type': 'application/fhir+json', ...headers }, body };
}

const get = (path: string, headers: Record<string, string> = {}): Row['request'] => ({ method: 'GET', path, headers });

const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });

/** The plain message, the keyword reply or the notification, with changes. */
const message = (changes: Tree = {}) => post(inApp, change('requests/in-app', changes));
const question = (changes: Tree = {}) => post(inApp, change('requests/in-app-with-keyword-reply', changes));
const push = (changes: Tree = {}) => post(notification, change('requests/push-notification', changes));

function want(scenario: string, trigger: Row['want']['trigger'], more: Want): Row['want'] {
  return { status: Number(scenario.split('/')[1]), scenario, trigger, ...more };
}

const rule = (scenario: string, more: Want = {}) => want(scenario, 'rule', more);
const token = (scenario: string, more: Want = {}) => want(scenario, 'token', more);
const byDefault = (scenario: string, more: Want = {}) => want(scenario, 'default', more);

/** A body built from the faults. */
const built = (operation: string, more: Want = {}) => want(`${operation}/400/built`, 'fault', more);

/** The one issue of an error. */
const issue = (diagnostics: string, expression: string): Want => ({
  places: {
    '/resourceType': 'OperationOutcome',
    '/issue/0/severity': 'error',
    '/issue/0/code': 'invalid',
    '/issue/0/diagnostics': diagnostics,
    '/issue/0/expression/0': expression,
  },
});

const error = (name: string): Want => ({
  headers: { 'Content-Type': 'application/fhir+json' },
  body: example(`errors/${name}`),
});

const identifier = (name: string, value: string) => ({ system: `https://fhir.nhs.uk/NHSApp/${name}`, value });
const nhsNumber = (value: unknown) => ({
  '/recipient/0/identifier': { system: 'https://fhir.nhs.uk/Id/nhs-number', value },
});
const options = (count: number) => Array.from({ length: count }, (_, i) => ({ valueCoding: { code: `KEY${i}` } }));
const two = [identifier('campaign-id', 'one'), identifier('campaign-id', 'two')];

const inAppCreated: Want = {
  headers: {
    Location: `${origin}${inApp}/8f7ec136-66eb-4a9e-97ca-5c7a53d2710c`,
    'Content-Type': 'application/fhir+json',
    'X-Correlation-ID': null,
  },
  body: example('created/in-app-created'),
};
const pushCreated: Want = {
  headers: {
    Location: `${origin}${notification}/54615138-df34-4a79-840d-dd07e9451519`,
    'Content-Type': 'application/fhir+json',
    'X-Correlation-ID': null,
  },
  body: example('created/push-notification-created'),
};

const accepted: Row[] = [
  { title: 'a plain message', request: message(), want: rule('create-in-app/201/in-app', inAppCreated) },
  {
    title: 'a message with a keyword reply',
    request: question(),
    want: rule('create-in-app/201/in-app-with-keyword-reply', {
      headers: { Location: `${origin}${inApp}/8f7ec136-66eb-4a9e-97ca-5c7a53d2710c` },
      body: example('created/in-app-with-keyword-reply-created'),
    }),
  },
  {
    title: 'a keyword reply with my own text and NHS number',
    request: question({ '/payload/0/contentString': 'Can you come on Monday?', ...nhsNumber('9074662803') }),
    want: rule('create-in-app/201/in-app-with-keyword-reply'),
  },
  {
    title: 'a message with a free-text reply',
    request: post(inApp, example('requests/in-app-with-free-text-reply')),
    want: rule('create-in-app/201/in-app-with-free-text-reply', {
      headers: { Location: `${origin}${inApp}/8f7ec136-66eb-4a9e-97ca-5c7a53d2710c` },
      body: example('created/in-app-with-free-text-reply-created'),
    }),
  },
  {
    title: 'a keyword reply turned into a free-text reply',
    request: question({ '/contained/0/item/0': { linkId: '1', type: 'text' } }),
    want: rule('create-in-app/201/in-app-with-free-text-reply'),
  },
  { title: 'a notification', request: push(), want: rule('create-notification/201/push-notification', pushCreated) },
  {
    title: 'a message as application/json',
    request: post(inApp, example('requests/in-app'), { 'Content-Type': 'application/json' }),
    want: rule('create-in-app/201/in-app', inAppCreated),
  },
  {
    title: 'a notification as application/json with a charset, asked for as application/json',
    request: post(notification, example('requests/push-notification'), {
      'Content-Type': 'application/json; charset=utf-8',
      Accept: 'application/json',
    }),
    want: rule('create-notification/201/push-notification', pushCreated),
  },
  {
    title: 'a message on the development base path',
    request: post(inApp.replace('/nhs-app/', '/nhs-app-dep/'), example('requests/in-app')),
    want: rule('create-in-app/201/in-app', {
      headers: {
        Location: `${origin}${inApp.replace('/nhs-app/', '/nhs-app-dep/')}/8f7ec136-66eb-4a9e-97ca-5c7a53d2710c`,
      },
    }),
  },
  {
    title: 'a message without a base path',
    request: post(inApp.replace('/nhs-app/', '/'), example('requests/in-app')),
    want: rule('create-in-app/201/in-app', {
      headers: { Location: `${origin}${inApp.replace('/nhs-app/', '/')}/8f7ec136-66eb-4a9e-97ca-5c7a53d2710c` },
    }),
  },
  {
    title: 'a message with a correlation id',
    request: post(inApp, example('requests/in-app'), { 'X-Correlation-ID': 'my-own-id-1' }),
    want: rule('create-in-app/201/in-app', { headers: { 'X-Correlation-ID': 'my-own-id-1' } }),
  },
  {
    title: 'a message with any bearer token',
    request: post(inApp, example('requests/in-app'), bearer('g1112R_ccQ1Ebbb4gtHBP1aaaNM')),
    want: rule('create-in-app/201/in-app'),
  },
  {
    title: 'a message with optional fields that nobody knows',
    request: message({ '/priority': 'urgent', '/doNotPerform': false, '/requester/display': 'NHS App' }),
    want: rule('create-in-app/201/in-app'),
  },
  {
    title: 'a message without identifiers',
    request: message({ '/identifier': undefined }),
    want: rule('create-in-app/201/in-app'),
  },
  {
    title: 'a message with all three identifiers and two of a system nobody knows',
    request: message({
      '/identifier/2': identifier('on-behalf-of', 'somebody'),
      '/identifier/3': { system: 'https://example.org/mine', value: 'a' },
      '/identifier/4': { system: 'https://example.org/mine', value: 'b' },
    }),
    want: rule('create-in-app/201/in-app'),
  },
  {
    title: 'a message whose text is a contentReference',
    request: message({ '/payload/0': { contentReference: { display: 'You have a new message.' } } }),
    want: rule('create-in-app/201/in-app'),
  },
  {
    title: 'a notification whose text is a contentString',
    request: push({ '/payload/0': { contentString: 'You have a new message.' } }),
    want: rule('create-notification/201/push-notification'),
  },
  {
    title: 'a notification without a link',
    request: push({ '/payload/0/contentReference/reference': undefined }),
    want: rule('create-notification/201/push-notification'),
  },
];

const limits: Row[] = [
  {
    title: 'a message of exactly 5000 characters',
    request: message({ '/payload/0/contentString': 'x'.repeat(5000) }),
    want: rule('create-in-app/201/in-app'),
  },
  {
    title: 'a message of 5000 characters outside the basic plane',
    request: message({ '/payload/0/contentString': '🙂'.repeat(5000) }),
    want: rule('create-in-app/201/in-app'),
  },
  {
    title: 'a message of 5001 characters',
    request: message({ '/payload/0/contentString': 'x'.repeat(5001) }),
    want: rule('create-in-app/400/body-too-long', error('content-string-too-long')),
  },
  {
    title: 'a message whose contentReference has 201 characters',
    request: message({ '/payload/0': { contentReference: { display: 'x'.repeat(201) } } }),
    want: rule('create-in-app/400/body-too-long', error('display-too-long')),
  },
  {
    title: 'a notification of exactly 200 characters',
    request: push({ '/payload/0/contentReference/display': 'x'.repeat(200) }),
    want: rule('create-notification/201/push-notification'),
  },
  {
    title: 'a notification of 201 characters',
    request: push({ '/payload/0/contentReference/display': 'x'.repeat(201) }),
    want: rule('create-notification/400/body-too-long', error('display-too-long')),
  },
  {
    title: 'a notification whose contentString has 5001 characters',
    request: push({ '/payload/0': { contentString: 'x'.repeat(5001) } }),
    want: rule('create-notification/400/body-too-long', error('content-string-too-long')),
  },
  {
    title: 'an identifier of exactly 128 characters',
    request: message({ '/identifier/0/value': 'x'.repeat(128) }),
    want: rule('create-in-app/201/in-app'),
  },
  {
    title: 'an identifier of 129 characters',
    request: message({ '/identifier/0/value': 'x'.repeat(129) }),
    want: rule('create-in-app/400/identifier-too-long', error('identifier-too-long')),
  },
  {
    title: 'a second identifier of 129 characters',
    request: push({ '/identifier/1/value': 'x'.repeat(129) }),
    want: rule('create-notification/400/identifier-too-long', issue('Exceeds maximum length', 'identifier[1].value')),
  },
  {
    title: 'a third identifier of 129 characters',
    request: message({ '/identifier/2': identifier('on-behalf-of', 'x'.repeat(129)) }),
    want: rule('create-in-app/400/identifier-too-long', issue('Exceeds maximum length', 'identifier[2].value')),
  },
  {
    title: 'two campaign ids',
    request: message({ '/identifier': two }),
    want: rule('create-in-app/400/duplicate-identifiers', error('duplicate-identifiers')),
  },
  {
    title: 'two request ids, the same one',
    request: push({ '/identifier': [identifier('request-id', 'one'), identifier('request-id', 'one')] }),
    want: rule('create-notification/400/duplicate-identifiers'),
  },
  {
    title: 'two organisations to send on behalf of',
    request: message({ '/identifier': [identifier('on-behalf-of', 'one'), identifier('on-behalf-of', 'two')] }),
    want: rule('create-in-app/400/duplicate-identifiers'),
  },
  {
    title: 'markup in a message',
    request: message({ '/payload/0/contentString': 'A <b>bold</b> word' }),
    want: built('create-in-app', { places: { '/issue/0/expression/0': 'payload[0].contentString' } }),
  },
  {
    title: 'markup over two lines in a message',
    request: message({ '/payload/0/contentString': 'A <script\n>' }),
    want: built('create-in-app'),
  },
  {
    title: 'a lone < in a message',
    request: message({ '/payload/0/contentString': 'Your result is < 5' }),
    want: rule('create-in-app/201/in-app'),
  },
  {
    title: 'arrows and a quote in a message',
    request: message({ '/payload/0/contentString': '> first -> second\n> third' }),
    want: rule('create-in-app/201/in-app'),
  },
  {
    title: 'markup in a notification',
    request: push({ '/payload/0/contentReference/display': '<i>Hello</i>' }),
    want: built('create-notification'),
  },
  {
    title: 'markup in an identifier',
    request: message({ '/identifier/0/value': '<i>' }),
    want: built('create-in-app', { places: { '/issue/0/expression/0': 'identifier[0].value' } }),
  },
];

function recipient(value: string) {
  return { type: 'Patient', identifier: { system: 'https://fhir.nhs.uk/Id/nhs-number', value } };
}

/** An answer of an operation, for a row of `refused`. */
type Refused = readonly [title: string, request: Row['request'], name: string, more?: Want];

const refusedBy = (operation: string, refusals: readonly Refused[]) =>
  refusals.map(
    ([title, request, name, more]): Row => ({
      title: `${operation}: ${title}`,
      request,
      want: rule(`${operation}/400/${name}`, more ?? error(name)),
    }),
  );

/** What both POSTs refuse; `send` makes a request of one of them. */
function refused(operation: string, path: string, send: (changes: Tree) => Row['request']): Row[] {
  const long = identifier('campaign-id', 'x'.repeat(129));
  return [
    ...refusedBy(operation, [
      ['a resource type in lower case', send({ '/resourceType': 'communicationrequest' }), 'invalid-resourcetype'],
      ['no resource type', send({ '/resourceType': undefined }), 'no-resourcetype'],
      ['malformed JSON', post(path, '{ bad Json'), 'invalid-json'],
      ['no body', { method: 'POST', path }, 'invalid-json'],
      ['no recipient', send({ '/recipient': undefined }), 'no-recipients'],
      ['an empty list of recipients', send({ '/recipient': [] }), 'no-recipients'],
      ['an NHS number of nine digits', send(nhsNumber('990300215')), 'invalid-recipient'],
      ['an NHS number with a wrong check digit', send(nhsNumber('9903002158')), 'invalid-recipient'],
      [
        'two recipients',
        send({ '/recipient': [recipient('9903002157'), recipient('9692113841')] }),
        'exceed-recipient',
      ],
      [
        'two campaign ids, the third identifier too long, no recipient',
        send({ '/identifier/2': long, '/recipient': undefined }),
        'no-recipient-and-campaign-id-too-long',
      ],
    ]),
    {
      title: `${operation}: no recipient and two campaign ids`,
      request: send({ '/identifier': two, '/recipient': [] }),
      want: built(operation),
    },
    {
      title: `${operation}: a status that is not active`,
      request: send({ '/status': 'draft' }),
      want: built(operation, { places: { '/issue/0/code': 'invalid', '/issue/0/expression/0': 'status' } }),
    },
    {
      title: `${operation}: no text`,
      request: send({ '/payload/0': {} }),
      want: built(operation),
    },
  ];
}

const refusedMessages: Row[] = [
  ...refused('create-in-app', inApp, message),
  ...refusedBy('create-in-app', [
    [
      'an unknown resource type',
      message({ '/resourceType': 'UnknownType' }),
      'invalid-resourcetype',
      { places: { '/issue/0/diagnostics': "type (at Cannot locate type information for type 'UnknownType')" } },
    ],
    [
      'a wrong resource type hides everything else',
      message({ '/resourceType': 'communicationrequest', '/recipient': [], '/status': 'draft' }),
      'invalid-resourcetype',
    ],
    [
      'no resource type hides everything else',
      message({ '/resourceType': undefined, '/recipient': undefined }),
      'no-resourcetype',
    ],
    ['a JSON list', post(inApp, '[]'), 'invalid-json'],
    ['an NHS number of eleven digits', message(nhsNumber('99030021577')), 'invalid-recipient'],
    ['an NHS number with a letter', message(nhsNumber('990300215A')), 'invalid-recipient'],
    ['an NHS number whose check digit would be 10', message(nhsNumber('9990000000')), 'invalid-recipient'],
    ['an NHS number that is a number', message(nhsNumber(9903002157)), 'invalid-recipient'],
    [
      'two campaign ids, the third identifier too long, an empty list of recipients',
      message({ '/identifier/2': identifier('campaign-id', 'x'.repeat(129)), '/recipient': [] }),
      'no-recipient-and-campaign-id-too-long',
    ],
  ]),
  {
    title: 'an NHS number whose check digit is 0',
    request: message(nhsNumber('9990009600')),
    want: rule('create-in-app/201/in-app'),
  },
  {
    title: 'a body that is no JSON at all',
    request: post(inApp, 'Hello', { 'Content-Type': 'text/plain' }),
    want: built('create-in-app'),
  },
  {
    title: 'an error with a correlation id',
    request: post(inApp, '{ bad Json', { 'X-Correlation-ID': 'my-own-id-2' }),
    want: rule('create-in-app/400/invalid-json', { headers: { 'X-Correlation-ID': 'my-own-id-2' } }),
  },
  {
    title: 'an error without a correlation id',
    request: message({ '/recipient': [] }),
    want: rule('create-in-app/400/no-recipients', { headers: { 'X-Correlation-ID': null } }),
  },
  {
    title: 'a requester who is identified by an NHS number',
    request: message({ '/requester/identifier/system': 'https://fhir.nhs.uk/Id/nhs-number' }),
    want: rule('create-in-app/400/invalid-requester', error('invalid-requester')),
  },
  {
    title: 'a contained resource that is no Questionnaire',
    request: question({ '/contained/0/resourceType': 'Observation' }),
    want: rule('create-in-app/400/invalid-contained-resource-type', error('invalid-contained-resource-type')),
  },
  {
    title: 'a contained resource that has nothing of a Questionnaire',
    request: message({ '/contained': [{ resourceType: 'Patient' }] }),
    want: rule('create-in-app/400/invalid-contained-resource-type'),
  },
  {
    title: 'a question that is neither text nor choice',
    request: question({ '/contained/0/item/0/type': 'boolean' }),
    want: rule('create-in-app/400/invalid-contained-item-type', error('invalid-contained-item-type')),
  },
  {
    title: 'exactly six answer options',
    request: question({ '/contained/0/item/0/answerOption': options(6) }),
    want: rule('create-in-app/201/in-app-with-keyword-reply'),
  },
  {
    title: 'seven answer options',
    request: question({ '/contained/0/item/0/answerOption': options(7) }),
    want: rule('create-in-app/400/invalid-contained-answer-options', error('invalid-contained-answer-options')),
  },
  {
    title: 'an extension with an empty URL',
    request: question({ '/extension/0/url': '' }),
    want: rule('create-in-app/400/invalid-extension-url', error('invalid-extension-url')),
  },
];

const refusedNotifications = refused('create-notification', notification, push);

const link = (query: string, ...others: readonly string[]) => [...others, `<${origin}${query}>; rel="last"`].join(', ');

const receiptReport: Row[] = [
  {
    title: 'the receipts of a day',
    request: get(`${receipts}?day=2022-08-19`),
    want: rule('get-receipt-report/200/single-page', {
      headers: {
        Link: link(`${receipts}?day=2022-08-19&page=1`),
        'Content-Type': 'application/json',
        'X-Correlation-ID': null,
      },
      places: {
        '/total': 7,
        '/link/0': { relation: 'self', url: `${origin}${receipts}?day=2022-08-19&page=1` },
        '/link/1': { relation: 'last', url: `${origin}${receipts}?day=2022-08-19&page=1` },
        '/entry/6/resource/statusReason/text': 'NHS number not found',
      },
    }),
  },
  {
    title: 'the first page of the receipts, with a correlation id',
    request: get(`${receipts}?day=2021-01-01&page=1`, { 'X-Correlation-ID': 'my-own-id-3' }),
    want: rule('get-receipt-report/200/single-page', {
      headers: { Link: link(`${receipts}?day=2021-01-01&page=1`), 'X-Correlation-ID': 'my-own-id-3' },
    }),
  },
  {
    title: 'the receipts of a leap day',
    request: get(`${receipts}?day=2024-02-29`),
    want: rule('get-receipt-report/200/single-page'),
  },
  {
    title: 'the receipts without a base path',
    request: get(`${receipts.replace('/nhs-app/', '/')}?day=2021-01-01`),
    want: rule('get-receipt-report/200/single-page'),
  },
  {
    title: 'a day without a report',
    request: get(`${receipts}?day=2001-01-01&page=1`),
    want: rule('get-receipt-report/404/report-not-found', error('report-not-found')),
  },
  ...['2', '2147483647'].map(
    (page): Row => ({
      title: `page ${page} of the receipts`,
      request: get(`${receipts}?day=2021-01-01&page=${page}`),
      want: rule('get-receipt-report/404/report-not-found'),
    }),
  ),
  { title: 'no day', request: get(receipts), want: rule('get-receipt-report/400/no-day', error('no-day')) },
  ...['2021-02-30', '2021-3-9', '09-03-2021', '2021-03-08T01:00:00', 'yesterday', ''].map(
    (day): Row => ({
      title: `a day that is no date: '${day}'`,
      request: get(`${receipts}?day=${day}&page=1`),
      want: rule('get-receipt-report/400/invalid-day', error('invalid-day')),
    }),
  ),
  {
    title: 'two days',
    request: get(`${receipts}?day=2021-03-01&day=2021-03-02&page=1`),
    want: rule('get-receipt-report/400/repeated-day', error('repeated-day')),
  },
  {
    title: 'a wrong day and a wrong page',
    request: get(`${receipts}?day=abc&page=abc`),
    want: built('get-receipt-report', {
      places: { '/issue/0/diagnostics': 'Invalid format', '/issue/1/diagnostics': 'Invalid format' },
    }),
  },
  {
    title: 'no day and a wrong page',
    request: get(`${receipts}?page=0`),
    want: built('get-receipt-report'),
  },
];

const practice = (code: string, page: number) => `${patients}?ods-organisation-code=${code}&page=${page}`;

const patientReport: Row[] = [
  {
    title: 'the patients of a practice',
    request: get(`${patients}?ods-organisation-code=Y00001`),
    want: rule('get-patient-report/200/single-page', {
      headers: {
        Link: link(practice('Y00001', 1)),
        'Content-Type': 'application/json',
        'X-Correlation-ID': null,
      },
      body: example('reports/patients'),
    }),
  },
  {
    title: 'the first page of the patients, with a correlation id',
    request: get(practice('A12345', 1), { 'X-Correlation-ID': 'my-own-id-4' }),
    want: rule('get-patient-report/200/single-page', {
      headers: { Link: link(practice('A12345', 1)), 'X-Correlation-ID': 'my-own-id-4' },
    }),
  },
  ...['a1a1a', 'b82041'].map(
    (code): Row => ({
      title: `the patients of ${code}`,
      request: get(`${patients}?ods-organisation-code=${code}`),
      want: rule('get-patient-report/200/single-page', { headers: { Link: link(practice(code, 1)) } }),
    }),
  ),
  {
    title: 'the patients, with a slash after the path',
    request: get(`${patients}/?ods-organisation-code=A12345&page=1`),
    want: rule('get-patient-report/200/single-page'),
  },
  {
    title: 'a report of three pages',
    request: get(`${patients}?ods-organisation-code=T00001`),
    want: rule('get-patient-report/200/page-1-of-3', {
      headers: { Link: link(practice('T00001', 3), `<${origin}${practice('T00001', 2)}>; rel="next"`) },
      body: example('reports/patients-page-1-of-3'),
    }),
  },
  {
    title: 'a report of three pages, its code in lower case',
    request: get(practice('t00001', 1)),
    want: rule('get-patient-report/200/page-1-of-3', {
      headers: { Link: link(practice('t00001', 3), `<${origin}${practice('t00001', 2)}>; rel="next"`) },
    }),
  },
  {
    title: 'page 2 of three',
    request: get(practice('T00001', 2)),
    want: rule('get-patient-report/200/page-2-of-3', {
      headers: { Link: link(practice('T00001', 3), `<${origin}${practice('T00001', 3)}>; rel="next"`) },
      body: example('reports/patients-page-2-of-3'),
    }),
  },
  {
    title: 'page 3 of three',
    request: get(practice('T00001', 3)),
    want: rule('get-patient-report/200/page-3-of-3', {
      headers: { Link: link(practice('T00001', 3)) },
      body: example('reports/patients-page-3-of-3'),
    }),
  },
  ...['T00001&page=4', 'T00404', 't00404', 'C12345&page=1', 'c12345', 'Y00001&page=2'].map(
    (query): Row => ({
      title: `a report or page that is not there: ${query}`,
      request: get(`${patients}?ods-organisation-code=${query}`),
      want: rule('get-patient-report/404/report-not-found', error('report-not-found')),
    }),
  ),
  ...['T00429', 't00429'].map(
    (code): Row => ({
      title: `a practice whose report is refused: ${code}`,
      request: get(`${patients}?ods-organisation-code=${code}`),
      want: rule('get-patient-report/429/exceeded-quota-per-app', error('exceeded-quota-per-app')),
    }),
  ),
  {
    title: 'a report that the gateway refuses before it sees the wrong page',
    request: get(`${patients}?ods-organisation-code=T00429&page=0`),
    want: rule('get-patient-report/429/exceeded-quota-per-app'),
  },
  {
    title: 'no ODS code',
    request: get(patients),
    want: rule('get-patient-report/400/no-ods-code', error('no-ods-code')),
  },
  ...['', '%20', 'C12345C', 'A1234', 'A1A11'].map(
    (code): Row => ({
      title: `an ODS code of the wrong shape: '${code}'`,
      request: get(`${patients}?ods-organisation-code=${code}&page=1`),
      want: rule('get-patient-report/400/invalid-ods-code', error('invalid-ods-code')),
    }),
  ),
  {
    title: 'two ODS codes',
    request: get(`${patients}?ods-organisation-code=A12345&ods-organisation-code=A12355&page=1`),
    want: rule('get-patient-report/400/repeated-ods-code', error('repeated-ods-code')),
  },
  {
    title: 'a wrong ODS code and a wrong page',
    request: get(`${patients}?ods-organisation-code=abc&page=abc`),
    want: built('get-patient-report', {
      places: { '/issue/0/diagnostics': 'Invalid format', '/issue/1/diagnostics': 'Invalid format' },
    }),
  },
];

const pages: Row[] = [
  ['get-receipt-report', `${receipts}?day=2021-01-01`] as const,
  ['get-patient-report', `${patients}?ods-organisation-code=A12345`] as const,
].flatMap(([operation, path]): Row[] => [
  ...['A', '-1', '0', '2147483648', ''].map(
    (page): Row => ({
      title: `${operation}: a page that is none: '${page}'`,
      request: get(`${path}&page=${page}`),
      want: rule(`${operation}/400/invalid-page`, error('invalid-page')),
    }),
  ),
  {
    title: `${operation}: two pages`,
    request: get(`${path}&page=1&page=2`),
    want: rule(`${operation}/400/repeated-page`, error('repeated-page')),
  },
]);

/** A request with a token, and the gateway's answer: `file` is the example's file. */
function refusedToken(operation: string, request: Row['request'], value: string, scenario: string, file: string): Row {
  return {
    title: `${operation}: the token ${value}`,
    request: { ...request, headers: { ...request.headers, ...bearer(value), 'X-Correlation-ID': 'my-own-id-5' } },
    want: token(`${operation}/${scenario}`, {
      headers: { 'Content-Type': 'application/fhir+json', 'X-Correlation-ID': 'my-own-id-5' },
      body: example(`errors/${file}`),
    }),
  };
}

/** What the gateway says, the same for all four. */
const gateway: Row[] = [
  ['create-in-app', message(), 'app-message'] as const,
  ['create-notification', push(), 'push-notification'] as const,
  ['get-receipt-report', get(`${receipts}?day=2021-03-08`), 'receipts-report'] as const,
  ['get-patient-report', get(`${patients}?ods-organisation-code=A12345`), 'patient-report'] as const,
].flatMap(([operation, request, channel]): Row[] => [
  ...[
    ['expired-access-token', '401/expired-access-token', 'expired-access-token'] as const,
    ['403', '403/missing-permission', `missing-${channel}-permission`] as const,
    ['429', '429/exceeded-quota-per-app', 'exceeded-quota-per-app'] as const,
  ].map(([value, scenario, file]) => refusedToken(operation, request, value, scenario, file)),
  {
    title: `${operation}: the token that the API's own tests use`,
    request: { ...request, headers: { ...request.headers, ...bearer('invalidAccessToken') } },
    want: rule(`${operation}/401/invalid-access-token`, error('invalid-access-token')),
  },
]);

const tokens: Row[] = [
  ['invalid-access-token', '401/invalid-access-token', 'invalid-access-token'] as const,
  ['401', '401/invalid-access-token', 'invalid-access-token'] as const,
  ['missing-permission', '403/missing-permission', 'missing-app-message-permission'] as const,
  ['exceeded-quota-per-app', '429/exceeded-quota-per-app', 'exceeded-quota-per-app'] as const,
  ['exceeded-spike-arrest', '429/exceeded-spike-arrest', 'exceeded-spike-arrest'] as const,
  ['exceeded-quota-per-proxy', '429/exceeded-quota-per-proxy', 'exceeded-quota-per-proxy'] as const,
].map(([value, scenario, file]) => refusedToken('create-in-app', message(), value, scenario, file));

const platform: Row[] = [
  {
    title: 'a token beats a wrong body',
    request: { ...message({ '/recipient': [] }), headers: bearer('429') },
    want: token('create-in-app/429/exceeded-quota-per-app'),
  },
  ...['/nhs-app', '/nhs-app-dep'].flatMap((base): Row[] => [
    {
      title: `ping under ${base}`,
      request: get(`${base}/_ping`),
      want: byDefault('get-ping/200/ping', { body: example('platform/ping') }),
    },
    {
      title: `status under ${base}`,
      request: get(`${base}/_status`),
      want: byDefault('get-status/200/pass', { body: example('platform/status'), places: { '/status': 'pass' } }),
    },
  ]),
];

export const rows: readonly Row[] = [
  ...accepted,
  ...limits,
  ...refusedMessages,
  ...refusedNotifications,
  ...receiptReport,
  ...patientReport,
  ...pages,
  ...gateway,
  ...tokens,
  ...platform,
];
