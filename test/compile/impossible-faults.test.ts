import { expect, it } from 'vitest';
import { documentOf, parameter, response } from '../fixtures/document.ts';
import { problemsOf } from '../fixtures/problems.ts';
import { ruledSandbox } from '../fixtures/ruled-sandbox.ts';

/** Its own examples contradict the pattern and satisfy the length. */
const text = { type: 'string', pattern: '^[0-9]+$', maxLength: 5 };
const schema = { type: 'object', properties: { tags: { type: 'array', items: text } } };
const post = {
  operationId: 'add',
  parameters: [parameter('query', 'code', text, { example: 'abc' })],
  requestBody: { content: { 'application/json': { schema, example: { tags: ['x', 'y'] } } } },
  responses: { 201: response({ added: 1 }), 400: response({ wrong: 'no' }) },
};

it.each([
  ['parameter whose pattern is set aside: reported', { at: 'query.code', keyword: 'pattern' }, 1],
  ['body property whose pattern is set aside: reported', { at: 'body#/tags/*', keyword: 'pattern' }, 1],
  ['keyword that is not set aside: not reported', { at: 'query.code', keyword: 'maxLength' }, 0],
  [
    'several keywords, one of which is not set aside: not reported',
    { at: 'query.code', keyword: ['pattern', 'maxLength'] },
    0,
  ],
  ['no keyword: not reported', 'query.code', 0],
])('a rule for faults that cannot occur: %s', (_, fault, warnings) => {
  const rules = [{ operation: 'add', faults: [fault], answer: '400/wrong' }];
  const sandbox = ruledSandbox(documentOf({ '/things': { post } }), { rules });
  const reported = problemsOf(sandbox).filter(({ code }) => code === 'scenario-name');
  expect(reported.map(({ severity }) => severity)).toEqual(Array.from({ length: warnings }, () => 'warning'));
});
