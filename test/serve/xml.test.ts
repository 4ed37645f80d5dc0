import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../sandbox/syntax/json.ts';
import { ask } from '../fixtures/ask.ts';
import { type DocumentedBody, echoOf, roundTrip, sendTo } from '../fixtures/body-echo.ts';
import { byName } from '../fixtures/by-name.ts';
import { documentOf } from '../fixtures/document.ts';
import { echoed } from '../fixtures/echo.ts';
import { problemsOf } from '../fixtures/problems.ts';
import { ruledSandbox } from '../fixtures/ruled-sandbox.ts';

const type = 'application/xml';
const text = { type: 'string' };
const integer = { type: 'integer' };
const ns = 'http://example.com/schema/sample';
const object = (properties: JsonObject, rest: JsonObject = {}): JsonObject => ({ type: 'object', properties, ...rest });
/** A body whose root element is `r`. */
const r = (properties: JsonObject, rest: JsonObject = {}): DocumentedBody => ({
  schema: object(properties, { xml: { name: 'r' }, ...rest }),
});
const array = (items: JsonObject, xml: JsonObject = {}): JsonObject => ({ type: 'array', items, xml });
const nil = 'xmlns:i="http://www.w3.org/2001/XMLSchema-instance" i:nil="true"';

interface Row {
  readonly name: string;
  readonly body: DocumentedBody;
  readonly given: string;
  readonly want: Json;
  /** The sandbox writes the same text, except for the declaration. */
  readonly writes?: true;
}

