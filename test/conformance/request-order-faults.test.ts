import { describe } from 'vitest';
import type { JsonObject } from '../../sandbox/syntax/json.ts';
import { type Asking, bytes } from '../fixtures/ask.ts';
import { documentOf, empty, jsonBody, parameter, response } from '../fixtures/document.ts';
import { ruledSandbox } from '../fixtures/ruled-sandbox.ts';
import { holdsFor, rulingsOf } from '../fixtures/rulings.ts';

/* Responses to an invalid request: steps 6 and 7. */

const pet = {
  type: 'object',
  required: ['name'],
  properties: { name: { type: 'string' }, age: { type: 'integer' }, tag: { type: 'string', maxLength: 3 } },
};

/** An operation that takes a pet and a number, and documents these errors. */
const adding = (operationId: string, errors: JsonObject) => ({
  post: {
    operationId,
    parameters: [parameter('query', 'limit', { type: 'integer' })],
    requestBody: jsonBody(pet),
    responses: { 201: empty, ...errors },
  },
});
const error = (detail: string, pointer: string) => ({
  errors: [{ status: '400', code: 'BAD', detail, source: { pointer } }],
});
const own = response({ first: { message: 'no' }, second: { message: 'never' } });
const described = {
  description: '',
  content: { 'application/json': { schema: { properties: { code: { const: 7 } } } } },
};
const documented = (...statuses: readonly string[]) =>
  adding(statuses.join('-'), Object.fromEntries(statuses.map((status) => [status, response({ any: { status } })])));

const sandbox = ruledSandbox(
  documentOf({
    '/pets': adding('add', {
      400: response({
        'no-name': error('The name is missing', '/name'),
        'ruled-name': error('By rule', '/name'),
        masking: error('By a mask', '/tag'),
        odd: error('Odd', '/'),
      }),
      415: response({ type: { message: 'JSON only' } }),
    }),
    '/own': adding('own', { 400: own }),
    '/described': adding('described', { 400: described }),
    '/empty': adding('empty', { 400: empty }),
    '/undocumented': adding('undocumented', {}),
    '/charset': adding('charset', { 400: response({ odd: { message: 'odd' } }), 415: empty }),
    '/400,422': documented('400', '422'),
    '/400,4XX': documented('400', '4XX'),
    '/4XX,default': documented('4XX', 'default'),
    '/default': documented('default'),
    '/400,415,422': documented('400', '415', '422'),
  }),
  {
    rules: [
      { operation: 'add', faults: [{ at: 'body#/age' }], answer: '400/ruled-name' },
      { operation: 'add', faults: [{ at: 'body#/tag', keyword: 'maxLength' }], masks: true, answer: '400/masking' },
      { operation: 'charset', faults: [{ at: 'header.Content-Type', keyword: 'charset' }], answer: '400/odd' },
    ],
  },
);

const typed = (type: string, text: string): Asking => ({ headers: { 'Content-Type': type }, body: bytes(text) });
const csv = typed('text/csv', 'a,b');
const utf16 = typed('application/json; charset=utf-16', '{"name":"x"}');
const cut = typed('application/json', '{"name":');
const latin = { headers: { 'Content-Type': 'application/json' }, body: new Uint8Array([0x22, 0xe9, 0x22]) };
const nameless: Asking = { body: {} };

describe('validation:', () => {
  holdsFor(
    sandbox,
    rulingsOf('design, step 6', [
      ['unsupported media type', 'POST /pets', csv, { faults: ['header Content-Type mediaType'] }],
      ['unsupported character set', 'POST /pets', utf16, { faults: ['header Content-Type charset'] }],
      ['malformed JSON', 'POST /pets', cut, { faults: ['body  syntax'] }],
      ['body that is not UTF-8', 'POST /pets', latin, { faults: ['body  syntax'] }],
      ['invalid parameter', 'POST /pets?limit=x', { body: { name: 'x' } }, { faults: ['query limit type'] }],
      ['body that violates its schema', 'POST /pets', nameless, { faults: ['body /name required'] }],
      ['missing body', 'POST /pets', {}, { faults: ['body  required'] }],
      [
        'several faults: all are collected',
        'POST /own?limit=x',
        { body: { age: 'x' } },
        { faults: ['query limit type', 'body /age type', 'body /name required'] },
      ],
      [
        'unreadable body: the parameters are validated',
        'POST /own?limit=x',
        csv,
        { faults: ['header Content-Type mediaType', 'query limit type'] },
      ],
      ['valid request: no faults', 'POST /pets?limit=1', { body: { name: 'x' } }, { status: 201, faults: [] }],
    ]),
  );
});

