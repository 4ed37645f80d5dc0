import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../sandbox/syntax/json.ts';
import { ask } from '../fixtures/ask.ts';
import { byName } from '../fixtures/by-name.ts';
import { response } from '../fixtures/document.ts';
import { sendSandbox } from '../fixtures/send-document.ts';

/** Which properties of a request decide the example that it resembles. */
interface FeatureTypes {
  readonly name: string;
  readonly schema?: Json;
  readonly schemas?: JsonObject;
  /** Each is paired with the success of its name. */
  readonly examples: JsonObject;
  /** Bodies, each with the example that it gets: the name, or `default`. */
  readonly cases: readonly (readonly [Json, string])[];
}

const shapes = (properties: JsonObject): Json => ({ type: 'object', properties });
const oneOf = (...values: string[]): Json => ({ type: 'string', enum: values });

const types: readonly FeatureTypes[] = [
  {
    name: 'enum value: decides, whatever else is missing or added',
    schema: shapes({ kind: oneOf('full', 'small') }),
    examples: {
      full: { kind: 'full', a: 'x', b: 'x', c: 'x', d: 'x', e: 'x' },
      small: { kind: 'small' },
    },
    cases: [
      [{ kind: 'full' }, 'full'],
      [{ kind: 'full', a: 'own' }, 'full'],
      [{ kind: 'small', a: 'own', b: 'own', c: 'own' }, 'small'],
      [{ kind: 'small', a: 'x', b: 'x', c: 'x', d: 'x', e: 'x' }, 'small'],
    ],
  },
  {
    name: 'boolean: decides, whatever else is missing or added',
    schema: shapes({ dryRun: { type: 'boolean' } }),
    examples: { dry: { dryRun: true, name: 'x' }, real: { dryRun: false, name: 'y', note: 'y', tags: ['y'] } },
    cases: [
      [{ dryRun: true, name: 'own', note: 'own', tags: ['own'] }, 'dry'],
      [{ dryRun: true, name: 'y', note: 'y', tags: ['y'] }, 'dry'],
      [{ dryRun: false, name: 'own' }, 'real'],
    ],
  },
  {
    name: 'nullable boolean: decides, whatever else is missing or added',
    schema: shapes({ dryRun: { type: ['boolean', 'null'] } }),
    examples: { dry: { dryRun: true, name: 'x' }, real: { dryRun: false, name: 'x', note: 'x', tags: ['x'] } },
    cases: [[{ dryRun: true, name: 'own', note: 'own', tags: ['own'] }, 'dry']],
  },
  {
    name: 'const in the branches of a choice: decides',
    schema: {
      oneOf: [
        { required: ['kind'], properties: { kind: { const: 'cat' } } },
        { required: ['kind'], properties: { kind: { const: 'dog' } } },
      ],
    },
    examples: { cat: { kind: 'cat', lives: 9 }, dog: { kind: 'dog', lives: 1, tricks: ['sit'] } },
    cases: [
      [{ kind: 'dog', lives: 9 }, 'dog'],
      [{ kind: 'cat', lives: 1, tricks: ['sit'] }, 'cat'],
    ],
  },
  {
    name: 'discriminator, then the enum values of the schema it selects',
    schemas: {
      Card: { required: ['by'], properties: { by: {}, scheme: oneOf('visa', 'amex') } },
      Bank: { required: ['by'], properties: { by: {}, area: oneOf('uk', 'eu') } },
    },
    schema: {
      oneOf: [{ $ref: '#/components/schemas/Card' }, { $ref: '#/components/schemas/Bank' }],
      discriminator: { propertyName: 'by' },
    },
    examples: {
      visa: { by: 'Card', name: 'Ann', scheme: 'visa' },
      amex: { by: 'Card', name: 'Bob', scheme: 'amex' },
      bank: { by: 'Bank', name: 'Cid', area: 'uk' },
    },
    cases: [
      [{ by: 'Bank', name: 'Ann' }, 'bank'],
      [{ by: 'Card', name: 'own', scheme: 'amex' }, 'amex'],
      [{ by: 'Card', name: 'Ann', scheme: 'amex' }, 'amex'],
      [{ by: 'Card', name: 'Cid', scheme: 'visa', area: 'uk' }, 'visa'],
    ],
  },
  {
    name: 'enum value of a property that some examples lack: decides',
    schema: shapes({ channel: oneOf('email', 'sms') }),
    examples: { email: { channel: 'email', to: 'x' }, sms: { channel: 'sms', to: 'x' }, none: { to: 'x' } },
    cases: [
      [{ channel: 'sms', to: 'own' }, 'sms'],
      [{ channel: 'email', to: 'own' }, 'email'],
      [{ to: 'own' }, 'none'],
    ],
  },
  {
    name: 'present properties: decide before an enum value that differs',
    schema: shapes({ priority: oneOf('high', 'low') }),
    examples: {
      letter: { priority: 'high', to: 'x', pages: 1 },
      email: { priority: 'low', address: 'x', subject: 'x' },
    },
    cases: [
      [{ priority: 'high', address: 'own', subject: 'own' }, 'email'],
      [{ priority: 'low', to: 'own', pages: 2 }, 'letter'],
    ],
  },
  {
    name: 'property names: decide, free text and ids do not',
    examples: {
      person: { id: 'a1', name: 'Ann', born: '2000-01-01' },
      company: { id: 'c1', name: 'Acme', number: 7 },
    },
    cases: [
      [{ id: 'own', name: 'own', born: '1990-02-02' }, 'person'],
      [{ id: 'own', name: 'own', number: 9 }, 'company'],
      [{ id: 'c1', name: 'Acme', born: '1990-02-02' }, 'person'],
    ],
  },
  {
    name: 'equal property names: the example with as many properties decides',
    examples: { small: { name: 'x' }, large: { name: 'y', address: 'y', phone: 'y' } },
    cases: [
      [{ name: 'own' }, 'small'],
      [{ name: 'own', address: 'own' }, 'large'],
      [{ name: 'own', address: 'own', phone: 'own' }, 'large'],
      [{ name: 'own', address: 'own', phone: 'own', fax: 'own' }, 'large'],
      [{ name: 'own', nickname: 'own' }, 'small'],
      [{ name: 'own', address: null, phone: null }, 'small'],
    ],
  },
  {
    name: 'most shared properties: decide, although another example has no superfluous one',
    examples: {
      none: { name: 'x' },
      person: { name: 'x', street: 'x', town: 'x', born: 'x' },
      tax: { name: 'x', nino: 'x' },
    },
    cases: [[{ name: 'own', street: 'own', town: 'own', nino: 'own' }, 'person']],
  },
  {
    name: 'nested property: decides',
    examples: {
      plain: { message: { content: { text: 'x' } } },
      reply: { message: { content: { text: 'x', reply: { free: 'x' } } } },
    },
    cases: [
      [{ message: { content: { text: 'own' } } }, 'plain'],
      [{ message: { content: { text: 'own', reply: { free: 'own' } } } }, 'reply'],
      [{ message: { content: { text: 'own', reply: {} } } }, 'reply'],
    ],
  },
  {
    name: 'properties of list items: decide',
    examples: {
      text: { item: [{ id: 'q1', text: 'x' }] },
      choice: { item: [{ id: 'q1', text: 'x', options: ['Yes', 'No'] }] },
    },
    cases: [
      [{ item: [{ id: 'own', text: 'own' }] }, 'text'],
      [{ item: [{ id: 'own', text: 'own', options: ['Maybe'] }] }, 'choice'],
      [{ item: [{ id: 'own' }, { id: 'own', options: ['Maybe'] }] }, 'choice'],
    ],
  },
  {
    name: 'enum value in list items: decides',
    schema: shapes({ item: { type: 'array', items: shapes({ type: oneOf('choice', 'open-choice') }) } }),
    examples: {
      closed: { item: [{ type: 'choice', options: ['Yes', 'No'] }] },
      open: { item: [{ type: 'open-choice', options: ['Yes', 'No'] }] },
    },
    cases: [
      [{ item: [{ type: 'open-choice', options: ['Maybe'] }] }, 'open'],
      [{ item: [{ type: 'choice' }] }, 'closed'],
    ],
  },
  {
    name: 'number of shared list values: decides',
    schema: shapes({ channels: { type: 'array', items: oneOf('email', 'sms', 'post') } }),
    examples: {
      one: { channels: ['email'] },
      both: { channels: ['email', 'sms'] },
      all: { channels: ['email', 'sms', 'post'] },
    },
    cases: [
      [{ channels: ['email'], id: 1 }, 'one'],
      [{ channels: ['sms', 'email'] }, 'both'],
      [{ channels: ['post', 'sms', 'email'] }, 'all'],
      [{ channels: ['sms'] }, 'both'],
    ],
  },
  {
    name: 'empty or non-empty list: decides',
    examples: { empty: { name: 'x', tags: [] }, tagged: { name: 'x', tags: ['x'] } },
    cases: [
      [{ name: 'own', tags: [] }, 'empty'],
      [{ name: 'own' }, 'empty'],
      [{ name: 'own', tags: ['own', 'other'] }, 'tagged'],
    ],
  },
  {
    name: 'only free text differs: the default',
    examples: { ann: { name: 'Ann', age: 20 }, bob: { name: 'Bob', age: 30 } },
    cases: [
      [{ name: 'Zoe', age: 40 }, 'default'],
      [{ name: 'Zoe' }, 'default'],
      [{}, 'default'],
      [{ name: 'Bob' }, 'bob'],
      [{ name: 'Bob', age: 31 }, 'bob'],
    ],
  },
  {
    name: 'list as the body: compared by its items',
    examples: { people: [{ name: 'x' }], pets: [{ bark: 'x' }], nobody: [] },
    cases: [
      [[{ name: 'own' }, { name: 'other' }], 'people'],
      [[{ bark: 'own' }], 'pets'],
      [[], 'nobody'],
    ],
  },
  {
    name: 'bodies of different types: the type decides',
    examples: { text: 'x', number: 1, none: null, list: [1], object: { a: 1 } },
    cases: [
      ['x', 'text'],
      [1, 'number'],
      [null, 'none'],
      [[1], 'list'],
      [{ a: 1 }, 'object'],
      [{ a: 2 }, 'object'],
      [[2], 'list'],
    ],
  },
  {
    name: 'property names of Object.prototype members: compared as any other',
    examples: {
      made: { constructor: 'x', toString: 'x' },
      proto: JSON.parse('{"__proto__":{"polluted":"x"},"hasOwnProperty":"x"}'),
      plain: { name: 'x' },
    },
    cases: [
      [{ constructor: 'own', toString: 'own' }, 'made'],
      [JSON.parse('{"__proto__":{"polluted":"own"},"hasOwnProperty":"own"}'), 'proto'],
      [{ name: 'own' }, 'plain'],
      [{ name: 'own', constructor: { name: 'own' } }, 'plain'],
    ],
  },
  {
    name: 'property names that need escaping in a pointer: compared as any other',
    schema: shapes({ 'a/b': oneOf('x', 'y'), '*': oneOf('x', 'y') }),
    examples: { x: { 'a/b': 'x', '~': 1, '': 2 }, y: { 'a/b': 'y', '~': 1, '': 2 } },
    cases: [
      [{ 'a/b': 'y', '~': 2, '': 3 }, 'y'],
      [{ 'a/b': 'x', '~': 2, '': 3 }, 'x'],
    ],
  },
];

describe('a request gets the example that it resembles (design, step 9):', () => {
  it.each(byName(types))('%s', async (_, { schema = {}, schemas = {}, examples, cases }) => {
    const successes = Object.fromEntries(Object.keys(examples).map((name) => [name, { answer: `of ${name}` }]));
    const orders = [Object.entries(examples), Object.entries(examples).reverse()];
    for (const order of orders) {
      const things = sendSandbox({
        schema,
        schemas,
        examples: Object.fromEntries(order),
        responses: { 201: response(successes) },
      });
      const got = [];
      for (const [body] of cases) {
        const { scenario, trigger } = await ask(things, 'POST /things', { body });
        got.push([body, trigger === 'default' ? trigger : scenario]);
      }
      expect(got).toEqual(cases.map(([body, want]) => [body, want === 'default' ? want : `send/201/${want}`]));
    }
  });
});
