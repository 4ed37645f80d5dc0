import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../sandbox/syntax/json.ts';
import { ask } from '../fixtures/ask.ts';
import { documentOf, empty, response } from '../fixtures/document.ts';
import { fatalProblems } from '../fixtures/problems.ts';
import { sandboxOf } from '../fixtures/write-document.ts';

const text = { type: 'string' };
const short = { type: 'string', maxLength: 3 };
const A = { type: 'object', required: ['id', 'kind'], properties: { id: short, kind: { const: 'a' } } };
const B = { type: 'object', required: ['no', 'kind'], properties: { no: short, kind: { const: 'b' } } };
/** A member that objects must not have, since `await` would take them for promises. */
const ifThen = (condition: Json, then: Json): JsonObject =>
  Object.fromEntries([
    ['if', condition],
    ['then', then],
  ]);
const refs = [{ $ref: '#/components/schemas/A' }, { $ref: '#/components/schemas/B' }];
const mapping = { a: '#/components/schemas/A', b: '#/components/schemas/B' };

function document(
  schema: Json,
  mediaType = 'application/json',
  answer: JsonObject = response({ wrong: {} }),
): JsonObject {
  const post = {
    operationId: 'send',
    requestBody: { required: true, content: { [mediaType]: { schema } } },
    responses: { 200: empty, 409: answer },
  };
  return documentOf({ '/things': { post } }, { components: { schemas: { A, B } } });
}

const rule = (fault: string) => ({
  'scenarios/api.yaml': `rules: [{ operation: send, faults: [${fault}], answer: 409/wrong }]`,
});

/** The message about a rule on a location in a body of this schema; undefined if the location exists. */
function stated(schema: Json, place: string, keyword = '', mediaType?: string): readonly string[] {
  const fault = keyword === '' ? `"${place}"` : `{ at: "${place}", keyword: ${keyword} }`;
  return fatalProblems(() => sandboxOf(document(schema, mediaType), rule(fault))).map(({ message }) => message);
}

