import { describe, expect } from 'vitest';
import { basic, securitySchemes } from '../fixtures/credentials.ts';
import { documentOf, empty, jsonBody, parameter, response } from '../fixtures/document.ts';
import { ruledSandbox } from '../fixtures/ruled-sandbox.ts';
import { holdsFor, rulingsOf } from '../fixtures/rulings.ts';

/* Responses chosen whatever the request, and responses of a gateway: steps 4 and 5. */

const responses = {
  200: response({ few: [1], many: [1, 2] }),
  202: response({ queued: {} }),
  303: empty,
  400: response({ wrong: { message: 'wrong' } }),
  401: response({ expired: { message: 'expired' } }),
  404: response({ none: { message: 'none' } }),
  429: response({ spike: { message: 'spike' } }),
  '4XX': response({ teapot: { message: 'teapot' } }),
  default: response({ other: { message: 'other' } }),
};
const list = {
  operationId: 'list',
  parameters: [parameter('query', 'limit', { type: 'integer' }), parameter('header', 'X-Seen', { type: 'string' })],
  responses: {
    ...responses,
    404: { ...response({ none: { message: 'none' } }), headers: { 'X-Seen': { schema: { type: 'string' } } } },
  },
};
const add = {
  operationId: 'add',
  requestBody: jsonBody({ required: ['name'] }),
  responses: { ...responses, 404: empty },
};
const document = documentOf(
  {
    '/pets': { get: list, post: add },
    '/closed': { get: { operationId: 'closed', responses: { 200: empty } } },
    '/free': { get: { operationId: 'free', security: [], responses: { 200: empty, 401: empty } } },
    '/range': { get: { operationId: 'range', responses: { 200: empty, '4XX': response({ any: {} }) } } },
    '/rest': { get: { operationId: 'rest', responses: { 200: empty, default: response({ any: {} }) } } },
    '/busy': { get: { ...list, operationId: 'busy' } },
  },
  { security: [{ bearer: [] }, { headerKey: [] }, { basic: [] }], components: { securitySchemes } },
);
const rules = [
  { operation: 'busy', when: { 'query.limit': 'x' }, answer: '429/spike' },
  { operation: 'busy', when: { 'query.limit': 'y' }, answer: '404/none' },
  { operation: 'list', when: { 'query.limit': 9 }, answer: '200/many' },
];
const sandbox = ruledSandbox(document, { rules });
const strict = ruledSandbox(document, { rules, auth: 'strict' });
const undeclared = ruledSandbox(
  documentOf({
    '/required': {
      get: {
        parameters: [parameter('header', 'Authorization', { type: 'string' }, { required: true })],
        responses: { 200: empty, 401: empty },
      },
    },
    '/optional': {
      get: { parameters: [parameter('header', 'Authorization', { type: 'string' })], responses: { 200: empty } },
    },
  }),
  { auth: 'strict' },
);

const prefer = (value: string) => ({ headers: { Prefer: value } });
const authorization = (value: string) => ({ headers: { Authorization: value } });

