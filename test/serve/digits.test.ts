import { describe, expect, it } from 'vitest';
import { ordinarySample } from '../../sandbox/reachability/search.ts';
import { asWritten } from '../fixtures/as-written.ts';
import { ask, bytes } from '../fixtures/ask.ts';
import { byName } from '../fixtures/by-name.ts';
import { sandboxOf } from '../fixtures/write-document.ts';

const head = "openapi: 3.1.1\ninfo: { title: Numbers, version: '1' }\n";

/** Numbers whose notation JavaScript would change. */
const numbers = [
  '1234567890123456789',
  '1234567890123456788',
  '-9223372036854775808',
  '10.50',
  '1.0',
  '-0.0',
  '0.1234567890123456789',
  '123456789.123456789123',
  '0.0000001',
  '1e400',
  '-1E+400',
  '1e3',
  '2.50E-7',
];

describe('numbers in an example are sent in the notation of the document (design, Real documents)', () => {
  const value = `{ a: [${numbers.join(', ')}], b: { c: 1.0, d: 5 }, text: "10.50" }`;
  const json = `{"a":[${numbers.join(',')}],"b":{"c":1.0,"d":5},"text":"10.50"}`;
  const media = (rest: string) =>
    `${head}paths:\n  /it:\n    get:\n      responses:\n        200: { description: '', ${rest} }\n`;
  const inYaml = media(`content: { application/json: { example: ${value} } }`);
  const inJson = JSON.stringify({
    openapi: '3.0.3',
    info: { title: 'Numbers', version: '1' },
    paths: {
      '/it': { get: { responses: { 200: { description: '', content: { 'application/json': { example: 0 } } } } } },
    },
  }).replace('"example":0', `"example":${json}`);
  const shaped = (type: string, schema: string, example: string) =>
    media(`content: { ${type}: { schema: ${schema}, example: ${example} } }`);
  const price = '{ type: object, properties: { price: { type: number }, id: { type: integer } } }';
  const priced = '{ price: 10.50, id: 1234567890123456789 }';

  const rows: readonly {
    readonly name: string;
    readonly given: string;
    readonly want: string;
    readonly beside?: Record<string, string>;
  }[] = [
    { name: 'in YAML', given: inYaml, want: json },
    { name: 'in JSON', given: '{ $ref: it.json }', beside: { 'it.json': inJson }, want: json },
    {
      name: 'in a file that is referred to',
      given: media('content: { application/json: { examples: { it: { $ref: examples.yaml#/it } } } }'),
      beside: { 'examples.yaml': `it: { value: { $ref: value.json } }`, 'value.json': json },
      want: json,
    },
    {
      name: 'as an externalValue',
      given: media('content: { application/json: { examples: { it: { externalValue: value.json } } } }'),
      beside: { 'value.json': json },
      want: json,
    },
    {
      name: 'by an alias and a merge',
      given: `x-a: &a { one: 1.0 }\n${media('content: { application/json: { example: { <<: *a, two: *a, three: [*a] } } }')}`,
      want: '{"one":1.0,"two":{"one":1.0},"three":[{"one":1.0}]}',
    },
    { name: 'a number alone', given: media('content: { application/json: { example: 10.50 } }'), want: '10.50' },
    { name: 'as text', given: shaped('text/plain', '{ type: number }', '10.50'), want: '10.50' },
    {
      name: 'in a form',
      given: shaped('application/x-www-form-urlencoded', price, priced),
      want: 'price=10.50&id=1234567890123456789',
    },
    {
      name: 'with a plus in a form',
      given: shaped('application/x-www-form-urlencoded', price, '{ price: 1E+400 }'),
      want: 'price=1E%2B400',
    },
    {
      name: 'as JSON in a form',
      given: shaped(
        'application/x-www-form-urlencoded',
        '{ type: object, properties: { a: { type: object } } }',
        '{ a: { n: 1.0 } }',
      ),
      want: 'a=%7B%22n%22%3A1.0%7D',
    },
    {
      name: 'in XML',
      given: shaped('application/xml', price.replace('type: object', 'type: object, xml: { name: it }'), priced),
      want: '<?xml version="1.0" encoding="UTF-8"?>\n<it><price>10.50</price><id>1234567890123456789</id></it>\n',
    },
    {
      name: 'in lines',
      given: shaped('application/x-ndjson', '{ type: array }', '[{ n: 1.0 }, { n: 2 }]'),
      want: '{"n":1.0}\n{"n":2}\n',
    },
    {
      name: 'in events',
      given: shaped('text/event-stream', '{ type: array }', '[{ event: a, data: { n: 1.0 } }]'),
      want: 'event: a\ndata: {"n":1.0}\n\n',
    },
    {
      name: 'of a schema: example',
      given: media('content: { application/json: { schema: { type: number, example: 10.50 } } }'),
      want: '10.50',
    },
    {
      name: 'of a schema: default, const, enum and examples of properties, by references and in parts',
      given: `${media(
        "content: { application/json: { schema: { $ref: '#/components/schemas/It' } } }",
      )}components: { schemas: { It: { allOf: [{ $ref: '#/components/schemas/Id' }], properties: { a: { type: number, default: 1.0 }, b: { const: 2.0 }, c: { enum: [3.0, 4] }, d: { type: array, items: { type: number, examples: [5.0] } } } }, Id: { type: object, properties: { id: { type: integer, example: 1234567890123456789 } } } } }`,
      want: '{"id":1234567890123456789,"a":1.0,"b":2.0,"c":3.0,"d":[5.0]}',
    },
    {
      name: 'in OpenAPI 2.0',
      given: `swagger: '2.0'\ninfo: { title: Numbers, version: '1' }\npaths:\n  /it:\n    get:\n      responses:\n        200: { description: '', examples: { application/json: { id: 1234567890123456789, price: 1.0 } } }\n`,
      want: '{"id":1234567890123456789,"price":1.0}',
    },
    {
      name: 'YAML whose text is no number of JSON is written as JSON has it',
      given: media('content: { application/json: { example: [.5, +1, 0o17, 0x1F, 007, 1_000, 5.] } }'),
      want: '[0.5,1,15,31,7,"1_000",5]',
    },
  ];
  it.each(byName(rows))('%s', async (_, { given, beside = {}, want }) => {
    const isElsewhere = given.startsWith('{');
    const sandbox = isElsewhere ? sandboxOf(inJson) : sandboxOf(given, beside);
    expect(await (await sandbox.fetch('http://localhost/it')).text()).toBe(want);
  });

  it('in a header', async () => {
    const sandbox = sandboxOf(
      media(
        'headers: { A: { example: 1.10 }, B: { schema: { type: array }, example: [1.0, 2] }, C: { schema: { type: number, default: 3.0 } }, D: { content: { application/json: { example: { n: 4.0 } } } } }',
      ),
    );
    const { headers } = await ask(sandbox, 'GET /it');
    expect([headers['a'], headers['b'], headers['c'], headers['d']]).toEqual(['1.10', '1.0,2', '3.0', '{"n":4.0}']);
  });
});

