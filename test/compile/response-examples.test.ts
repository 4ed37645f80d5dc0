import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../sandbox/syntax/json.ts';
import { byName } from '../fixtures/by-name.ts';
import { documentOf } from '../fixtures/document.ts';
import { problemsOf } from '../fixtures/problems.ts';
import { sandboxOf } from '../fixtures/write-document.ts';

const pet = {
  type: 'object',
  required: ['id'],
  properties: {
    id: { type: 'integer', xml: { attribute: true } },
    tags: { type: 'array', minItems: 1, items: { type: 'string', maxLength: 3 }, xml: { wrapped: true, name: 'tags' } },
  },
  xml: { name: 'pet' },
};
const form = 'application/x-www-form-urlencoded';

/** The problems of a response example in this media type, as `code: message`. */
function reported(mediaType: string, media: JsonObject): readonly string[] {
  const get = { operationId: 'get', responses: { 200: { description: '', content: { [mediaType]: media } } } };
  const sandbox = sandboxOf(documentOf({ '/': { get } }));
  const problems = problemsOf(sandbox).filter(({ severity }) => severity !== 'note');
  return problems.map(({ code, message }) => `${code}: ${message}`);
}

const rows: readonly { name: string; type: string; schema: Json; example: Json; says?: string }[] = [
  { name: 'valid XML', type: 'application/xml', schema: pet, example: '<pet id="1"><tags><tags>a</tags></tags></pet>' },
  {
    name: 'XML that violates its schema',
    type: 'application/xml',
    schema: pet,
    example: '<pet id="x"/>',
    says: 'breaks its schema: id must be of type integer (type)',
  },
  {
    name: 'XML of a media type with the suffix +xml',
    type: 'application/vnd.pet+xml',
    schema: pet,
    example: '<pet id="1"><tags><tags>long</tags></tags></pet>',
    says: 'breaks its schema: tags[0] must have at most 3 characters (maxLength)',
  },
  {
    name: 'malformed XML',
    type: 'application/xml',
    schema: pet,
    example: '<pet id="1">',
    says: 'cannot be read as application/xml',
  },
  {
    name: 'XML with another root element',
    type: 'application/xml',
    schema: pet,
    example: '<dog id="1"/>',
    says: 'has the root element <dog>, and should have <pet>',
  },
  {
    name: 'XML with a root element in another namespace',
    type: 'application/xml',
    schema: { ...pet, xml: { name: 'pet', namespace: 'urn:pets' } },
    example: '<pet id="1"/>',
    says: 'has the root element <pet>, and should have <pet xmlns="urn:pets">',
  },
  {
    name: 'XML with a repeated element for a single value',
    type: 'application/xml',
    schema: pet,
    example: '<pet id="1"><tags><tags>a</tags></tags><tags/></pet>',
    says: 'cannot be read as application/xml: tags must be sent only once',
  },
  { name: 'XML given as data', type: 'application/xml', schema: pet, example: { id: 1 } },
  {
    name: 'XML given as data that violates its schema',
    type: 'application/xml',
    schema: pet,
    example: { tags: ['a'] },
    says: 'breaks its schema: id is required (required)',
  },
  { name: 'XML whose schema is a string', type: 'application/xml', schema: { type: 'string' }, example: '<a/>' },
  { name: 'valid form', type: form, schema: pet, example: 'id=1&tags=a&tags=b' },
  {
    name: 'form that violates its schema',
    type: form,
    schema: pet,
    example: 'id=1&tags=long',
    says: 'breaks its schema: tags[0] must have at most 3 characters (maxLength)',
  },
  {
    name: 'form with an invalid percent-encoding',
    type: form,
    schema: pet,
    example: 'id=1&name=%zz',
    says: `cannot be read as ${form}: a % in it encodes nothing (name)`,
  },
  {
    name: 'form with a repeated field for a single value',
    type: form,
    schema: pet,
    example: 'id=1&id=2',
    says: `cannot be read as ${form}: id must be sent only once`,
  },
  {
    name: 'multipart without a boundary',
    type: 'multipart/form-data',
    schema: pet,
    example: 'id=1',
    says: 'cannot be read as multipart/form-data: it begins with no boundary, and its media type names none',
  },
  {
    name: 'multipart without a closing boundary',
    type: 'multipart/form-data',
    schema: pet,
    example: '--x\nContent-Disposition: form-data; name=id\n\n1\n',
    says: 'cannot be read as multipart/form-data: it does not end with --x--',
  },
  {
    name: 'multipart with an unnamed part',
    type: 'multipart/form-data',
    schema: pet,
    example: '--x\n\n1\n--x--\n',
    says: 'cannot be read as multipart/form-data: a part has no name in its Content-Disposition',
  },
  {
    name: 'multipart with malformed part headers',
    type: 'multipart/form-data',
    schema: pet,
    example: '--x\nid is\n\n1\n--x--\n',
    says: 'cannot be read as multipart/form-data: what stands before the empty line of a part is no list of headers',
  },
  {
    name: 'JSON Lines with a malformed line',
    type: 'application/jsonl',
    schema: { items: pet },
    example: '{"id":1}\n{"id":\n',
    says: 'cannot be read as application/jsonl: item 2 of 2 is not valid JSON',
  },
  {
    name: 'JSON in a string that violates its schema',
    type: 'application/json',
    schema: { ...pet, type: 'object' },
    example: '{"id": "x"}',
    says: 'breaks its schema: id must be of type integer (type)',
  },
  {
    name: 'malformed JSON in a string',
    type: 'application/json',
    schema: { ...pet, type: 'object' },
    example: '{"id": 1',
    says: 'breaks its schema: it must be of type object (type); it is a text, and not valid JSON either',
  },
  { name: 'form given as data', type: form, schema: pet, example: { id: 1, tags: ['a'] } },
  {
    name: 'JSON Lines that violate their schema',
    type: 'application/jsonl',
    schema: { type: 'array', items: pet },
    example: '{"id":1}\n{"id":"x"}\n',
    says: 'breaks its schema: [1].id must be of type integer (type)',
  },
  { name: 'plain text for an object schema', type: 'text/plain', schema: { type: 'object' }, example: 'x' },
];

describe('a response example is parsed as a client would parse it', () => {
  it.each(byName(rows))('%s', (_, { type, schema, example, says }) => {
    const want = says === undefined ? [] : [`example-invalid: The example of get, answer 200, ${says}.`];
    expect(reported(type, { schema, example })).toEqual(want);
  });
});

describe('a body generated for a response in XML or a form satisfies its schema', () => {
  const deep = {
    ...pet,
    properties: { ...pet.properties, owner: { type: ['object', 'null'], properties: { n: true } } },
  };
  it.each<readonly [string, Json]>([
    ['application/xml', pet],
    ['application/xml', deep],
    ['application/xml', { type: 'array', minItems: 2, items: pet, xml: { name: 'pets', wrapped: true } }],
    [form, pet],
    ['multipart/form-data', pet],
  ])('%s of %o', (type, schema) => expect(reported(type, { schema })).toEqual([]));

  it('otherwise the violation is reported', () =>
    // XML does not allow an element of this name.
    expect(
      reported('application/xml', { schema: { type: 'object', required: ['a b'], properties: { 'a b': true } } }),
    ).toEqual([
      expect.stringMatching(/^xml-name: "a b" is no name in XML/),
      expect.stringMatching(/^sample-invalid: .* breaks it: a b is required/),
    ]));
});