describe('an explicit choice', () => {
  holdsFor(
    sandbox,
    rulingsOf('design, step 4', [
      [
        'Prefer header',
        'GET /pets',
        prefer('code=429, example=spike'),
        { status: 429, scenario: 'list/429/spike', trigger: 'prefer' },
      ],
      ['Prefer header with quoted strings', 'GET /pets', prefer('example="many"'), { scenario: 'list/200/many' }],
      ['query parameter', 'GET /pets?__code=404', {}, { scenario: 'list/404/none' }],
      [
        'query parameter: removed before validation',
        'GET /pets?__example=many',
        {},
        { scenario: 'list/200/many', faults: [] },
      ],
      ['path prefix', 'GET /_sandbox/as/code=429,example=spike/pets', {}, { scenario: 'list/429/spike' }],
      ['code, documented: that status', 'GET /pets', prefer('code=404'), { scenario: 'list/404/none' }],
      ['code, only NXX documented: NXX', 'GET /pets', prefer('code=418'), { status: 418, scenario: 'list/4XX/teapot' }],
      [
        'code, only default documented: default',
        'GET /pets',
        prefer('code=503'),
        { status: 503, scenario: 'list/default/other' },
      ],
      [
        'code, not documented: 404',
        'GET /closed',
        prefer('code=503'),
        { status: 404, headers: { 'content-type': 'application/problem+json' } },
      ],
      [
        'example of the default response: that response',
        'GET /pets?limit=9',
        prefer('example=few'),
        { scenario: 'list/200/few' },
      ],
      [
        'example of one other response: that response',
        'GET /pets',
        prefer('example=queued'),
        { scenario: 'list/202/queued' },
      ],
      [
        'unknown example: 404',
        'GET /pets',
        prefer('example=nothing'),
        { status: 404, text: expect.stringContaining('202/queued') },
      ],
      [
        'error chosen, invalid request: the error',
        'GET /pets?limit=x',
        prefer('code=429'),
        { status: 429, faults: [] },
      ],
      ['redirect chosen, invalid request: the redirect', 'GET /pets?limit=x', prefer('code=303'), { status: 303 }],
      [
        'success chosen, invalid request: the error for its faults',
        'GET /pets?limit=x',
        prefer('code=202'),
        { status: 400, trigger: 'fault' },
      ],
      ['handling=lenient: validation is skipped', 'GET /pets?limit=x', prefer('handling=lenient'), { status: 200 }],
      [
        'handling=lenient and a chosen success: the success',
        'GET /pets?limit=x',
        prefer('code=202, handling=lenient'),
        { status: 202 },
      ],
      [
        'unknown preferences: ignored',
        'GET /pets',
        prefer('respond-async, wait=10'),
        { status: 200, trigger: 'default' },
      ],
      [
        'Preference-Applied: the preferences applied',
        'GET /pets',
        prefer('wait=10, code=404'),
        { headers: { 'preference-applied': 'code=404' } },
      ],
      ['chosen response: the documented example, unchanged', 'GET /pets', prefer('code=200'), { body: [1] }],
      [
        'chosen response: echoed headers still apply',
        'GET /pets',
        { headers: { Prefer: 'code=404', 'X-Seen': 'me' } },
        { headers: { 'x-seen': 'me' } },
      ],
    ]),
  );
});

const open = rulingsOf('design, step 5', [
  ['gateway rule, invalid request: the rule', 'GET /busy?limit=x', {}, { scenario: 'busy/429/spike', trigger: 'rule' }],
  [
    'ordinary rule, invalid request: the error for its faults',
    'GET /busy?limit=y',
    {},
    { status: 400, trigger: 'fault' },
  ],
  [
    'gateway rule and a token: the rule',
    'GET /busy?limit=x',
    authorization('Bearer expired'),
    { scenario: 'busy/429/spike' },
  ],
  [
    'bearer token that names an example: that example',
    'GET /pets',
    authorization('Bearer expired'),
    { scenario: 'list/401/expired', trigger: 'token' },
  ],
  [
    'bearer token that is a status: that status',
    'GET /pets',
    authorization('Bearer 429'),
    { scenario: 'list/429/spike' },
  ],
  ['API key that names an example', 'GET /pets', { headers: { 'X-Api-Key': 'spike' } }, { scenario: 'list/429/spike' }],
  ['Basic user name that names an example', 'GET /pets', authorization(basic('spike')), { scenario: 'list/429/spike' }],
  ['bearer token 404: accepted, no error', 'GET /pets', authorization('Bearer 404'), { scenario: 'list/200/few' }],
  ['token and an invalid request: the token', 'GET /pets?limit=x', authorization('Bearer 429'), { status: 429 }],
  ['any other credentials: accepted', 'GET /pets', authorization('Bearer t'), { status: 200 }],
  ['malformed credentials: accepted', 'GET /pets', authorization('Basic %%%'), { status: 200 }],
  ['no credentials: accepted', 'GET /pets', {}, { status: 200 }],
  [
    'error chosen and a token: the chosen error',
    'GET /pets',
    { headers: { Prefer: 'code=404', Authorization: 'Bearer 429' } },
    { status: 404 },
  ],
  [
    'success chosen and a token: the chosen success',
    'GET /pets',
    { headers: { Prefer: 'code=202', Authorization: 'Bearer 429' } },
    { status: 202 },
  ],
]);