describe('two numbers that are equal as doubles lead to different responses (design, step 9)', () => {
  const answers = (names: readonly string[]) =>
    `{ 200: { description: '', content: { application/json: { examples: { ${names.map((name) => `${name}: { value: { is: ${name} } }`).join(', ')} } } } } }`;
  const examples = '{ one: { value: 1234567890123456789 }, two: { value: 1234567890123456788 } }';
  const id = (place: string) =>
    `{ name: id, in: ${place}, required: ${place === 'path'}, schema: { type: integer }, examples: ${examples} }`;
  const bodies = (type: string) =>
    `requestBody: { content: { ${type}: { schema: { type: object, properties: { id: { type: integer } } }, examples: { one: { value: { id: 1234567890123456789 } }, two: { value: { id: 1234567890123456788 } } } } } }`;
  const document = `${head}paths:
  /path/{id}: { get: { parameters: [${id('path')}], responses: ${answers(['one', 'two'])} } }
  /query: { get: { parameters: [${id('query')}], responses: ${answers(['one', 'two'])} } }
  /header: { get: { parameters: [${id('header')}], responses: ${answers(['one', 'two'])} } }
  /body: { post: { ${bodies('application/json')}, responses: ${answers(['one', 'two'])} } }
  /form: { post: { ${bodies('application/x-www-form-urlencoded')}, responses: ${answers(['one', 'two'])} } }
  /small:
    get:
      parameters: [{ name: n, in: query, schema: { type: number }, examples: { one: { value: 0.1234567890123456781 }, two: { value: 0.1234567890123456782 } } }]
      responses: ${answers(['one', 'two'])}
  /shown/{id}:
    get:
      parameters: [{ name: id, in: path, required: true, schema: { type: integer } }]
      responses:
        200: { description: '', content: { application/json: { examples: { a: { value: { id: 1234567890123456789 } }, b: { value: { id: 1234567890123456788 } } } } } }
`;
  const sandbox = sandboxOf(document);
  it.each([
    ['GET /path/1234567890123456789', {}, 'one'],
    ['GET /path/1234567890123456788', {}, 'two'],
    ['GET /query?id=1234567890123456788', {}, 'two'],
    ['GET /query?id=1234567890123456788.0', {}, 'two'],
    ['GET /header', { headers: { id: '1234567890123456788' } }, 'two'],
    [
      'POST /body',
      { headers: { 'Content-Type': 'application/json' }, body: bytes('{"id":1234567890123456788}') },
      'two',
    ],
    [
      'POST /body',
      { headers: { 'Content-Type': 'application/json' }, body: bytes('{"id":1234567890123456789}') },
      'one',
    ],
    [
      'POST /form',
      { headers: { 'Content-Type': 'application/x-www-form-urlencoded' }, body: bytes('id=1234567890123456788') },
      'two',
    ],
    ['GET /small?n=0.1234567890123456782', {}, 'two'],
    ['GET /shown/1234567890123456788', {}, 'b'],
    ['GET /shown/1234567890123456789', {}, 'a'],
  ])('%s %o', async (request, asking, want) => {
    const { scenario, trigger } = await ask(sandbox, request, asking);
    expect([scenario?.split('/').at(-1), trigger]).toEqual([want, 'example']);
  });

  it('one number in two notations is the same', async () => {
    const one = sandboxOf(
      `${head}paths:\n  /it: { get: { parameters: [{ name: n, in: query, schema: { type: number }, examples: { a: { value: 1 }, b: { value: 10.50 } } }], responses: ${answers(['a', 'b'])} } }`,
    );
    expect((await ask(one, 'GET /it?n=10.5')).scenario).toMatch(/b$/);
    expect((await ask(one, 'GET /it?n=1.050e1')).scenario).toMatch(/b$/);
  });
});

