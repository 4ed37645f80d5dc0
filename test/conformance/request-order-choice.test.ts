import { describe, expect } from 'vitest';
import { basic, securitySchemes } from '../fixtures/credentials.ts';
import { documentOf, empty, jsonBody, parameter, response } from '../fixtures/document.ts';
import { ruledSandbox } from '../fixtures/ruled-sandbox.ts';
import { holdsFor, rulingsOf } from '../fixtures/rulings.ts';

/* What is answered whatever the request looks like, and what a gateway answers: steps 4 and 5. */

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
        'by Prefer',
        'GET /pets',
        prefer('code=429, example=spike'),
        { status: 429, scenario: 'list/429/spike', trigger: 'prefer' },
      ],
      ['in quoted strings', 'GET /pets', prefer('example="many"'), { scenario: 'list/200/many' }],
      ['by the query', 'GET /pets?__code=404', {}, { scenario: 'list/404/none' }],
      ['which is removed before validation', 'GET /pets?__example=many', {}, { scenario: 'list/200/many', faults: [] }],
      ['by a prefix', 'GET /_sandbox/as/code=429,example=spike/pets', {}, { scenario: 'list/429/spike' }],
      ['code: that status', 'GET /pets', prefer('code=404'), { scenario: 'list/404/none' }],
      ['code: else NXX', 'GET /pets', prefer('code=418'), { status: 418, scenario: 'list/4XX/teapot' }],
      ['code: else default', 'GET /pets', prefer('code=503'), { status: 503, scenario: 'list/default/other' }],
      [
        'code: else it does not exist',
        'GET /closed',
        prefer('code=503'),
        { status: 404, headers: { 'content-type': 'application/problem+json' } },
      ],
      [
        'example: in the answer otherwise given',
        'GET /pets?limit=9',
        prefer('example=few'),
        { scenario: 'list/200/few' },
      ],
      [
        'example: else in the one response that has it',
        'GET /pets',
        prefer('example=queued'),
        { scenario: 'list/202/queued' },
      ],
      [
        'example: else it does not exist',
        'GET /pets',
        prefer('example=nothing'),
        { status: 404, text: expect.stringContaining('202/queued') },
      ],
      [
        'an error is given whatever the request looks like',
        'GET /pets?limit=x',
        prefer('code=429'),
        { status: 429, faults: [] },
      ],
      ['from 300 on', 'GET /pets?limit=x', prefer('code=303'), { status: 303 }],
      [
        'a success is given to a valid request only',
        'GET /pets?limit=x',
        prefer('code=202'),
        { status: 400, trigger: 'fault' },
      ],
      ['handling=lenient skips validation', 'GET /pets?limit=x', prefer('handling=lenient'), { status: 200 }],
      ['and for a chosen success, too', 'GET /pets?limit=x', prefer('code=202, handling=lenient'), { status: 202 }],
      [
        'foreign preferences are ignored',
        'GET /pets',
        prefer('respond-async, wait=10'),
        { status: 200, trigger: 'default' },
      ],
      [
        'Preference-Applied says what was honoured',
        'GET /pets',
        prefer('wait=10, code=404'),
        { headers: { 'preference-applied': 'code=404' } },
      ],
      ['it is the documented example, verbatim', 'GET /pets', prefer('code=200'), { body: [1] }],
      [
        'mirrored headers still apply',
        'GET /pets',
        { headers: { Prefer: 'code=404', 'X-Seen': 'me' } },
        { headers: { 'x-seen': 'me' } },
      ],
    ]),
  );
});

const open = rulingsOf('design, step 5', [
  [
    'a rule of the gateway, though the request is wrong',
    'GET /busy?limit=x',
    {},
    { scenario: 'busy/429/spike', trigger: 'rule' },
  ],
  ['a rule for another answer waits for a valid request', 'GET /busy?limit=y', {}, { status: 400, trigger: 'fault' }],
  ['a rule before a token', 'GET /busy?limit=x', authorization('Bearer expired'), { scenario: 'busy/429/spike' }],
  [
    'a bearer token that is the name of an example',
    'GET /pets',
    authorization('Bearer expired'),
    { scenario: 'list/401/expired', trigger: 'token' },
  ],
  ['a bearer token that is a status', 'GET /pets', authorization('Bearer 429'), { scenario: 'list/429/spike' }],
  ['an API key', 'GET /pets', { headers: { 'X-Api-Key': 'spike' } }, { scenario: 'list/429/spike' }],
  ['a Basic user name', 'GET /pets', authorization(basic('spike')), { scenario: 'list/429/spike' }],
  ['for those statuses only', 'GET /pets', authorization('Bearer 404'), { scenario: 'list/200/few' }],
  ['a token before validation', 'GET /pets?limit=x', authorization('Bearer 429'), { status: 429 }],
  ['any other credential is accepted', 'GET /pets', authorization('Bearer t'), { status: 200 }],
  ['malformed ones as well', 'GET /pets', authorization('Basic %%%'), { status: 200 }],
  ['and none', 'GET /pets', {}, { status: 200 }],
  [
    'a chosen error before a token',
    'GET /pets',
    { headers: { Prefer: 'code=404', Authorization: 'Bearer 429' } },
    { status: 404 },
  ],
  [
    'a chosen success before a token',
    'GET /pets',
    { headers: { Prefer: 'code=202', Authorization: 'Bearer 429' } },
    { status: 202 },
  ],
]);

const challenged = { headers: { 'www-authenticate': expect.stringContaining('Bearer') } };
const closed = rulingsOf('design, step 5', [
  ['missing credentials get 401', 'GET /pets', {}, { scenario: 'list/401/expired', ...challenged }],
  ['malformed ones, too', 'GET /pets', authorization('Bearer'), { status: 401, ...challenged }],
  ['before validation', 'GET /pets?limit=x', {}, { status: 401 }],
  ['4XX as 401', 'GET /range', {}, { status: 401, scenario: 'range/4XX/any', ...challenged }],
  ['default as 401', 'GET /rest', {}, { status: 401, scenario: 'rest/default/any', ...challenged }],
  ['else one that is built', 'GET /closed', {}, { status: 401, ...challenged }],
  ['a bearer token is there', 'GET /pets', authorization('Bearer x'), { status: 200 }],
  ['a Basic value decodes', 'GET /pets', authorization(basic('me')), { status: 200 }],
  ['one that does not', 'GET /pets', authorization('Basic %%%'), { status: 401 }],
  ['a key is there', 'GET /pets', { headers: { 'X-Api-Key': 'x' } }, { status: 200 }],
  ['where `security` does not apply, nothing is asked for', 'GET /free', {}, { status: 200 }],
  ['where none is declared, a required Authorization parameter asks', 'GET /required', {}, { status: 401 }, undeclared],
  ['it takes what is there', 'GET /required', authorization('X y'), { status: 200 }, undeclared],
  ['an optional one does not ask', 'GET /optional', {}, { status: 200 }, undeclared],
  ['a chosen error before strict', 'GET /pets', prefer('code=404'), { status: 404 }],
  ['strict before a chosen success', 'GET /pets', prefer('code=202'), { status: 401 }],
  [
    'a chosen success before a token',
    'GET /pets',
    { headers: { Prefer: 'code=202', Authorization: 'Bearer 429' } },
    { status: 202 },
  ],
  ['a token, where nothing is chosen', 'GET /pets', authorization('Bearer 429'), { status: 429 }],
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
      ['nor asked for', 'GET /', {}, { status: 200, faults: [] }],
    ]),
  );
});