const read: readonly Row[] = [
  // OpenAPI 3.1.1, 4.8.26.2.1: no XML Object
  {
    name: 'strings',
    body: r({ animals: text }),
    given: '<r><animals>a b</animals></r>',
    want: { animals: 'a b' },
    writes: true,
  },
  {
    name: 'numbers',
    body: r({ n: integer, d: { type: 'number' } }),
    given: '<r><n> 5\n</n><d>-1.5</d></r>',
    want: { n: 5, d: -1.5 },
  },
  {
    name: 'booleans',
    body: r({ t: { type: 'boolean' } }),
    given: '<r><t>true</t></r>',
    want: { t: true },
    writes: true,
  },
  {
    name: 'objects',
    body: r({ o: object({ n: integer }) }),
    given: '<r><o><n>1</n></o></r>',
    want: { o: { n: 1 } },
    writes: true,
  },
  {
    name: 'empty objects',
    body: r({ o: object({ n: integer }) }),
    given: '<r><o/></r>',
    want: { o: {} },
    writes: true,
  },
  { name: 'empty strings', body: r({ s: text }), given: '<r><s></s></r>', want: { s: '' }, writes: true },
  {
    name: 'lists',
    body: r({ animals: array(text) }),
    given: '<r><animals>1</animals><animals>2</animals></r>',
    want: { animals: ['1', '2'] },
    writes: true,
  },
  {
    name: 'lists of one item',
    body: r({ animals: array(integer) }),
    given: '<r><animals>1</animals></r>',
    want: { animals: [1] },
    writes: true,
  },
  // 4.8.26.2.2: name, attribute
  {
    name: 'names and attributes',
    body: r({ id: { ...integer, xml: { attribute: true } }, name: { ...text, xml: { name: 'animal' } } }),
    given: '<r id="123"><animal>x</animal></r>',
    want: { id: 123, name: 'x' },
    writes: true,
  },
  // 4.8.26.2.2: prefix, namespace
  {
    name: 'prefixes and namespaces',
    body: r({ name: { ...text, xml: { namespace: ns, prefix: 'sample' } } }),
    given: `<r><sample:name xmlns:sample="${ns}">x</sample:name></r>`,
    want: { name: 'x' },
    writes: true,
  },
  {
    name: 'another prefix for the namespace',
    body: r({ name: { ...text, xml: { namespace: ns, prefix: 'sample' } } }),
    given: `<r xmlns:o="${ns}"><o:name>x</o:name></r>`,
    want: { name: 'x' },
  },
  {
    name: 'a default namespace',
    body: r({ n: integer }, { xml: { name: 'r', namespace: ns } }),
    given: `<r xmlns="${ns}"><n>1</n></r>`,
    want: { n: 1 },
    writes: true,
  },
  {
    name: 'a prefix for several names',
    body: r({ n: { ...integer, xml: { prefix: 's' } } }, { xml: { name: 'r', prefix: 's', namespace: ns } }),
    given: `<s:r xmlns:s="${ns}"><s:n>1</s:n></s:r>`,
    want: { n: 1 },
    writes: true,
  },
  {
    name: 'an attribute with a namespace',
    body: r({ id: { ...integer, xml: { attribute: true, prefix: 's', namespace: ns } } }),
    given: `<r xmlns:s="${ns}" s:id="5"/>`,
    want: { id: 5 },
    writes: true,
  },
  // 4.8.26.2.3: arrays
  {
    name: 'items with a name',
    body: r({ animals: array({ ...text, xml: { name: 'animal' } }) }),
    given: '<r><animal>1</animal><animal>2</animal></r>',
    want: { animals: ['1', '2'] },
    writes: true,
  },
  {
    name: 'the xml.name of an unwrapped list, ignored',
    body: r({ animals: array({ ...text, xml: { name: 'animal' } }, { name: 'aliens' }) }),
    given: '<r><animal>1</animal></r>',
    want: { animals: ['1'] },
    writes: true,
  },
  {
    name: 'wrapped lists',
    body: r({ animals: array(text, { wrapped: true }) }),
    given: '<r><animals><animals>1</animals><animals>2</animals></animals></r>',
    want: { animals: ['1', '2'] },
    writes: true,
  },
  {
    name: 'wrapped lists with a name',
    body: r({ animals: array(text, { name: 'aliens', wrapped: true }) }),
    given: '<r><aliens><aliens>1</aliens></aliens></r>',
    want: { animals: ['1'] },
    writes: true,
  },
  {
    name: 'wrapped lists, both names',
    body: r({ animals: array({ ...text, xml: { name: 'animal' } }, { name: 'aliens', wrapped: true }) }),
    given: '<r><aliens><animal>1</animal></aliens></r>',
    want: { animals: ['1'] },
    writes: true,
  },
  {
    name: 'wrapped lists without items',
    body: r({ animals: array(text, { wrapped: true }) }),
    given: '<r><animals/></r>',
    want: { animals: [] },
    writes: true,
  },
  {
    name: 'lists of lists',
    body: r({ l: array(array(integer)) }),
    given: '<r><l><l>1</l><l>2</l></l><l><l>3</l></l></r>',
    want: { l: [[1, 2], [3]] },
    writes: true,
  },
  {
    name: 'a list as a whole',
    body: { schema: array(integer, { name: 'ns' }) },
    given: '<ns><ns>1</ns><ns>2</ns></ns>',
    want: [1, 2],
    writes: true,
  },
  // OpenAPI 3.2.0, 4.26: nodeType
  {
    name: 'nodeType attribute (OpenAPI 3.2, XML Object)',
    body: r({ id: { ...integer, xml: { nodeType: 'attribute' } } }),
    given: '<r id="5"/>',
    want: { id: 5 },
    writes: true,
  },
  {
    name: 'nodeType text (OpenAPI 3.2, XML Object)',
    body: r({ id: { ...integer, xml: { attribute: true } }, v: { ...text, xml: { nodeType: 'text' } } }),
    given: '<r id="1">hi</r>',
    want: { id: 1, v: 'hi' },
    writes: true,
  },
  {
    name: 'nodeType element of a list (OpenAPI 3.2, XML Object)',
    body: r({ l: array(text, { nodeType: 'element' }) }),
    given: '<r><l><l>1</l></l></r>',
    want: { l: ['1'] },
    writes: true,
  },
  // The root: xml.name, else the name of the component
  {
    name: 'the name of a component as the root',
    body: { schema: { $ref: '#/components/schemas/Pet' }, schemas: { Pet: object({ n: integer }) } },
    given: '<Pet><n>1</n></Pet>',
    want: { n: 1 },
    writes: true,
  },
  {
    name: 'the xml.name of a component as the root',
    body: {
      schema: { $ref: '#/components/schemas/Pet' },
      schemas: { Pet: object({ n: integer }, { xml: { name: 'pet' } }) },
    },
    given: '<pet><n>1</n></pet>',
    want: { n: 1 },
    writes: true,
  },
  {
    name: 'any root name if none is documented',
    body: { schema: object({ n: integer }) },
    given: '<whatever><n>1</n></whatever>',
    want: { n: 1 },
  },
  // Composed schemas
  {
    name: 'references with an xml.name',
    body: {
      ...r({ tag: { $ref: '#/components/schemas/Tag' } }),
      schemas: { Tag: object({ n: integer }, { xml: { name: 'label' } }) },
    },
    given: '<r><label><n>1</n></label></r>',
    want: { tag: { n: 1 } },
    writes: true,
  },
  {
    name: 'parts of allOf',
    body: { schema: { allOf: [object({ a: integer }), object({ b: integer })], xml: { name: 'r' } } },
    given: '<r><a>1</a><b>2</b></r>',
    want: { a: 1, b: 2 },
    writes: true,
  },
  {
    name: 'recursive schemas',
    body: {
      schema: { $ref: '#/components/schemas/Node' },
      schemas: { Node: object({ n: integer, children: array({ $ref: '#/components/schemas/Node' }) }) },
    },
    given: '<Node><children><n>1</n><children><n>2</n></children></children></Node>',
    want: { children: [{ n: 1, children: [{ n: 2 }] }] },
    writes: true,
  },
  {
    name: 'a choice by a discriminator',
    body: {
      schema: {
        oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }],
        discriminator: { propertyName: 'kind' },
        xml: { name: 'r' },
      },
      schemas: { Cat: object({ kind: text, lives: integer }), Dog: object({ kind: text, bark: { type: 'boolean' } }) },
    },
    given: '<r><kind>Cat</kind><lives>9</lives></r>',
    want: { kind: 'Cat', lives: 9 },
    writes: true,
  },
  {
    name: 'an object or a text',
    body: r({ v: { type: ['object', 'string'] } }),
    given: '<r><v>x</v></r>',
    want: { v: 'x' },
  },
  // XML Schema, 2.6.2
  { name: 'null', body: r({ n: { type: ['integer', 'null'] } }), given: `<r><n ${nil}/></r>`, want: { n: null } },
  {
    name: 'an empty element for a nullable value',
    body: r({ n: { type: ['integer', 'null'] } }),
    given: '<r><n/></r>',
    want: { n: null },
  },
  // Undocumented elements
  {
    name: 'undocumented elements and attributes',
    body: r({}),
    given: '<r x="1"><a>1</a><b><c>2</c></b><d>3</d><d>4</d></r>',
    want: { x: '1', a: '1', b: { c: '2' }, d: ['3', '4'] },
  },
  {
    name: 'namespace declarations and xsi attributes',
    body: r({ n: integer }),
    given: `<r xmlns:x="${ns}" x:y="z" xml:lang="en"><n xml:space="preserve">1</n></r>`,
    want: { n: 1 },
  },
  {
    name: 'a document for a schema of a string, kept as text',
    body: { schema: text },
    given: '<a>1</a>',
    want: '<a>1</a>',
  },
  // XML 1.0
  {
    name: 'entities, CDATA, comments and processing instructions',
    body: r({ s: text }),
    given:
      '<?xml version="1.0" encoding="utf-8"?><!-- a --><r><?b c?><s>&lt;&#65;&#x42;<![CDATA[<&>]]><!-- d -->&amp;</s></r>\n',
    want: { s: '<AB<&>&' },
  },
  { name: 'a byte order mark', body: r({ s: text }), given: '\ufeff<r><s>x</s></r>', want: { s: 'x' } },
];