describe('requests use the notation of the document', () => {
  const ok = "responses: { 200: { description: '' } }";
  const document = `${head}paths:
  /p/{id}:
    post:
      operationId: send
      parameters:
        - { name: id, in: path, required: true, schema: { type: integer }, example: 1234567890123456789 }
        - { name: price, in: query, required: true, schema: { type: number, default: 10.50 } }
        - { name: X-Rate, in: header, required: true, schema: { type: number }, example: 1.0 }
        - { name: deep, in: query, required: true, style: deepObject, schema: { type: object, properties: { a: { type: number } } }, example: { a: 2.0 } }
      requestBody: { required: true, content: { application/json: { example: { amount: 3.0 } } } }
      ${ok}
  /made:
    post:
      operationId: made
      requestBody: { required: true, content: { application/json: { schema: { type: object, properties: { amount: { type: number, example: 4.0 } } } } } }
      ${ok}
`;
  const sandbox = sandboxOf(document);
  const requestOf = (key: string) => ordinarySample(sandbox.findRequests('api', key))?.request;

  it('in parameters and body', () => {
    expect(requestOf('send')).toMatchObject({
      target: '/p/1234567890123456789?price=10.50&deep%5Ba%5D=2.0',
      headers: { 'X-Rate': '1.0' },
      text: '{"amount":3.0}',
    });
  });

  it('if generated from schemas', () => expect(requestOf('made')?.text).toBe('{"amount":4.0}'));
});

