import type { Json, JsonObject } from '../../../sandbox/syntax/json.ts';
import { type Row, type Topic, topicOf } from '../topic.ts';

function given(name: string, media: JsonObject, mediaType = 'application/json'): Row {
  const path = `/${name}`;
  const responses = { 200: { description: '', content: { [mediaType]: media } } };
  return { at: `GET ${path}`, operation: { responses }, asked: [`GET ${path}`] };
}

/** A body from a schema alone. */
const made = (name: string, schema: Json): Row => given(name, { schema });
const properties = (of: JsonObject, rest: JsonObject = {}): JsonObject => ({ type: 'object', properties: of, ...rest });
const text = { type: 'string' };
const integer = { type: 'integer' };

const rows: readonly Row[] = [
  given('several', { examples: { first: { value: { n: 1 } }, second: { value: { n: 2 } } } }),
  given('single', { example: { n: 1 } }),
  given('before-schema', { example: { n: 1 }, schema: { type: 'object', example: { n: 2 } } }),
  given('shared', { examples: { first: { $ref: '#/components/examples/shared' } } }),
  given('null', { example: null }),
  given('falsy', { example: false }),
  given('zero', { example: 0 }),
  given('empty-list', { example: [] }),
  given('text-as-json', { example: 'a text' }),
  given('external', { examples: { outside: { externalValue: 'https://example.com/one.json' } }, schema: text }),
  given('text', { example: 'a text' }, 'text/plain'),
  given('csv', { example: 'a,b\n1,2' }, 'text/csv'),
  given('xml-text', { example: '<a/>' }, 'application/xml'),
  given('plain-from-schema', { schema: text }, 'text/plain'),
  given('vendor', { example: { n: 1 } }, 'application/vnd.api+json'),
  given('nothing', {}),
  made('schema-example', { type: 'object', example: { n: 3 } }),
  made('schema-examples', { type: 'object', examples: [{ n: 4 }, { n: 5 }] }),
  made('schema-default', { type: 'object', default: { n: 6 } }),
  made('referenced', { $ref: '#/components/schemas/Pet' }),
  made('list', { type: 'array', items: { $ref: '#/components/schemas/Pet' } }),
  made('list-of-two', { type: 'array', items: integer, minItems: 2 }),
  made('text-only', text),
  made('integer', integer),
  made('number', { type: 'number' }),
  made('boolean', { type: 'boolean' }),
  made('nothing-known', {}),
  made('null-type', { type: 'null' }),
  made('const', { const: 'fixed' }),
  made('enum', { type: 'string', enum: ['b', 'a'] }),
  made('int32', { type: 'integer', format: 'int32' }),
  made('int64', { type: 'integer', format: 'int64' }),
  made('minimum', { type: 'integer', minimum: 5 }),
  made('maximum', { type: 'integer', maximum: -5 }),
  made('exclusive', { type: 'integer', exclusiveMinimum: 5 }),
  made('multiple', { type: 'integer', multipleOf: 3, minimum: 4 }),
  made('min-length', { type: 'string', minLength: 10 }),
  made('max-length', { type: 'string', maxLength: 3 }),
  made('pattern', { type: 'string', pattern: '^[A-Z]{3}$' }),
  made('date', { type: 'string', format: 'date' }),
  made('date-time', { type: 'string', format: 'date-time' }),
  made('time', { type: 'string', format: 'time' }),
  made('email', { type: 'string', format: 'email' }),
  made('uuid', { type: 'string', format: 'uuid' }),
  made('uri', { type: 'string', format: 'uri' }),
  made('ipv4', { type: 'string', format: 'ipv4' }),
  made('hostname', { type: 'string', format: 'hostname' }),
  made('byte', { type: 'string', format: 'byte' }),
  made('nullable', { type: ['string', 'null'] }),
  made('object', properties({ a: text, b: integer, c: { type: 'boolean' } }, { required: ['a'] })),
  made('nested', properties({ a: properties({ b: { type: 'array', items: properties({ c: text }) } }) })),
  made('property-examples', properties({ a: { type: 'string', example: 'x' }, b: { type: 'integer', default: 4 } })),
  made('write-only', properties({ a: text, secret: { type: 'string', writeOnly: true } })),
  made('read-only', properties({ a: text, id: { type: 'string', readOnly: true } })),
  made('all', { allOf: [properties({ a: text }), properties({ b: integer })] }),
  made('one', { oneOf: [properties({ a: text }), properties({ b: integer })] }),
  made('any', { anyOf: [properties({ a: text }), properties({ b: integer })] }),
  made('all-of-a-list', { allOf: [{ type: 'array', items: integer }, { description: 'Numbers' }] }),
  made('additional', { type: 'object', additionalProperties: integer }),
  made('circular', { $ref: '#/components/schemas/Tree' }),
  made('typeless-properties', { properties: { a: text } }),
];

const schemas = {
  Pet: properties({ id: integer, name: { type: 'string', example: 'Rex' } }, { required: ['id'] }),
  Tree: properties({ name: text, children: { type: 'array', items: { $ref: '#/components/schemas/Tree' } } }),
};

export const examples: Topic = topicOf('examples, and bodies from schemas', rows, {
  components: { schemas, examples: { shared: { value: { n: 'shared' } } } },
});
