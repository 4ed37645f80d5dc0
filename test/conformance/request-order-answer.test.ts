import { describe } from 'vitest';
import type { JsonObject } from '../../sandbox/syntax/json.ts';
import { documentOf, empty, jsonBody, named, parameter, response } from '../fixtures/document.ts';
import { ruledSandbox } from '../fixtures/ruled-sandbox.ts';
import { holdsFor, rulingsOf } from '../fixtures/rulings.ts';

/* Responses to a valid request: steps 8 to 11. */

const limit = parameter('query', 'limit', { type: 'integer' });
const get = (operationId: string, responses: JsonObject) => ({ get: { operationId, parameters: [limit], responses } });
const cat = { kind: 'cat', name: 'Tom', lives: 9 };
const dog = { kind: 'dog', name: 'Rex', tricks: ['sit'] };
const media = (examples: JsonObject) => ({ examples });
const several = {
  description: '',
  content: {
    'text/csv': media({ both: { value: 'a,b' } }),
    'application/fhir+json; version=1.0': media({ both: { value: { as: 'fhir' } } }),
  },
};
const exact = {
  description: '',
  content: { 'application/fhir+json': { example: 'fhir' }, 'application/json': { example: 'json' } },
};

const sandbox = ruledSandbox(
  documentOf({
    '/ruled': get('ruled', { 200: response({ first: {}, second: {}, third: {} }), 404: response({ none: {} }) }),
    '/pets': {
      post: {
        operationId: 'add',
        requestBody: {
          ...jsonBody({ type: 'object' }),
          content: {
            'application/json': { schema: { type: 'object' }, examples: named({ cat, dog, ghost: { kind: 'ghost' } }) },
          },
        },
        responses: {
          201: response({ cat: { id: 'c' }, dog: { id: 'd' } }),
          404: response({ ghost: { message: 'boo' } }),
        },
      },
    },
    '/lowest': get('lowest', { 202: empty, default: empty, 201: response({ a: 1, b: 2 }), '2XX': empty }),
    '/range': get('range', { 404: empty, '2XX': response({ a: 1 }) }),
    '/rest': get('rest', { 404: empty, default: response({ a: 1 }) }),
    '/first': get('first', { 404: response({ a: 1 }), 302: empty }),
    '/silent': get('silent', {}),
    '/several': get('several', { 200: several, 204: empty, 400: response({ wrong: { message: 'wrong' } }) }),
    '/exact': get('exact', { 200: exact }),
  }),
  {
    rules: [
      { operation: 'ruled', when: { 'query.limit': 1 }, answer: '200/second' },
      { operation: 'ruled', when: { 'query.limit': { maximum: 5 } }, answer: '200/third' },
      { operation: 'ruled', when: { 'query.limit': 9 }, answer: '404/none' },
      { operation: 'add', when: { 'body#/name': 'Rule' }, answer: '201/dog' },
    ],
  },
);

const accept = (value: string) => ({ headers: { Accept: value } });

describe('an answer', () => {
  holdsFor(sandbox, [
    ...rulingsOf('design, step 8', [
      [
        'several rules, two apply: the first of them',
        'GET /ruled?limit=1',
        {},
        { scenario: 'ruled/200/second', trigger: 'rule' },
      ],
      [
        'several rules, the second does not apply: the next',
        'GET /ruled?limit=4',
        {},
        { scenario: 'ruled/200/third', trigger: 'rule' },
      ],
      ['rule with an error', 'GET /ruled?limit=9', {}, { status: 404, trigger: 'rule' }],
      ['no rule applies: the default', 'GET /ruled', {}, { scenario: 'ruled/200/first', trigger: 'default' }],
      [
        'rule and an equal request example: the rule',
        'POST /pets',
        { body: { ...cat, name: 'Rule' } },
        { scenario: 'add/201/dog', trigger: 'rule' },
      ],
    ]),
    ...rulingsOf('design, step 9', [
      [
        'equal request example paired with a success: that success',
        'POST /pets',
        { body: dog },
        { scenario: 'add/201/dog', trigger: 'example' },
      ],
      [
        'equal request example paired with an error: that error',
        'POST /pets',
        { body: { kind: 'ghost' } },
        { scenario: 'add/404/ghost', trigger: 'example' },
      ],
      [
        'similar request example paired with a success: that success',
        'POST /pets',
        { body: { ...dog, name: 'Bob' } },
        { scenario: 'add/201/dog', trigger: 'example' },
      ],
      [
        'similar request example paired with an error: not that error',
        'POST /pets',
        { body: { kind: 'ghost', name: 'Boo' } },
        { status: 201 },
      ],
    ]),
    ...rulingsOf('design, step 10', [
      [
        'several successes: the lowest status, its first example',
        'GET /lowest',
        {},
        { status: 201, scenario: 'lowest/201/a', trigger: 'default' },
      ],
      ['only 2XX: as 200', 'GET /range', {}, { status: 200, scenario: 'range/2XX/a' }],
      ['only default: as 200', 'GET /rest', {}, { status: 200, scenario: 'rest/default/a' }],
      ['no success: the first response', 'GET /first', {}, { status: 302, scenario: 'first/302/empty' }],
      ['no responses: 200 without a body', 'GET /silent', {}, { status: 200, text: '' }],
    ]),
    ...rulingsOf('design, step 11', [
      [
        'Accept, a documented media type: that one',
        'GET /several',
        accept('application/fhir+json'),
        { scenario: 'several/200/both', body: { as: 'fhir' } },
      ],
      [
        'Accept, media type with parameters: ignored',
        'GET /several',
        accept('text/csv; charset=utf-8'),
        { text: 'a,b' },
      ],
      [
        'Accept, application/json: any +json type',
        'GET /several',
        accept('application/json'),
        { body: { as: 'fhir' } },
      ],
      [
        'Accept, application/json and an exact match: the exact match',
        'GET /exact',
        accept('application/json'),
        { body: 'json' },
      ],
      ['no Accept: the first documented', 'GET /several', {}, { text: 'a,b' }],
      ['Accept, empty: the first documented', 'GET /several', accept(''), { text: 'a,b' }],
      ['Accept, */*: the first documented', 'GET /several', accept('*/*'), { text: 'a,b' }],
      [
        'Accept, undocumented media type: 406',
        'GET /several',
        accept('image/png'),
        { status: 406, trigger: 'accept', faults: ['header Accept accept'] },
      ],
      [
        'Accept, undocumented media type, error: ignored',
        'GET /several?limit=x',
        accept('image/png'),
        { status: 400, body: { message: 'wrong' } },
      ],
      [
        'Accept, undocumented media type, response without a body: ignored',
        'GET /several',
        { headers: { Accept: 'image/png', Prefer: 'code=204' } },
        { status: 204 },
      ],
    ]),
  ]);
});