describe('rules compare and write exact numbers (design, step 8)', () => {
  const document = `${head}paths:
  /it:
    post:
      operationId: it
      parameters: [{ name: n, in: query, schema: { type: number } }, { name: v, in: query, schema: { type: string } }]
      requestBody: { content: { application/json: { schema: { type: object } } } }
      responses:
        200: { description: '', headers: { Total: { schema: { type: string } } }, content: { application/json: { examples: { plain: { value: { n: 0, kept: 1.0 } }, fitted: { value: { n: 0, text: '', literal: 0, list: [1.0, 2.0, 3.0], kept: 1.0 } }, big: { value: {} }, version: { value: {} } } } } }
`;
  const rules = `rules:
  - { operation: it, when: { query.n: 1234567890123456789 }, answer: 200/big }
  - { operation: it, when: { query.v: 1.10 }, answer: 200/version }
  - operation: it
    when: { body: { required: [price] } }
    answer:
      scenario: 200/fitted
      headers: { Total: 'sum {$request.body#/price}' }
      body: { /n: $request.body#/price, /text: 'it is {$request.body#/price}', /literal: 1234567890123456789 }
      limit: { /list: 2 }
`;
  const sandbox = sandboxOf(document, { 'scenarios/api.yaml': rules });
  const send = (query: string, text: string) =>
    ask(sandbox, `POST /it${query}`, { headers: { 'Content-Type': 'application/json' }, body: bytes(text) });

  it.each([
    ['?n=1234567890123456789', 'it/200/big'],
    ['?n=1234567890123456788', 'it/200/plain'],
    ['?v=1.10', 'it/200/version'],
    ['?v=1.1', 'it/200/plain'],
  ])('%s', async (query, want) => expect((await send(query, '{}')).scenario).toBe(want));

  it('values that are echoed and inserted', async () => {
    const { text, headers } = await send('', '{"price": 10.50}');
    expect(text).toBe('{"n":10.50,"text":"it is 10.50","literal":1234567890123456789,"list":[1.0,2.0],"kept":1.0}');
    expect(headers['total']).toBe('sum 10.50');
  });

  it('each rule has a request that meets it', () => {
    const reached = sandbox.findRequests('api', 'it').filter(({ natural }) => natural);
    expect(reached.map(({ scenario }) => scenario.name)).toEqual(['plain', 'fitted', 'big', 'version']);
  });
});

describe('echoed headers and defaults', () => {
  it('a default keeps its notation', async () => {
    const document = `${head}paths:
  /it:
    get:
      operationId: it
      parameters: [{ name: X-Rate, in: header, schema: { type: number, default: 1.0 } }, { name: n, in: query, schema: { type: number, default: 2.0 } }]
      responses: { 200: { description: '', headers: { X-Rate: { schema: { type: number } } }, content: { application/json: { example: { n: 0 } } } } }
`;
    const rules = 'rules: [{ operation: it, answer: { scenario: 200/example, body: { /n: $request.query.n } } }]';
    const { headers, text } = await ask(sandboxOf(document, { 'scenarios/api.yaml': rules }), 'GET /it');
    expect([headers['x-rate'], asWritten(text)]).toEqual(['1.0', { n: '#2.0' }]);
  });
});
