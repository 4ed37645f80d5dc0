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
  { name: 'value that matches a branch: no violations', given: ['any', { number: '1', holder: 'Ann' }], want: [] },
  {
    name: 'value close to one branch: its violations',
    given: ['any', { number: '1', holder: 'Ann', cvc: '1234' }],
    want: ['body /cvc maxLength'],
  },
  {
    name: 'value close to the other branch: its violations',
    given: ['any', { iban: 'x', owner: 'Ann' }],
    want: ['body /bic required'],
  },
  {
    name: 'value close to one branch but for a type: its violations',
    given: ['any', { iban: 'x', bic: 1, owner: 'Ann' }],
    want: ['body /bic type'],
  },
  {
    name: 'several violations in the closest branch: all of them',
    given: ['any', { holder: 'Ann', cvc: '1234' }],
    want: ['body /cvc maxLength', 'body /number required'],
  },
  {
    name: 'value close to one branch, another forbids its property: the closest branch',
    given: ['forbidding', { a: 2 }],
    want: ['body /a maximum'],
  },
  {
    name: 'constant of one branch: the violations of that branch',
    given: ['one', { kind: 'dog', barks: 'no' }],
    want: ['body /barks type'],
  },
  {
    name: 'constant of the other branch: the violations of that branch',
    given: ['one', { kind: 'cat' }],
    want: ['body /lives required'],
  },
  { name: 'constant of no branch: oneOf', given: ['one', { kind: 'cow' }], want: ['body  oneOf'] },
  { name: 'value of a type that no branch has: oneOf', given: ['one', 'cat'], want: ['body  oneOf'] },
  { name: 'value that matches two branches of oneOf: oneOf', given: ['overlap', 5], want: ['body  oneOf'] },
  {
    name: 'choice within a list: per item',
    given: ['list', [{ kind: 'cat', lives: 9 }, { kind: 'dog' }]],
    want: ['body /1/barks required'],
  },
  {
    name: 'two choices in one object: per property',
    given: ['nested', { pay: { iban: 'x', owner: 'Ann' }, pet: { kind: 'cat' } }],
    want: ['body /pay/bic required', 'body /pet/lives required'],
  },
  {
    name: 'choice between an object and null: the object branch',
    given: ['nullable', { number: 1, holder: 'Ann' }],
    want: ['body /number type'],
  },
  { name: 'null where null is allowed: no violations', given: ['nullable', null], want: [] },
  {
    name: 'string for branches of different types: the string branch',
    given: ['kinds', 'long'],
    want: ['body  maxLength'],
  },
  { name: 'number for branches of different types: the number branch', given: ['kinds', 10], want: ['body  maximum'] },
  {
    name: 'nested choices: the innermost branch',
    given: ['deep', { kind: 'dog', barks: 1 }],
    want: ['body /barks type'],
  },
  {
    name: 'discriminator of one schema: its violations',
    given: ['discriminated', { kind: 'OpenCat', lives: 'x' }],
    want: ['body /lives type'],
  },
  {
    name: 'discriminator of another schema: its violations',
    given: ['discriminated', { kind: 'OpenDog', lives: 1 }],
    want: ['body /lives maximum'],
  },
  {
    name: 'discriminator of no schema: enum',
    given: ['discriminated', { kind: 'Cow' }],
    want: ['body /kind enum'],
  },
  { name: 'missing discriminator: required', given: ['discriminated', {}], want: ['body /kind required'] },
  {
    name: 'mapping by pointer: the violations of the mapped schema',
    given: ['mapped', { kind: 'miau', lives: 'x' }],
    want: ['body /lives type'],
  },
  {
    name: 'mapping by name: the violations of the mapped schema',
    given: ['mapped', { kind: 'wuff', lives: 1 }],
    want: ['body /lives maximum'],
  },
];

describe('violations of a choice (design, step 7)', () => {
  it.each(byName(rows))('%s', async (_, { given: [path, body], want }) =>
    expect((await ask(sandbox, `POST /${path}`, { body })).faults).toEqual(want),
  );
});
