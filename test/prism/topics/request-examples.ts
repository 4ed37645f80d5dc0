import { response } from '../../fixtures/document.ts';
import { type Topic, topicOf } from '../topic.ts';

const named = (examples: Readonly<Record<string, { readonly name: string }>>) => ({
  content: {
    'application/json': {
      schema: { type: 'object', properties: { name: { type: 'string' } } },
      examples: Object.fromEntries(Object.entries(examples).map(([name, value]) => [name, { value }])),
    },
  },
});

/** Request examples, and the response examples of the same names. */
export const requestExamples: Topic = topicOf('requests that are documented', [
  {
    at: 'POST /pets',
    operation: {
      requestBody: named({ cat: { name: 'Tom' }, dog: { name: 'Rex' }, ghost: { name: 'Boo' } }),
      responses: {
        201: response({ cat: { is: 'cat' }, dog: { is: 'dog' } }),
        409: response({ ghost: { message: 'there is none' } }),
      },
    },
    asked: [
      ['POST /pets', { body: { name: 'Tom' } }],
      ['POST /pets', { body: { name: 'Rex' } }],
      ['POST /pets', { body: { name: 'Boo' } }],
      ['POST /pets', { body: { name: 'Ada' } }],
    ],
  },
]);