describe('XML is accepted with (OpenAPI 3.1.1, 4.8.26)', () => {
  it.each(byName(read))('%s', async (_, { body, given, want }) =>
    expect(echoed(await sendTo(echoOf(type, body), type, given))).toEqual(want),
  );

  it.each(['text/xml', 'application/vnd.x+xml'])('the type %s', async (other) => {
    const sandbox = echoOf(other, r({ n: integer }));
    expect(echoed(await sendTo(sandbox, `${other}; charset=utf-8`, '<r><n>1</n></r>'))).toEqual({ n: 1 });
    expect(problemsOf(sandbox)).toEqual([]);
  });
});

const strict = r(
  { n: { ...integer, maximum: 9 }, a: { ...text, xml: { attribute: true } } },
  { required: ['n'], additionalProperties: false },
);

const refused: readonly (Omit<Row, 'want'> & { readonly want: readonly string[] })[] = [
  { name: 'a missing element', body: strict, given: '<r/>', want: ['body /n required'] },
  { name: 'an element of the wrong type', body: strict, given: '<r><n>x</n></r>', want: ['body /n type'] },
  { name: 'an element above maximum', body: strict, given: '<r><n>10</n></r>', want: ['body /n maximum'] },
  {
    name: 'an undocumented element',
    body: strict,
    given: '<r><n>1</n><m/></r>',
    want: ['body /m additionalProperties'],
  },
  {
    name: 'an undocumented attribute',
    body: strict,
    given: '<r b="1"><n>1</n></r>',
    want: ['body /b additionalProperties'],
  },
  { name: 'elements instead of a value', body: strict, given: '<r><n><m/></n></r>', want: ['body /n type'] },
  {
    name: 'text instead of elements',
    body: r({ o: object({ n: integer }) }),
    given: '<r><o>x</o></r>',
    want: ['body /o type'],
  },
  {
    name: 'a repeated element for a single value',
    body: strict,
    given: '<r><n>1</n><n>2</n></r>',
    want: ['body /n syntax'],
  },
  { name: 'another root element', body: strict, given: '<s><n>1</n></s>', want: ['body  syntax'] },
  {
    name: 'another namespace',
    body: r({ n: { ...integer, xml: { namespace: ns } } }),
    given: '<r><n>1</n></r>',
    want: ['body /n syntax'],
  },
  {
    name: 'another namespace of the root element',
    body: r({ n: integer }, { xml: { name: 'r', namespace: ns } }),
    given: '<r><n>1</n></r>',
    want: ['body  syntax'],
  },
  { name: 'a text that is no XML', body: strict, given: '{}', want: ['body  syntax'] },
  { name: 'malformed XML for a schema of a string', body: { schema: text }, given: '<a>', want: ['body  syntax'] },
  {
    name: 'a document type declaration',
    body: strict,
    given: '<!DOCTYPE r [<!ENTITY e "1">]><r><n>&e;</n></r>',
    want: ['body  syntax'],
  },
  { name: 'an undeclared entity', body: strict, given: '<r><n>&e;</n></r>', want: ['body  syntax'] },
  {
    name: 'another encoding',
    body: strict,
    given: '<?xml version="1.0" encoding="latin1"?><r><n>1</n></r>',
    want: ['body  syntax'],
  },
  {
    name: 'elements nested too deeply',
    body: r({}),
    given: `<r>${'<a>'.repeat(600)}${'</a>'.repeat(600)}</r>`,
    want: ['body  syntax'],
  },
];

