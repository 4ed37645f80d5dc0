import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../sandbox/syntax/json.ts';
import { ask } from '../fixtures/ask.ts';
import { bodyDocument, type Checks, compare } from '../fixtures/body-checks.ts';
import { byName } from '../fixtures/by-name.ts';
import { documentOf, jsonBody, response } from '../fixtures/document.ts';
import { sandboxOf } from '../fixtures/write-document.ts';

const object = (required: readonly string[], properties: JsonObject, more: JsonObject = {}): JsonObject => ({
  type: 'object',
  required,
  properties,
  ...more,
});
const string = { type: 'string' };
const card = object(['card'], {
  card: object(['number', 'cvc'], { number: string, cvc: { type: 'string', maxLength: 3 } }),
});
const bank = object(['iban'], { iban: { type: 'string', minLength: 15 } });
const payment = { oneOf: [card, bank] };
const onlyCard = ['required /card/cvc', 'required /card/number'] as const;

interface Row extends Checks {
  readonly name: string;
  readonly openapi?: string;
}

const rows: readonly Row[] = [
  {
    name: 'a property of only one branch, however many violations it has',
    schema: payment,
    takes: [{ card: { number: '1', cvc: '1' } }],
    refuses: [
      [{ card: {} }, ...onlyCard],
      [{ card: 'x' }, 'type /card'],
      [{ card: { number: '1', cvc: '1234' } }, 'maxLength /card/cvc'],
      [{ iban: 'GB1' }, 'minLength /iban'],
      [{ iban: 5 }, 'type /iban'],
      [{ iban: 'GB1', note: 'x' }, 'minLength /iban'],
    ],
  },
  {
    name: 'several branches share a property: most properties in common',
    schema: {
      anyOf: [
        object(['a', 'b', 'c', 'd'], { a: string, b: string, c: string, d: string }),
        object(['a', 'e'], { a: string, e: string }),
      ],
    },
    refuses: [
      [{ a: 'x', b: 'x' }, 'required /c', 'required /d'],
      [{ a: 'x' }, 'required /e'],
    ],
  },
  {
    name: 'a property whose type only one branch allows',
    schema: {
      oneOf: [
        object(['id', 'label'], { id: { type: 'integer' }, label: string }),
        object(['id', 'a', 'b'], { id: string, a: string, b: string }),
      ],
    },
    refuses: [
      [{ id: 'x' }, 'required /a', 'required /b'],
      [{ id: 1 }, 'required /label'],
    ],
  },
  {
    name: 'a constant, before the properties',
    schema: {
      oneOf: [
        object(['kind', 'lives', 'claws', 'tail'], {
          kind: { const: 'cat' },
          lives: string,
          claws: string,
          tail: string,
        }),
        object(['kind', 'barks'], { kind: { const: 'dog' }, barks: string }),
      ],
    },
    refuses: [
      [{ kind: 'cat' }, 'required /claws', 'required /lives', 'required /tail'],
      [{ kind: 'cat', barks: 'x' }, 'required /claws', 'required /lives', 'required /tail'],
      [{ kind: 'dog', lives: 'x' }, 'required /barks'],
      [{ lives: 'x', claws: 'x', tail: 'x' }, 'required /kind'],
      [{ kind: 'cow' }, 'oneOf'],
    ],
  },
  {
    name: 'an enum',
    schema: {
      anyOf: [
        object(['kind', 'a', 'b'], { kind: { enum: ['cat', 'lion'] }, a: string, b: string }),
        object(['kind', 'c'], { kind: { enum: ['dog', 'wolf'] }, c: string }),
      ],
    },
    refuses: [
      [{ kind: 'lion', c: 'x' }, 'required /a', 'required /b'],
      [{ kind: 'wolf' }, 'required /c'],
    ],
  },
  {
    name: 'a constant that another branch allows as any string',
    schema: {
      anyOf: [
        object(['kind', 'a', 'b'], { kind: { const: 'special' }, a: string, b: string }),
        object(['kind', 'c'], { kind: string, c: string }),
      ],
    },
    refuses: [
      [{ kind: 'special' }, 'required /a', 'required /b'],
      [{ kind: 'other' }, 'required /c'],
    ],
  },
  {
    name: 'an invalid enum value that every branch has: not decisive',
    schema: {
      oneOf: [
        object(['card'], { card: string, currency: { enum: ['GBP'] } }),
        object(['iban'], { iban: string, currency: string }),
      ],
    },
    refuses: [[{ card: 'x', currency: 'USD' }, 'enum /currency']],
  },
  {
    name: 'nested objects, and lists of objects',
    schema: object([], {
      by: { oneOf: [object(['way'], { way: card }), object(['way'], { way: bank })] },
      all: {
        oneOf: [
          { type: 'array', items: card },
          { type: 'array', items: bank },
        ],
      },
    }),
    refuses: [
      [{ by: { way: { card: {} } } }, 'required /by/way/card/cvc', 'required /by/way/card/number'],
      [{ by: { way: { iban: 'x' } } }, 'minLength /by/way/iban'],
      [{ all: [{ card: {} }] }, 'required /all/0/card/cvc', 'required /all/0/card/number'],
      [{ all: [{ iban: 'x' }, { iban: 'y' }] }, 'minLength /all/0/iban', 'minLength /all/1/iban'],
    ],
  },
  {
    name: 'a nested constant',
    schema: {
      oneOf: ['a', 'b'].map((kind) =>
        object(['head', kind], { head: object(['kind'], { kind: { const: kind }, id: string }), [kind]: string }),
      ),
    },
    refuses: [[{ head: { kind: 'b', id: 1 } }, 'required /b', 'type /head/id']],
  },
  {
    name: 'each list item separately',
    schema: { type: 'array', items: payment },
    refuses: [[[{ card: {} }, { iban: 'x' }], 'required /0/card/cvc', 'required /0/card/number', 'minLength /1/iban']],
  },
  {
    name: 'the type of the value',
    schema: { oneOf: [{ type: 'string', maxLength: 2 }, bank, { type: 'array', items: string, minItems: 2 }] },
    refuses: [
      ['long', 'maxLength'],
      [{}, 'required /iban'],
      [[], 'minItems'],
      [[1], 'minItems', 'type /0'],
      [true, 'oneOf'],
    ],
  },
  {
    name: 'branches behind references and within allOf',
    schema: {
      allOf: [
        { type: 'object', properties: { note: { type: 'string' } } },
        { oneOf: [{ $ref: '#/components/schemas/Card' }, { $ref: '#/components/schemas/Bank' }] },
      ],
    },
    schemas: { Card: { allOf: [{ $ref: '#/components/schemas/PlainCard' }] }, PlainCard: card, Bank: bank },
    refuses: [
      [{ card: {}, note: 'x' }, ...onlyCard],
      [{ iban: 'x', note: 1 }, 'minLength /iban', 'type /note'],
    ],
  },
  {
    name: 'nested choices',
    schema: { oneOf: [{ anyOf: [card, bank] }, object(['cash'], { cash: { type: 'integer' } })] },
    refuses: [
      [{ card: {} }, ...onlyCard],
      [{ iban: 'x' }, 'minLength /iban'],
      [{ cash: 'x' }, 'type /cash'],
    ],
  },
  {
    name: 'null or an object: the object, unless the value is null',
    schema: object([], {
      one: { oneOf: [{ type: 'null' }, card] },
      list: { anyOf: [{ type: 'array', items: string }, { enum: [null] }] },
      choice: { anyOf: [payment, { type: 'null' }] },
    }),
    takes: [{ one: null, list: null, choice: null }],
    refuses: [
      [{ one: 'x' }, 'type /one'],
      [{ one: {} }, 'required /one/card'],
      [{ list: 1 }, 'type /list'],
      [{ choice: { card: {} } }, 'required /choice/card/cvc', 'required /choice/card/number'],
      [{ choice: 'x' }, 'anyOf /choice'],
    ],
  },
  {
    name: 'nullable in 3.0',
    openapi: '3.0.4',
    schema: object([], { one: { nullable: true, oneOf: [card, bank] } }),
    takes: [{ one: null }],
    refuses: [[{ one: { card: {} } }, 'required /one/card/cvc', 'required /one/card/number']],
  },
  {
    name: 'at least one of several properties: the present one, else anyOf',
    schema: {
      type: 'object',
      properties: { email: { type: 'string', minLength: 3 }, phone: string },
      anyOf: [{ required: ['email'] }, { required: ['phone'] }],
    },
    takes: [{ email: 'abc' }, { phone: 'x', email: 'abc' }],
    refuses: [
      [{}, 'anyOf'],
      [{ email: 'a' }, 'minLength /email'],
    ],
  },
  {
    name: 'exactly one of several properties',
    schema: {
      type: 'object',
      oneOf: [
        { required: ['a'], not: { required: ['b'] } },
        { required: ['b'], not: { required: ['a'] } },
      ],
    },
    refuses: [
      [{ a: 1, b: 1 }, 'oneOf'],
      [{}, 'oneOf'],
    ],
  },
  {
    name: 'a property that a branch forbids: not in its favour',
    schema: {
      oneOf: [object(['a', 'x', 'y'], { a: string }), object(['b'], { a: false, b: string })],
    },
    refuses: [[{ a: 'x' }, 'required /x', 'required /y']],
  },
];

