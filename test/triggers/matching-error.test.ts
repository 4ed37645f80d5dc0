import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../sandbox/syntax/json.ts';
import { ask, bytes } from '../fixtures/ask.ts';
import { byName } from '../fixtures/by-name.ts';
import { documentOf, jsonBody, parameter, response } from '../fixtures/document.ts';
import { ruledSandbox } from '../fixtures/ruled-sandbox.ts';
import { type Stated, type Writing, writings } from '../fixtures/stated-errors.ts';

const order = {
  type: 'object',
  required: ['customer'],
  additionalProperties: false,
  properties: {
    customer: { type: 'string', minLength: 2, maxLength: 4 },
    email: { type: 'string', format: 'email' },
    status: { enum: ['open', 'shut'] },
    quantity: { type: 'integer', minimum: 1, maximum: 9 },
    tags: { type: 'array', maxItems: 2, items: { type: 'string' } },
    lines: {
      type: 'array',
      items: {
        type: 'object',
        required: ['sku'],
        properties: { sku: { type: 'string', pattern: '^[A-Z]+$' }, dueDate: { type: 'string', format: 'date' } },
      },
    },
  },
};
const parameters = [
  parameter('path', 'id', { type: 'integer' }),
  parameter('query', 'region', { type: 'string' }, { required: true }),
  parameter('query', 'limit', { type: 'integer', maximum: 9 }),
  parameter('header', 'X-Tenant', { type: 'string', pattern: '^t-' }),
];

interface Sent {
  readonly target?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Json | Uint8Array<ArrayBuffer>;
}

const good = { customer: 'Tom' };
const json = { 'Content-Type': 'application/json' };
const at = (...steps: Stated['at']) => ({ in: 'body', at: steps }) as const;
const query = (name: string) => ({ in: 'query', at: [name] }) as const;
const bodyOf = (more: JsonObject): Sent => ({ body: { ...good, ...more } });
const nameless = { ...at('customer'), says: 'is required' };
const highLimit = { ...query('limit'), says: 'must be less than or equal to 9' };

/** A request, and the error that is about exactly its faults. */
interface Row {
  readonly name: string;
  readonly sent: Sent;
  readonly error: readonly Stated[];
}

const rows: readonly Row[] = [
  { name: 'missing property', sent: { body: {} }, error: [nameless] },
  {
    name: 'string longer than maxLength',
    sent: bodyOf({ customer: 'Thomas' }),
    error: [{ ...at('customer'), says: 'is too long (maximum is 4 characters)' }],
  },
  {
    name: 'string shorter than minLength',
    sent: bodyOf({ customer: 'T' }),
    error: [{ ...at('customer'), says: 'is too short (minimum is 2 characters)' }],
  },
  {
    name: 'property of another type',
    sent: bodyOf({ quantity: 'many' }),
    error: [{ ...at('quantity'), says: 'must be a whole number' }],
  },
  {
    name: 'number below minimum',
    sent: bodyOf({ quantity: 0 }),
    error: [{ ...at('quantity'), says: 'must be at least 1' }],
  },
  {
    name: 'number above maximum',
    sent: bodyOf({ quantity: 10 }),
    error: [{ ...at('quantity'), says: 'must not be greater than 9' }],
  },
  {
    name: 'value not in enum',
    sent: bodyOf({ status: 'ajar' }),
    error: [{ ...at('status'), says: 'must be one of: open, shut' }],
  },
  {
    name: 'string not in the format',
    sent: bodyOf({ email: 'Tom' }),
    error: [{ ...at('email'), says: 'is not a valid e-mail address' }],
  },
  {
    name: 'more items than maxItems',
    sent: bodyOf({ tags: ['a', 'b', 'c'] }),
    error: [{ ...at('tags'), says: 'must have at most 2 items' }],
  },
  {
    name: 'unknown property',
    sent: bodyOf({ colour: 'red' }),
    error: [{ ...at('colour'), says: 'is not allowed' }],
  },
  {
    name: 'missing property of a list item',
    sent: bodyOf({ lines: [{}] }),
    error: [{ ...at('lines', 0, 'sku'), says: 'is missing' }],
  },
  {
    name: 'string in a list item that does not match its pattern',
    sent: bodyOf({ lines: [{ sku: 'a1' }] }),
    error: [{ ...at('lines', 0, 'sku'), says: 'must match the pattern ^[A-Z]+$' }],
  },
  {
    name: 'missing query parameter',
    sent: { target: '/orders/1', body: good },
    error: [{ ...query('region'), says: 'must be specified' }],
  },
  {
    name: 'query parameter of another type',
    sent: { target: '/orders/1?region=eu&limit=few', body: good },
    error: [{ ...query('limit'), says: 'is not a number' }],
  },
  {
    name: 'query parameter above maximum',
    sent: { target: '/orders/1?region=eu&limit=10', body: good },
    error: [highLimit],
  },
  {
    name: 'header that does not match its pattern',
    sent: { headers: { 'X-Tenant': 'x' }, body: good },
    error: [{ in: 'header', at: ['X-Tenant'], says: 'has the wrong format' }],
  },
  {
    name: 'path parameter of another type',
    sent: { target: '/orders/first?region=eu', body: good },
    error: [{ in: 'path', at: ['id'], says: 'should be an integer' }],
  },
  { name: 'missing body', sent: {}, error: [{ ...at(), says: 'The body is missing' }] },
  {
    name: 'body that cannot be parsed',
    sent: { headers: json, body: bytes('{"customer":') },
    error: [{ ...at(), says: 'The body is not valid JSON' }],
  },
  {
    name: 'two faults, one in the query and one in the body',
    sent: { target: '/orders/1?region=eu&limit=10', body: {} },
    error: [nameless, highLimit],
  },
  {
    name: 'two faults in the body',
    sent: { body: { status: 'ajar' } },
    error: [nameless, { ...at('status'), says: 'must be one of: open, shut' }],
  },
];