describe('XML is refused for (OpenAPI 3.1.1, 4.8.26)', () => {
  it.each(byName(refused))('%s', async (_, { body, given, want }) =>
    expect((await sendTo(echoOf(type, body), type, given)).faults).toEqual(want),
  );
});

describe('XML written by the sandbox is parsed into the same value (OpenAPI 3.1.1, 4.8.26)', () => {
  it.each(byName(read.filter(({ writes }) => writes)))('%s', async (_, { body, want }) =>
    expect(echoed(await roundTrip(type, body, want))).toEqual(want),
  );

  it.each<readonly [string, DocumentedBody, Json]>([
    [
      'markup and quotation marks',
      r({ s: text, a: { ...text, xml: { attribute: true } } }),
      { s: '<&>"\'\n\t', a: '<&>"\'\n\t\r' },
    ],
    ['null', r({ n: { type: ['integer', 'null'] } }), { n: null }],
    ['undocumented elements', r({}), { a: '1', b: { c: '2' } }],
  ])('%s', async (_, body, value) => expect(echoed(await roundTrip(type, body, value))).toEqual(value));
});

describe('a response in XML (OpenAPI 3.1.1, 4.8.26)', () => {
  const answering = (schema: Json, example?: Json, components: JsonObject = {}) => {
    const media = { schema, ...(example !== undefined && { example }) };
    const get = { operationId: 'get', responses: { 200: { description: '', content: { [type]: media } } } };
    return ruledSandbox(documentOf({ '/x': { get } }, { components: { schemas: components } }));
  };
  const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';

  it.each(byName(read.filter(({ writes }) => writes)))('is written with %s', async (_, { body, given, want }) => {
    const { text: sent } = await ask(answering(body.schema ?? true, want, body.schemas), 'GET /x');
    expect(sent).toBe(`${declaration}${given}\n`);
  });

  it('documented as text is sent unchanged', async () => {
    const answer = await ask(answering(object({}), '<a>\n</a>'), 'GET /x');
    expect([answer.text, answer.headers['content-type']]).toEqual(['<a>\n</a>', type]);
  });

  it('without an example is generated', async () => {
    const pet = object({ id: { ...integer, xml: { attribute: true } }, name: text });
    const sandbox = answering({ $ref: '#/components/schemas/Pet' }, undefined, { Pet: pet });
    expect((await ask(sandbox, 'GET /x')).text).toBe(`${declaration}<Pet id="0"><name>string</name></Pet>\n`);
  });

  it('without a schema is written from its value', async () => {
    const get = { responses: { 200: { description: '', content: { [type]: { example: { a: [1, 2] } } } } } };
    const sandbox = ruledSandbox(documentOf({ '/x': { get } }));
    expect((await ask(sandbox, 'GET /x')).text).toBe(`${declaration}<root><a>1</a><a>2</a></root>\n`);
  });
});