describe('the intended branch is found by (design, step 7)', () => {
  it.each(byName(rows))('%s', async (_, { openapi = '3.1.1', ...checks }) => {
    const { want, got } = await compare(openapi, checks);
    expect(got).toEqual(want);
  });
});

describe('recursive choices', () => {
  const Node = {
    type: 'object',
    oneOf: [
      { required: ['left'], properties: { left: { $ref: '#/components/schemas/Node' } } },
      { required: ['right'], properties: { right: { $ref: '#/components/schemas/Node' } } },
      { required: ['leaf'], properties: { leaf: string } },
    ],
  };
  const schema = { $ref: '#/components/schemas/Node' };
  const nested = (levels: number): Json => (levels === 0 ? { leaf: 1 } : { left: nested(levels - 1) });
  it.each([
    [1, `type ${'/left'.repeat(1)}/leaf`],
    [16, `type ${'/left'.repeat(16)}/leaf`],
    // From the twentieth violation on they are reported as choices, so that no request takes long.
    [100, `oneOf ${'/left'.repeat(20)}`],
  ])('nested %s levels deep', async (levels, fault) => {
    const { want, got } = await compare('3.1.1', { schema, schemas: { Node }, refuses: [[nested(levels), fault]] });
    expect(got).toEqual(want);
  });
});

