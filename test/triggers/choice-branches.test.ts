import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../sandbox/syntax/json.ts';
import { ask } from '../fixtures/ask.ts';
import { byName } from '../fixtures/by-name.ts';
import { documentOf, jsonBody, response } from '../fixtures/document.ts';
import { ruledSandbox } from '../fixtures/ruled-sandbox.ts';

const schemas = {
  Card: {
    type: 'object',
    required: ['number', 'holder'],
    properties: { number: { type: 'string' }, holder: { type: 'string' }, cvc: { type: 'string', maxLength: 3 } },
  },
  Bank: {
    type: 'object',
    required: ['iban', 'bic', 'owner'],
    properties: { iban: { type: 'string' }, bic: { type: 'string' }, owner: { type: 'string' } },
  },
  Cat: {
    type: 'object',
    required: ['kind', 'lives'],
    properties: { kind: { const: 'cat' }, lives: { type: 'integer' } },
  },
  Dog: {
    type: 'object',
    required: ['kind', 'barks'],
    properties: { kind: { const: 'dog' }, barks: { type: 'boolean' } },
  },
};
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const payments = [ref('Card'), ref('Bank')];
const pets = [ref('Cat'), ref('Dog')];
const open = {
  type: 'object',
  required: ['kind'],
  properties: { kind: { type: 'string' }, lives: { type: 'integer' } },
};

const places: Readonly<Record<string, JsonObject>> = {
  any: { anyOf: payments },
  one: { oneOf: pets },
  list: { type: 'array', items: { oneOf: pets } },
  nested: { type: 'object', properties: { pay: { anyOf: payments }, pet: { oneOf: pets } } },
  nullable: { anyOf: [{ type: 'null' }, ref('Card')] },
  kinds: {
    oneOf: [
      { type: 'string', maxLength: 3 },
      { type: 'integer', maximum: 9 },
    ],
  },
  forbidding: {
    anyOf: [
      { required: ['a'], properties: { a: { maximum: 1 } } },
      { required: ['b', 'c'], properties: { a: false } },
    ],
  },
  overlap: { oneOf: [{ type: 'integer' }, { type: 'number' }] },
  deep: { anyOf: [{ oneOf: pets }, { type: 'string' }] },
  discriminated: { oneOf: [ref('OpenCat'), ref('OpenDog')], discriminator: { propertyName: 'kind' } },
  mapped: {
    oneOf: [ref('OpenCat'), ref('OpenDog')],
    discriminator: { propertyName: 'kind', mapping: { miau: '#/components/schemas/OpenCat', wuff: 'OpenDog' } },
  },
};
const paths = Object.entries(places).map(([name, schema]) => {
  const post = { operationId: name, requestBody: jsonBody(schema), responses: { 200: response({ ok: {} }) } };
  return [`/${name}`, { post }];
});
const components = {
  schemas: { ...schemas, OpenCat: open, OpenDog: { ...open, properties: { lives: { maximum: 0 } } } },
};
const sandbox = ruledSandbox(documentOf(Object.fromEntries(paths), { components }));

const rows: readonly { name: string; given: readonly [string, Json]; want: readonly string[] }[] = [
  { name: 'a value that fits', given: ['any', { number: '1', holder: 'Ann' }], want: [] },
  {
    name: 'the branch that fails least',
    given: ['any', { number: '1', holder: 'Ann', cvc: '1234' }],
    want: ['body /cvc maxLength'],
  },
  { name: 'the other branch', given: ['any', { iban: 'x', owner: 'Ann' }], want: ['body /bic required'] },
  {
    name: 'the branch that fails least, by a property of another type',
    given: ['any', { iban: 'x', bic: 1, owner: 'Ann' }],
    want: ['body /bic type'],
  },
  {
    name: 'all that is wrong in it',
    given: ['any', { holder: 'Ann', cvc: '1234' }],
    want: ['body /cvc maxLength', 'body /number required'],
  },
  {
    name: 'the branch that fails least, where another forbids a property',
    given: ['forbidding', { a: 2 }],
    want: ['body /a maximum'],
  },
  {
    name: 'the branch that the constant names',
    given: ['one', { kind: 'dog', barks: 'no' }],
    want: ['body /barks type'],
  },
  { name: 'the other', given: ['one', { kind: 'cat' }], want: ['body /lives required'] },
  { name: 'the choice itself, where no branch is meant', given: ['one', { kind: 'cow' }], want: ['body  oneOf'] },
  { name: 'the choice itself for another type', given: ['one', 'cat'], want: ['body  oneOf'] },
  { name: 'the choice itself, where two branches fit', given: ['overlap', 5], want: ['body  oneOf'] },
  {
    name: 'a choice in a list',
    given: ['list', [{ kind: 'cat', lives: 9 }, { kind: 'dog' }]],
    want: ['body /1/barks required'],
  },
  {
    name: 'two choices beside each other',
    given: ['nested', { pay: { iban: 'x', owner: 'Ann' }, pet: { kind: 'cat' } }],
    want: ['body /pay/bic required', 'body /pet/lives required'],
  },
  {
    name: 'the branch that is not null',
    given: ['nullable', { number: 1, holder: 'Ann' }],
    want: ['body /number type'],
  },
  { name: 'null itself', given: ['nullable', null], want: [] },
  { name: 'the branch of the value’s type', given: ['kinds', 'long'], want: ['body  maxLength'] },
  { name: 'the other branch of the value’s type', given: ['kinds', 10], want: ['body  maximum'] },
  { name: 'a choice within a choice', given: ['deep', { kind: 'dog', barks: 1 }], want: ['body /barks type'] },
  {
    name: 'a discriminator’s schema',
    given: ['discriminated', { kind: 'OpenCat', lives: 'x' }],
    want: ['body /lives type'],
  },
  {
    name: 'a discriminator’s other schema',
    given: ['discriminated', { kind: 'OpenDog', lives: 1 }],
    want: ['body /lives maximum'],
  },
  {
    name: 'a discriminator that names no schema',
    given: ['discriminated', { kind: 'Cow' }],
    want: ['body /kind enum'],
  },
  { name: 'a missing discriminator', given: ['discriminated', {}], want: ['body /kind required'] },
  {
    name: 'a mapped discriminator, by pointer',
    given: ['mapped', { kind: 'miau', lives: 'x' }],
    want: ['body /lives type'],
  },
  {
    name: 'a mapped discriminator, by name',
    given: ['mapped', { kind: 'wuff', lives: 1 }],
    want: ['body /lives maximum'],
  },
];

describe('the faults of a choice are told from (design, step 7)', () => {
  it.each(byName(rows))('%s', async (_, { given: [path, body], want }) =>
    expect((await ask(sandbox, `POST /${path}`, { body })).faults).toEqual(want),
  );
});