/** Errors that are about none of these faults, and must not be chosen. */
const misleading: readonly (readonly Stated[])[] = [
  [{ ...at(), says: 'The request is wrong' }],
  [{ ...at(), says: 'The access token is missing' }],
  [{ ...at(), says: 'API rate limit exceeded' }],
  [{ ...at('email'), says: 'has already been taken' }],
  [{ ...at('lines', 0, 'dueDate'), says: 'must be in the past' }],
  [{ ...at('customer'), says: 'does not exist' }],
  [nameless, { ...at('email'), says: 'is not a valid e-mail address' }, highLimit],
  [{ ...at('nickname'), says: 'is required' }],
];

/** Requests whose faults no error is about, or no error about exactly these. */
const others: readonly { readonly name: string; readonly sent: Sent }[] = [
  { name: 'another keyword at a location that an error names', sent: bodyOf({ customer: 5 }) },
  {
    name: 'fault that no schema describes at a location that an error names',
    sent: bodyOf({ lines: [{ sku: 'A', dueDate: 'soon' }] }),
  },
  { name: 'another list item than the one that an error names', sent: bodyOf({ lines: [{ sku: 'A' }, { sku: 'a' }] }) },
  { name: 'two faults, an error about only one', sent: { body: { quantity: 1.5 } } },
  { name: 'two faults, an error about each alone', sent: bodyOf({ quantity: 0, tags: ['a', 'b', 'c'] }) },
  { name: 'missing body and missing parameter', sent: { target: '/orders/1' } },
  { name: 'another unknown property than the one that an error names', sent: bodyOf({ shade: 'red' }) },
];

const named = [
  ...misleading.map((error, index) => [`e${index}`, error] as const),
  ...rows.map(({ error }, index) => [`e${index + misleading.length}`, error] as const),
];

function sandboxIn({ write, mediaType }: Writing, names: readonly (readonly [string, readonly Stated[]])[]) {
  const examples: Record<string, Json> = Object.fromEntries(names.map(([name, stated]) => [name, write(stated)]));
  const post = {
    operationId: 'buy',
    parameters,
    requestBody: jsonBody(order),
    responses: { 201: response({ done: {} }), 400: response(examples, mediaType) },
  };
  return ruledSandbox(documentOf({ '/orders/{id}': { post } }));
}

describe.each(byName(writings))('in %s', (_, writing) => {
  describe.each([
    ['in document order', named],
    ['in reverse order', named.toReversed()],
  ] as const)('%s', (_, examples) => {
    const sandbox = sandboxIn(writing, examples);
    const send = ({ target = '/orders/1?region=eu', ...asking }: Sent) => ask(sandbox, `POST ${target}`, asking);

    it.each(byName(rows))('%s gets the error example about it', async (_, row) => {
      const answer = await send(row.sent);
      expect(answer).toMatchObject({
        status: 400,
        scenario: `buy/400/e${misleading.length + rows.indexOf(row)}`,
        trigger: 'fault',
      });
      expect(answer.body).toEqual(writing.write(row.error));
    });

    it.each(byName(others))('%s gets none of these error examples', async (_, { sent }) => {
      const [[first] = []] = examples;
      expect(await send(sent)).toMatchObject({
        status: 400,
        scenario: `buy/400/${writing.builds ? 'built' : first}`,
        trigger: 'fault',
      });
    });
  });
});