describe('locations in rules are resolved as a validator would visit the body', () => {
  it.each<readonly [string, Json, string]>([
    ['oneOf', { oneOf: refs }, 'body#/no'],
    ['anyOf', { anyOf: refs }, 'body#/id'],
    ['allOf', { allOf: refs }, 'body#/no'],
    ['nested choices', { oneOf: [{ anyOf: [{ allOf: refs }] }] }, 'body#/no'],
    ['discriminator without a mapping', { oneOf: refs, discriminator: { propertyName: 'kind' } }, 'body#/id'],
    ['discriminator with a mapping', { oneOf: refs, discriminator: { propertyName: 'kind', mapping } }, 'body#/no'],
    [
      'discriminator with a mapping, beside anyOf',
      { anyOf: refs, discriminator: { propertyName: 'kind', mapping } },
      'body#/no',
    ],
    [
      'the property of the discriminator',
      { oneOf: refs, discriminator: { propertyName: 'kind', mapping } },
      'body#/kind',
    ],
    [
      'discriminator within a property',
      { properties: { x: { oneOf: refs, discriminator: { propertyName: 'kind' } } } },
      'body#/x/id',
    ],
    [
      'discriminator within a list, any item',
      { items: { oneOf: refs, discriminator: { propertyName: 'kind' } } },
      'body#/*/id',
    ],
    [
      'discriminator within a list, item by index',
      { items: { oneOf: refs, discriminator: { propertyName: 'kind' } } },
      'body#/0/id',
    ],
    ['if', { properties: { a: text }, ...ifThen({ properties: { b: { const: 1 } } }, false) }, 'body#/b'],
    ['then', { properties: { a: text }, ...ifThen({ required: ['a'] }, { properties: { b: text } }) }, 'body#/b'],
    ['else', { properties: { a: text }, if: { required: ['a'] }, else: { properties: { b: text } } }, 'body#/b'],
    ['dependentSchemas', { properties: { a: text }, dependentSchemas: { a: { properties: { b: text } } } }, 'body#/b'],
    ['property that only required names', { properties: { a: text }, required: ['b'] }, 'body#/b'],
    [
      'property that only required within then names',
      { properties: { a: text }, ...ifThen(true, { required: ['b'] }) },
      'body#/b',
    ],
    [
      'property that only dependentRequired names',
      { properties: { a: text }, dependentRequired: { a: ['b'] } },
      'body#/b',
    ],
    [
      'property that only propertyNames names',
      { properties: { a: text }, propertyNames: { enum: ['a', 'b'] } },
      'body#/b',
    ],
    [
      'patternProperties',
      { properties: { a: text }, patternProperties: { '^x-': { properties: { b: text } } } },
      'body#/x-1/b',
    ],
    [
      'additionalProperties',
      { properties: { a: text }, additionalProperties: { properties: { b: text } } },
      'body#/x/b',
    ],
    ['additionalProperties: true', { properties: { a: text }, additionalProperties: true }, 'body#/x'],
    ['unevaluatedProperties', { properties: { a: text }, unevaluatedProperties: text }, 'body#/x'],
    ['prefixItems', { prefixItems: [{ properties: { a: text } }, { properties: { b: text } }] }, 'body#/1/b'],
    [
      'items after prefixItems',
      { prefixItems: [{ properties: { a: text } }], items: { properties: { b: text } } },
      'body#/1/b',
    ],
    ['contains', { contains: { properties: { a: text } } }, 'body#/0/a'],
    ['wildcard for a property', { properties: { a: { properties: { b: text } } } }, 'body#/*/b'],
    ['object without properties', { type: 'object' }, 'body#/anything/at/all'],
    [
      'one branch that allows any value there',
      { oneOf: [{ $ref: '#/components/schemas/A' }, { properties: { id: {} } }] },
      'body#/id/x',
    ],
  ])('the location exists: %s', (_, schema, place) => {
    expect(stated(schema, place)).toEqual([]);
  });

  it.each(['application/x-www-form-urlencoded', 'multipart/form-data', 'application/xml', 'application/vnd.a+json'])(
    'in a body of %s likewise',
    (mediaType) => {
      const schema = { type: 'object', oneOf: refs, discriminator: { propertyName: 'kind', mapping } };
      expect(stated(schema, 'body#/no', '', mediaType)).toEqual([]);
    },
  );

  it.each<readonly [string, Json, string, string]>([
    [
      'name that no branch has',
      { oneOf: refs },
      'body#/kinds',
      'The request body has no "kinds"; there is: id, kind, no. Did you mean kind?',
    ],
    [
      'name that no branch behind a discriminator has',
      { oneOf: refs, discriminator: { propertyName: 'kind', mapping } },
      'body#/nam',
      'The request body has no "nam"; there is: kind, id, no.',
    ],
    [
      'name that then does not have',
      { properties: { name: text }, ...ifThen(true, { properties: { owner: { properties: { first: text } } } }) },
      'body#/owner/frist',
      'The request body has no "frist"; there is: first. Did you mean first?',
    ],
    [
      'item that items: false excludes',
      { prefixItems: [{ properties: { a: text } }], items: false },
      'body#/0/b',
      'The request body has no "b"; there is: a.',
    ],
  ])('the location does not exist: %s', (_, schema, place, message) => {
    expect(stated(schema, place)).toEqual([`${message} (operation send)`]);
  });

  const closed = { properties: { name: text }, additionalProperties: false };
  it.each<readonly [string, Json]>([
    ['additionalProperties', closed],
    ['unevaluatedProperties', { properties: { name: text }, unevaluatedProperties: false }],
  ])('a property that %s refuses is a location for faults', async (keyword, schema) => {
    expect(stated(schema, 'body#/carrier', keyword)).toEqual([]);
    const sandbox = sandboxOf(document(schema), rule(`{ at: body#/carrier, keyword: ${keyword} }`));
    const answers = await Promise.all(
      [{ carrier: 1 }, { courier: 1 }].map((body) => ask(sandbox, 'POST /things', { body })),
    );
    expect(answers.map(({ scenario, trigger }) => [scenario, trigger])).toEqual([
      ['send/409/wrong', 'rule'],
      ['send/422/built', 'fault'],
    ]);
  });

  it('a rule on a property behind a discriminator applies, whichever branch is sent', async () => {
    const schema = { oneOf: refs, discriminator: { propertyName: 'kind' } };
    const sandbox = sandboxOf(document(schema), rule('{ at: body#/id, keyword: required }'));
    const send = async (body: Json) => {
      const { status, trigger } = await ask(sandbox, 'POST /things', { body });
      return [status, trigger];
    };
    // The schemas refuse their own names, so they are identified by what they allow.
    expect(await send({ kind: 'a', id: 'x' })).toEqual([200, 'default']);
    expect(await send({ kind: 'a' })).toEqual([409, 'rule']);
    expect(await send({ kind: 'b' })).toEqual([422, 'fault']);
  });

  it('a rule may set a property of the response body that its schema has and its example lacks', async () => {
    const schema = { oneOf: refs, discriminator: { propertyName: 'kind', mapping } };
    const content = { 'application/json': { schema, examples: { one: { value: { kind: 'a', id: 'x' } } } } };
    const given = documentOf(
      { '/things': { get: { operationId: 'send', responses: { 200: { description: '', content } } } } },
      { components: { schemas: { A, B } } },
    );
    const edits = (body: string) => ({
      'scenarios/api.yaml': `rules: [{ operation: send, answer: { scenario: 200/one, body: { ${body} } } }]`,
    });
    expect((await ask(sandboxOf(given, edits('/no: y')), 'GET /things')).body).toEqual({ kind: 'a', id: 'x', no: 'y' });
    expect(fatalProblems(() => sandboxOf(given, edits('/kinds: y'))).map(({ message }) => message)).toEqual([
      'The example\'s body has nothing at "/kinds"; there is: /kind, /id. Did you mean /kind? (operation send)',
    ]);
  });
});

describe('keywords in faults', () => {
  it('an unknown keyword is reported with the known ones and a suggestion', () => {
    const [message = ''] = stated({ required: ['a'] }, 'body#/a', 'requird');
    expect(message).toMatch(/^No fault has the keyword "requird"; there is: type, enum, .*Did you mean required\?/);
    for (const keyword of ['required', 'maxLength', 'contains', 'false schema', 'syntax', 'mediaType', 'accept']) {
      expect(message).toContain(keyword);
    }
    expect(message).not.toMatch(/properties,|readOnly|then/);
  });

  it.each(['properties', 'allOf', 'then', 'readOnly'])('%s is not a keyword of faults', (keyword) => {
    expect(stated({ required: ['a'] }, 'body#/a', keyword)).toHaveLength(1);
  });

  it.each(['required', 'false schema', 'unevaluatedItems', 'oneOf', 'syntax', '[required, type]'])(
    '%s is a keyword of faults',
    (keyword) => {
      expect(stated({ required: ['a'] }, 'body#/a', keyword)).toEqual([]);
    },
  );
});