/** The message in a body built for an invalid request. */
async function detailOf(schema: Json, body: Json, schemas: JsonObject = {}): Promise<Json | undefined> {
  const { text } = await ask(sandboxOf(bodyDocument('3.1.1', { schema, schemas })), 'POST /things', { body });
  return JSON.parse(text).detail;
}

describe('if no branch is intended, the message says what would be valid:', () => {
  const idiom = (...sets: (readonly string[])[]) => ({ anyOf: sets.map((required) => ({ required })) });
  it.each<readonly [string, Json, Json, string]>([
    ['one of two properties', payment, {}, 'The body must have card or iban'],
    ['at least one of three properties', idiom(['a'], ['b'], ['c']), {}, 'The body must have a, b or c'],
    ['one of two sets of properties', idiom(['a', 'b'], ['c', 'd']), {}, 'The body must have a and b, or c and d'],
    [
      'one of two properties of a nested object',
      { properties: { by: payment } },
      { by: {} },
      'by must have card or iban',
    ],
    [
      'one of two types',
      { properties: { x: { anyOf: [string, { type: 'array' }, { type: 'null' }] } } },
      { x: 1 },
      'x must be of type string or array',
    ],
    [
      'one of several constants',
      { oneOf: [{ const: 'a' }, { enum: ['b', 'c'] }] },
      'd',
      'The body must be one of a, b, c',
    ],
    [
      'the constants of a property that every branch has',
      {
        oneOf: [
          object(['kind', 'lives'], { kind: { const: 'cat' }, lives: string }),
          object(['kind', 'barks'], { kind: { const: 'dog' }, barks: string }),
        ],
      },
      { kind: 'cow' },
      'The body must fit one of the documented alternatives: kind must be one of cat, dog',
    ],
    [
      'branches without a common pattern',
      { anyOf: [{ required: ['a'] }, { minProperties: 1 }] },
      {},
      'The body must fit one of the documented alternatives: a is required; or must have at least 1 property',
    ],
    [
      'a value that matches several branches of oneOf',
      { oneOf: [{ required: ['a'] }, { required: ['b'] }] },
      { a: 1, b: 1 },
      'The body must fit only one of the documented alternatives, not a and b',
    ],
  ])('%s', async (_, schema, body, want) => expect(await detailOf(schema, body)).toBe(want));

  it('schemas that the value matches are called by their names', async () => {
    const refs = ['Cat', 'Dog'].map((name) => ({ $ref: `#/components/schemas/${name}` }));
    const schemas = { Cat: { type: 'object' }, Dog: { minProperties: 0 } };
    expect(await detailOf({ oneOf: refs }, {}, schemas)).toBe(
      'The body must fit only one of the documented alternatives, not Cat and Dog',
    );
  });
});

const words: Readonly<Record<string, string>> = {
  'no-card': 'card is required',
  'no-iban': 'iban is required',
  'no-number': 'card.number is required',
  'long-cvc': 'card.cvc is too long',
  'short-iban': 'iban is too short',
};
const examples = Object.fromEntries(Object.entries(words).map(([name, message]) => [name, { message }]));

describe('errors about one branch of a choice', () => {
  const post = {
    operationId: 'pay',
    requestBody: jsonBody(payment),
    responses: { 201: response({ ok: {} }), 400: response(examples) },
  };
  const sandbox = sandboxOf(documentOf({ '/pay': { post } }));

  it.each([
    [{}, 'pay/400/no-card'],
    [{ card: { cvc: '1' } }, 'pay/400/no-number'],
    [{ card: { number: '1', cvc: '1234' } }, 'pay/400/long-cvc'],
    [{ iban: 'GB1' }, 'pay/400/short-iban'],
  ])('%j gets %s', async (body, scenario) =>
    expect(await ask(sandbox, 'POST /pay', { body })).toMatchObject({ scenario }),
  );

  it('are reached by the faults that they are about', () => {
    const natural = sandbox.catalogue().scenarios.filter((entry) => entry.natural);
    expect(natural.map(({ example }) => example)).toEqual(
      expect.arrayContaining(['no-number', 'long-cvc', 'short-iban']),
    );
  });
});