describe('a documented example in XML (OpenAPI 3.1.1, 4.8.26)', () => {
  it.each<readonly [string, Json]>([
    ['given as an object', { n: 5, a: 'x' }],
    ['given as an XML text', '<r a="x"><n>5</n></r>'],
  ])('%s is parsed as a server would', (_, value) => {
    const sandbox = echoOf(type, { ...strict, examples: { given: value } });
    const { requestExamples } = sandbox.operation('api', 'send');
    expect(requestExamples.map((example) => example.value)).toEqual([{ n: 5, a: 'x' }]);
    expect(problemsOf(sandbox)).toEqual([]);
  });

  it('that cannot be parsed is reported, and is no evidence', () => {
    const sandbox = echoOf(type, { ...strict, examples: { one: '<r><n>5</r>' } });
    expect(problemsOf(sandbox).map(({ code }) => code)).toEqual(['example-invalid']);
  });
});

describe('the message about an element says how to write it (OpenAPI 3.1.1, 4.8.26)', () => {
  it.each<readonly [string, DocumentedBody, string, string]>([
    ['another root element', strict, '<s/>', '<r>'],
    [
      'another namespace of the root element',
      r({ n: integer }, { xml: { name: 'r', namespace: ns } }),
      '<r/>',
      `<r xmlns="${ns}">`,
    ],
    ['another namespace', r({ n: { ...integer, xml: { namespace: ns } } }), '<r><n>1</n></r>', `<n xmlns="${ns}">`],
    ['a repeated element for a single value', strict, '<r><n>1</n><n>2</n></r>', 'one value'],
    ['a text that is no XML', strict, '{}', 'xml'],
  ])('%s', async (_, body, given, expected) => {
    const { headers } = await sendTo(echoOf('application/xml', body), 'application/xml', given);
    expect(JSON.parse(headers['sandbox-faults'] ?? '')).toMatchObject([{ keyword: 'syntax', expected }]);
  });
});
