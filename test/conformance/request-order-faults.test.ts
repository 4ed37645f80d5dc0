import { describe } from 'vitest';
import type { JsonObject } from '../../sandbox/syntax/json.ts';
import { type Asking, bytes } from '../fixtures/ask.ts';
import { documentOf, empty, jsonBody, parameter, response } from '../fixtures/document.ts';
import { ruledSandbox } from '../fixtures/ruled-sandbox.ts';
import { holdsFor, rulingsOf } from '../fixtures/rulings.ts';

/* What a wrong request is answered: steps 6 and 7. */

const pet = {
  type: 'object',
  required: ['name'],
  properties: { name: { type: 'string' }, age: { type: 'integer' }, tag: { type: 'string', maxLength: 3 } },
};

/** An operation that asks for a pet and a number, and documents these errors. */
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
      ['the media type', 'POST /pets', csv, { faults: ['header Content-Type mediaType'] }],
      ['the character set', 'POST /pets', utf16, { faults: ['header Content-Type charset'] }],
      ['the syntax', 'POST /pets', cut, { faults: ['body  syntax'] }],
      ['the encoding', 'POST /pets', latin, { faults: ['body  syntax'] }],
      ['a parameter', 'POST /pets?limit=x', { body: { name: 'x' } }, { faults: ['query limit type'] }],
      ['the body', 'POST /pets', nameless, { faults: ['body /name required'] }],
      ['a body that must be there', 'POST /pets', {}, { faults: ['body  required'] }],
      [
        'all faults are collected',
        'POST /own?limit=x',
        { body: { age: 'x' } },
        { faults: ['query limit type', 'body /age type', 'body /name required'] },
      ],
      [
        'where the body cannot be read, the parameters are',
        'POST /own?limit=x',
        csv,
        { faults: ['header Content-Type mediaType', 'query limit type'] },
      ],
      ['what is valid has none', 'POST /pets?limit=1', { body: { name: 'x' } }, { status: 201, faults: [] }],
    ]),
  );
});

const both = { name: 1, age: 'x' };

describe('the answer to faults:', () => {
  holdsFor(
    sandbox,
    rulingsOf('design, step 7', [
      [
        'a rule that lists exactly these',
        'POST /pets',
        { body: { name: 'x', age: 'y' } },
        { scenario: 'add/400/ruled-name', trigger: 'rule' },
      ],
      [
        'and not when there are others',
        'POST /pets',
        { body: { age: 'y' } },
        { scenario: 'add/400/built', trigger: 'fault' },
      ],
      [
        'one that masks all others',
        'POST /pets',
        { body: { tag: 'long', age: 'y' } },
        { scenario: 'add/400/masking', trigger: 'rule' },
      ],
      [
        'the documented example that is about them',
        'POST /pets',
        nameless,
        { scenario: 'add/400/no-name', trigger: 'fault' },
      ],
      [
        'else a body in the document’s format, from all of them; what an example or a rule says of one is used',
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
      ['else the first documented example', 'POST /own', { body: both }, { scenario: 'own/400/first' }],
      [
        'else a body from the documented schema',
        'POST /described',
        nameless,
        { scenario: 'described/400/generated', body: { code: 7 } },
      ],
      [
        'a documented response without content stays empty',
        'POST /empty',
        nameless,
        { scenario: 'empty/400/empty', text: '' },
      ],
      [
        'problem details where no such status is documented',
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
      ['of a schema: 422', 'POST /400,422', nameless, { status: 422 }],
      ['of a schema: else 400', 'POST /400,4XX', nameless, { status: 400 }],
      [
        'of a schema: else 4XX, sent as the first code wanted',
        'POST /4XX,default',
        nameless,
        { status: 422, scenario: '4XX-default/4XX/any' },
      ],
      [
        'of a schema: else default, sent likewise',
        'POST /default',
        nameless,
        { status: 422, scenario: 'default/default/any' },
      ],
      ['a media type: 415', 'POST /400,415,422', csv, { status: 415 }],
      ['a media type: else 422', 'POST /400,422', csv, { status: 422 }],
      ['a media type: else 400', 'POST /400,4XX', csv, { status: 400 }],
      ['a media type: else 4XX as 415', 'POST /4XX,default', csv, { status: 415, scenario: '4XX-default/4XX/any' }],
      ['an unreadable body: 400', 'POST /400,422', cut, { status: 400 }],
      ['an unreadable body: else 4XX as 400', 'POST /4XX,default', cut, { status: 400 }],
      ['an unreadable encoding: 400', 'POST /400,422', latin, { status: 400 }],
      ['a character set: 415', 'POST /400,415,422', utf16, { status: 415 }],
      [
        'a character set, unless a rule on it says otherwise',
        'POST /charset',
        utf16,
        { status: 400, scenario: 'charset/400/odd' },
      ],
    ]),
  );
});