const challenged = { headers: { 'www-authenticate': expect.stringContaining('Bearer') } };
const closed = rulingsOf('design, step 5', [
  ['missing credentials: 401', 'GET /pets', {}, { scenario: 'list/401/expired', ...challenged }],
  ['malformed credentials: 401', 'GET /pets', authorization('Bearer'), { status: 401, ...challenged }],
  ['missing credentials, invalid request: 401', 'GET /pets?limit=x', {}, { status: 401 }],
  ['only 4XX documented: as 401', 'GET /range', {}, { status: 401, scenario: 'range/4XX/any', ...challenged }],
  ['only default documented: as 401', 'GET /rest', {}, { status: 401, scenario: 'rest/default/any', ...challenged }],
  ['no 401 documented: problem details', 'GET /closed', {}, { status: 401, ...challenged }],
  ['any bearer token: accepted', 'GET /pets', authorization('Bearer x'), { status: 200 }],
  ['valid Basic credentials: accepted', 'GET /pets', authorization(basic('me')), { status: 200 }],
  ['invalid Basic credentials: 401', 'GET /pets', authorization('Basic %%%'), { status: 401 }],
  ['any API key: accepted', 'GET /pets', { headers: { 'X-Api-Key': 'x' } }, { status: 200 }],
  ['operation without security: no credentials needed', 'GET /free', {}, { status: 200 }],
  [
    'no security declared, required Authorization parameter missing: 401',
    'GET /required',
    {},
    { status: 401 },
    undeclared,
  ],
  [
    'no security declared, Authorization sent: accepted',
    'GET /required',
    authorization('X y'),
    { status: 200 },
    undeclared,
  ],
  [
    'no security declared, optional Authorization parameter: not needed',
    'GET /optional',
    {},
    { status: 200 },
    undeclared,
  ],
  ['error chosen, no credentials: the chosen error', 'GET /pets', prefer('code=404'), { status: 404 }],
  ['success chosen, no credentials: 401', 'GET /pets', prefer('code=202'), { status: 401 }],
  [
    'success chosen and a token: the chosen success',
    'GET /pets',
    { headers: { Prefer: 'code=202', Authorization: 'Bearer 429' } },
    { status: 202 },
  ],
  ['token, nothing chosen: the token', 'GET /pets', authorization('Bearer 429'), { status: 429 }],
]);

const ignored = ruledSandbox(
  documentOf({
    '/': {
      get: {
        parameters: ['Accept', 'Content-Type', 'Authorization'].map((name) =>
          parameter('header', name, { type: 'integer' }, { required: true }),
        ),
        responses: { 200: empty, 400: empty },
      },
    },
  }),
);

describe('the gateway, under open access:', () => holdsFor(sandbox, open));
describe('the gateway, with --auth strict:', () => holdsFor(strict, closed));
describe('header parameters', () => {
  holdsFor(
    ignored,
    rulingsOf('design, step 5', [
      [
        'Accept, Content-Type and Authorization are never validated (OpenAPI 3.1.1, 4.8.12.2.1)',
        'GET /',
        authorization('x'),
        { status: 200, faults: [] },
      ],
      ['Accept, Content-Type and Authorization are never required', 'GET /', {}, { status: 200, faults: [] }],
    ]),
  );
});
