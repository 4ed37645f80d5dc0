import type { Json, JsonObject } from '../../sandbox/syntax/json.ts';

/** What takes the place of a schema: it needs these definitions, which stand under `#/components/schemas` or `#/definitions`. */
export interface Growth {
  readonly name: string;
  readonly schema: Json;
  readonly definitions: JsonObject;
}

type Refer = (name: string) => JsonObject;

/** Each schema refers to the next. */
function chain(length: number, link: (next: JsonObject) => JsonObject, refer: Refer): Growth {
  const names = Array.from({ length }, (_, index) => `Chained${index}`);
  const definitions = Object.fromEntries(
    names.map((name, index): readonly [string, Json] => {
      const next = names[index + 1];
      return [name, next === undefined ? { type: 'string' } : link(refer(next))];
    }),
  );
  return { name: `a chain of ${length}`, schema: refer('Chained0'), definitions };
}

/** One inside of the other. */
function nest(depth: number, around: (inner: Json) => JsonObject): Growth {
  let schema: Json = { type: 'string' };
  for (let level = 0; level < depth; level += 1) schema = around(schema);
  return { name: `${depth} levels`, schema, definitions: {} };
}

/** Schemas that are chained, doubled, nested or just many. */
export function growthsOf(section: string): readonly (() => Growth)[] {
  const refer: Refer = (name) => ({ $ref: `#/${section}/${name}` });
  const links: readonly ((next: JsonObject) => JsonObject)[] = [
    (next) => next,
    (next) => ({ allOf: [next] }),
    (next) => ({ type: 'object', properties: { a: next } }),
    (next) => ({ type: 'array', items: next, minItems: 1 }),
    (next) => ({ allOf: [next, next] }),
    (next) => ({ oneOf: [next, { type: 'null' }] }),
    (next) => ({ anyOf: [next, next], type: 'object' }),
    (next) => ({ type: 'object', required: ['a', 'b'], properties: { a: next, b: next } }),
    (next) => ({ type: 'object', additionalProperties: next, minProperties: 2 }),
    (next) => ({ not: next }),
  ];
  const chains = links.flatMap((link) => [30, 600].map((length) => () => chain(length, link, refer)));
  const nests = [10, 240, 600].flatMap((depth) => [
    () => nest(depth, (inner) => ({ allOf: [inner] })),
    () => nest(depth, (inner) => ({ type: 'object', required: ['a'], properties: { a: inner } })),
    () => nest(depth, (inner) => ({ type: 'array', minItems: 1, items: inner })),
    () => nest(depth, (inner) => ({ oneOf: [inner, { type: 'integer' }] })),
  ]);
  const many = 5000;
  const numbered = Array.from({ length: many }, (_, index) => `n${index}`);
  const crowds: readonly (() => Growth)[] = [
    () => ({ name: `${many} constants`, schema: { enum: numbered }, definitions: {} }),
    () => ({ name: `${many} choices`, schema: { oneOf: numbered.map((name) => ({ const: name })) }, definitions: {} }),
    () => ({
      name: `${many} properties`,
      schema: { type: 'object', properties: Object.fromEntries(numbered.map((name) => [name, { type: 'string' }])) },
      definitions: {},
    }),
    () => ({ name: `${many} examples`, schema: { type: 'string', examples: numbered }, definitions: {} }),
  ];
  return [...chains, ...nests, ...crowds];
}