const both = { name: 1, age: 'x' };

describe('the answer to faults:', () => {
  holdsFor(
    sandbox,
    rulingsOf('design, step 7', [
      [
        'rule that lists exactly these faults: the rule',
        'POST /pets',
        { body: { name: 'x', age: 'y' } },
        { scenario: 'add/400/ruled-name', trigger: 'rule' },
      ],
      [
        'rule that lists other faults: not the rule',
        'POST /pets',
        { body: { age: 'y' } },
        { scenario: 'add/400/built', trigger: 'fault' },
      ],
      [
        'rule with masks: the rule, whatever else is wrong',
        'POST /pets',
        { body: { tag: 'long', age: 'y' } },
        { scenario: 'add/400/masking', trigger: 'rule' },
      ],
      [
        'example about these faults: that example',
        'POST /pets',
        nameless,
        { scenario: 'add/400/no-name', trigger: 'fault' },
      ],
      [
        'known error format: a body built from all faults, with the words of examples and rules',
        'POST /pets?limit=x',
        { body: { age: 'y' } },
        {
          scenario: 'add/400/built',
          body: {
            errors: [
              { detail: 'The query parameter limit must be of type integer' },
              { detail: 'By rule' },
              { detail: 'The name is missing' },
            ],
          },
        },
      ],
      [
        'unknown error format: the first documented example',
        'POST /own',
        { body: both },
        { scenario: 'own/400/first' },
      ],
      [
        'unknown error format, no example: a body generated from the schema',
        'POST /described',
        nameless,
        { scenario: 'described/400/generated', body: { code: 7 } },
      ],
      [
        'documented response without content: no body',
        'POST /empty',
        nameless,
        { scenario: 'empty/400/empty', text: '' },
      ],
      [
        'no suitable status documented: problem details',
        'POST /undocumented',
        nameless,
        { status: 422, scenario: 'undocumented/422/built', headers: { 'content-type': 'application/problem+json' } },
      ],
    ]),
  );
});

describe('the status of faults:', () => {
  holdsFor(
    sandbox,
    rulingsOf('design, step 7', [
      ['schema violation: 422', 'POST /400,422', nameless, { status: 422 }],
      ['schema violation, no 422: 400', 'POST /400,4XX', nameless, { status: 400 }],
      [
        'schema violation, neither 400 nor 422: 4XX, as 422',
        'POST /4XX,default',
        nameless,
        { status: 422, scenario: '4XX-default/4XX/any' },
      ],
      [
        'schema violation, only default: default, as 422',
        'POST /default',
        nameless,
        { status: 422, scenario: 'default/default/any' },
      ],
      ['unsupported media type: 415', 'POST /400,415,422', csv, { status: 415 }],
      ['unsupported media type, no 415: 422', 'POST /400,422', csv, { status: 422 }],
      ['unsupported media type, neither 415 nor 422: 400', 'POST /400,4XX', csv, { status: 400 }],
      [
        'unsupported media type, only 4XX: 4XX, as 415',
        'POST /4XX,default',
        csv,
        { status: 415, scenario: '4XX-default/4XX/any' },
      ],
      ['malformed body: 400', 'POST /400,422', cut, { status: 400 }],
      ['malformed body, no 400: 4XX, as 400', 'POST /4XX,default', cut, { status: 400 }],
      ['body that is not UTF-8: 400', 'POST /400,422', latin, { status: 400 }],
      ['unsupported character set: 415', 'POST /400,415,422', utf16, { status: 415 }],
      [
        'unsupported character set with a rule about it: the rule',
        'POST /charset',
        utf16,
        { status: 400, scenario: 'charset/400/odd' },
      ],
    ]),
  );
});
