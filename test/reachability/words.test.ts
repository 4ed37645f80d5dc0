import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../sandbox/syntax/json.ts';
import { ask } from '../fixtures/ask.ts';
import { documentOf } from '../fixtures/document.ts';
import { sandboxOf } from '../fixtures/write-document.ts';

/** A property of a random response, and of the default one. */
async function valuesOf(name: string, schema: Json): Promise<readonly Json[]> {
  const body = { type: 'object', required: [name], properties: { [name]: schema } };
  const content = { 'application/json': { schema: body } };
  const sandbox = sandboxOf(documentOf({ '/v': { get: { responses: { 200: { description: '', content } } } } }));
  const values: Json[] = [];
  for (const Prefer of ['dynamic=false', ...[1, 2, 3, 4, 5].map((seed) => `dynamic=true, seed=${seed}`)]) {
    const answer = await ask(sandbox, 'GET /v', { headers: { Prefer } });
    const read: JsonObject = JSON.parse(answer.text);
    values.push(read[name] ?? null);
  }
  return values;
}

const string = { type: 'string' };
const email = /^[a-z]+\.[a-z]+@example\.com$/;

describe('a random string looks like real data', () => {
  it.each<readonly [string, Json, RegExp]>([
    ['email', string, email],
    ['contact_email', string, email],
    ['workEmail', { type: 'string', format: 'email' }, email],
    ['firstName', string, /^[A-Z][a-z]+$/],
    ['family_name', string, /^[A-Z][a-z]+$/],
    ['postcode', string, /^[A-Z]\d{1,2} \dAB$/],
    ['billingPostcode', string, /^[A-Z]\d{1,2} \dAB$/],
    ['phoneNumber', string, /^\+44 20 7946 0\d{3}$/],
    ['city', string, /^[A-Z][a-z]+$/],
    ['website', { type: 'string', format: 'uri' }, /^https:\/\/example\.com\/[a-z]+$/],
    ['price', { type: 'number' }, /^\d+(\.\d+)?$/],
    ['price', string, /^\d+\.\d\d$/],
    ['currency', { type: 'string', minLength: 3, maxLength: 3 }, /^[A-Z]{3}$/],
    ['age', { type: 'integer' }, /^\d\d$/],
    ['x', { type: 'string', 'x-faker': 'internet.email' }, email],
    ['x', { type: 'string', 'x-faker': 'name.firstName' }, /^[A-Z][a-z]+$/],
    ['x', { type: 'string', 'x-faker': { 'person.lastName': [] } }, /^[A-Z][a-z]+$/],
    [
      'x',
      { type: 'string', 'x-faker': '{{name.firstName}} <{{internet.email}}>' },
      /^[A-Z][a-z]+ <[a-z.]+@example\.com>$/,
    ],
    ['x', { type: 'string', 'x-faker': { fake: '{{location.city}}, {{location.country}}' } }, /^[A-Z][a-z]+, [A-Z].*$/],
    ['x', { type: 'number', 'x-faker': 'commerce.price' }, /^\d+(\.\d+)?$/],
  ])('%s of %j', async (name, schema, want) => {
    const [plain, ...varied] = await valuesOf(name, schema);
    for (const value of varied) expect(String(value)).toMatch(want);
    expect(new Set([plain, ...varied]).size).toBeGreaterThan(2);
  });

  it.each<readonly [string, Json, RegExp]>([
    ['email', { type: 'string', maxLength: 5 }, /^.{0,5}$/],
    ['email', { type: 'boolean' }, /^(true|false)$/],
    ['city', { type: 'string', enum: ['Rome', 'Oslo'] }, /^(Rome|Oslo)$/],
    ['phone', { type: 'string', pattern: '^\\d{5}$' }, /^\d{5}$/],
    ['price', { type: 'integer', minimum: 5000 }, /^[5-9]\d{3}$/],
    ['x', { type: 'string', 'x-faker': 'no.suchThing' }, /^.+$/],
    ['x', { type: 'integer', 'x-faker': 'internet.email' }, /^\d+$/],
    ['x', { type: 'string', 'x-faker': { fake: '{{no.suchThing}}' } }, /^[^{]+$/],
    ['x', { type: 'integer', minimum: 5000 }, /^[5-9]\d{3}$/],
    ['x', { type: 'number', minimum: 1e21 }, /^1(\.\d+)?e\+21$/],
  ])('and satisfies the schema: %s of %j', async (name, schema, want) => {
    for (const value of await valuesOf(name, schema)) expect(String(value)).toMatch(want);
  });
});
