import { parse } from 'yaml';
import type { Original } from './mutants.ts';

/*
 * Small documents that between them use everything that OpenAPI has. Whatever is done to them, a sandbox stands.
 */

const parameters = `
openapi: 3.1.1
info: { title: Parameters, version: '1.0' }
servers: [{ url: 'https://{env}.example.com/v{major}', variables: { env: { default: api, enum: [api, test] }, major: { default: '1' } } }]
paths:
  /things/{id}/{tags}:
    summary: One thing
    parameters:
      - { name: id, in: path, required: true, schema: { type: integer, minimum: 1, maximum: 99 }, example: 5 }
      - { $ref: '#/components/parameters/Tags' }
    get:
      operationId: get-thing
      tags: [things]
      parameters:
        - { name: page, in: query, schema: { type: integer, default: 1, multipleOf: 1 } }
        - { name: filter, in: query, style: deepObject, explode: true, schema: { type: object, properties: { a: { type: string, maxLength: 5 } } } }
        - { name: fields, in: query, style: pipeDelimited, explode: false, schema: { type: array, items: { enum: [name, size] }, minItems: 1, maxItems: 3, uniqueItems: true } }
        - { name: q, in: query, allowReserved: true, content: { application/json: { schema: { type: object, required: [x] }, example: { x: 1 } } } }
        - { name: X-Request-ID, in: header, required: true, schema: { type: string, format: uuid, pattern: '^[0-9a-f-]{36}$' }, example: 0f0f0f0f-0000-4000-8000-000000000000 }
        - { name: X-Tier, in: header, style: simple, schema: { type: array, items: { type: string } } }
        - { name: session, in: cookie, schema: { type: string, minLength: 2 }, examples: { one: { value: abc, summary: First } } }
      responses:
        '200':
          description: A thing
          headers:
            X-Request-ID: { schema: { type: string } }
            X-Rate: { required: true, schema: { type: integer, default: 7 } }
            ETag: { content: { text/plain: { example: '"abc"' } } }
          content:
            application/json: { schema: { $ref: '#/components/schemas/Thing' }, examples: { small: { summary: Small, value: { name: box, size: 1 } }, large: { externalValue: 'nope.json' } } }
            text/csv: { schema: { type: string } }
        4XX: { $ref: '#/components/responses/Problem' }
        default: { description: Else }
components:
  parameters:
    Tags: { name: tags, in: path, required: true, style: matrix, explode: true, schema: { type: array, items: { type: string } } }
  responses:
    Problem: { description: Wrong, content: { application/problem+json: { schema: { type: object, properties: { title: { type: string }, status: { type: integer } } }, examples: { bad-page: { value: { title: page must be a number, status: 400 } } } } } }
  schemas:
    Thing: { type: object, required: [name], properties: { name: { type: string }, size: { type: number, exclusiveMinimum: 0 }, parent: { $ref: '#/components/schemas/Thing' } }, additionalProperties: false }
`;

const bodies = `
openapi: 3.1.0
info: { title: Bodies, version: '1' }
paths:
  /orders:
    post:
      operationId: create-order
      requestBody:
        required: true
        description: An order
        content:
          application/json:
            schema:
              oneOf: [{ $ref: '#/components/schemas/Card' }, { $ref: '#/components/schemas/Bank' }]
              discriminator: { propertyName: kind, mapping: { card: '#/components/schemas/Card', bank: Bank } }
            examples: { by-card: { value: { kind: card, number: '4111' } }, wrong-kind: { value: { kind: cash } } }
          application/xml:
            schema: { type: object, xml: { name: order, namespace: 'urn:x', prefix: o }, properties: { id: { type: integer, xml: { attribute: true } }, lines: { type: array, xml: { wrapped: true }, items: { type: string, xml: { name: line } } } } }
      responses:
        '201':
          description: Made
          links: { self: { operationId: create-order, parameters: { id: '$response.body#/id' } } }
          content: { application/json: { schema: { type: object, properties: { id: { type: integer, format: int64 } } }, examples: { by-card: { value: { id: 12 } } } } }
        '400': { description: Bad, content: { application/json: { examples: { wrong-kind: { value: { error: kind is not valid } } } } } }
        '503': { description: Later, headers: { Retry-After: { schema: { type: integer, example: 3 } } } }
      callbacks:
        paid: { '{$request.body#/callback}': { post: { requestBody: { content: { application/json: { schema: { type: object, properties: { at: { type: string, format: date-time } } } } } }, responses: { '204': { description: Ok } } } } }
webhooks:
  shipped: { post: { requestBody: { content: { application/json: { examples: { one: { value: { id: 1 } } } } } }, responses: { '200': { description: Ok } } } }
components:
  schemas:
    Card: { type: object, required: [kind, number], properties: { kind: { const: card }, number: { type: string, pattern: '^\\d+$', maxLength: 19 } } }
    Bank: { type: object, required: [kind], properties: { kind: { const: bank }, iban: { type: [string, 'null'], default: null } }, patternProperties: { '^x-': { type: string } }, propertyNames: { maxLength: 20 }, dependentRequired: { iban: [kind] }, unevaluatedProperties: false }
`;

const forms = `
openapi: 3.0.3
info: { title: Forms, version: '1' }
paths:
  /form:
    post:
      requestBody:
        content:
          application/x-www-form-urlencoded:
            schema: { type: object, required: [name], properties: { name: { type: string }, age: { type: integer, minimum: 0, exclusiveMinimum: true }, tags: { type: array, items: { type: string }, maxItems: 3 } } }
            encoding: { tags: { style: spaceDelimited, explode: false } }
            example: { name: Ann, age: 3, tags: [a, b] }
          multipart/form-data:
            schema: { type: object, properties: { photo: { type: string, format: binary }, meta: { type: object, properties: { a: { type: integer } } }, note: { type: string, nullable: true } } }
            encoding: { photo: { contentType: 'image/png, image/jpeg' }, meta: { contentType: application/json, headers: { X-Part: { schema: { type: string } } } } }
      responses:
        '200': { description: Ok, content: { text/plain: { schema: { type: string }, example: fine } } }
        '415': { description: No, content: { '*/*': { schema: { type: object, properties: { message: { type: string, example: no } } } } } }
  /file:
    put:
      operationId: put-file
      deprecated: true
      requestBody: { required: true, content: { image/*: { schema: { type: string, format: binary, maxLength: 100 } } } }
      responses: { '204': { description: Done } }
`;

const security = `
openapi: 3.0.4
info: { title: Secured, version: '1', description: Keys }
servers: [{ url: /base }, { url: 'http://localhost:1/other' }]
tags: [{ name: a, description: Tagged }]
security: [{ key: [] }, { basic: [], cookie: [] }]
paths:
  /a:
    get:
      operationId: a
      tags: [a]
      responses:
        '200': { description: It, content: { application/json: { example: { ok: true } } } }
        '401': { description: Who, headers: { WWW-Authenticate: { schema: { type: string } } }, content: { application/json: { examples: { expired-token: { value: { error: expired } } } } } }
        '429': { description: Slow, headers: { Set-Cookie: { schema: { type: string, example: a=b } } } }
  /b:
    get: { operationId: b, security: [{ oauth: [read] }, {}], responses: { default: { description: Any } } }
components:
  securitySchemes:
    key: { type: apiKey, in: header, name: X-Key }
    query: { type: apiKey, in: query, name: api_key }
    cookie: { type: apiKey, in: cookie, name: sid }
    basic: { type: http, scheme: basic }
    bearer: { type: http, scheme: bearer, bearerFormat: JWT }
    oauth: { type: oauth2, flows: { clientCredentials: { tokenUrl: 'https://x.example/token', scopes: { read: Read } } } }
    oidc: { type: openIdConnect, openIdConnectUrl: 'https://x.example/.well-known' }
    tls: { type: mutualTLS }
`;

const older = `
swagger: '2.0'
info: { title: Older, version: '1' }
host: api.example.com
basePath: /v1
schemes: [https]
consumes: [application/json]
produces: [application/json]
securityDefinitions: { key: { type: apiKey, in: query, name: k }, auth: { type: oauth2, flow: application, tokenUrl: 'https://x.example/t', scopes: { a: A } } }
parameters: { Limit: { name: limit, in: query, type: integer, format: int32, default: 10, maximum: 50 } }
definitions: { Pet: { type: object, required: [name], properties: { name: { type: string, example: Rex }, kind: { type: string, enum: [cat, dog] } }, discriminator: kind } }
responses: { Bad: { description: Bad, schema: { type: object }, examples: { application/json: { message: name is required } } } }
paths:
  /pets:
    parameters: [{ $ref: '#/parameters/Limit' }]
    get:
      operationId: list-pets
      security: [{ key: [] }]
      parameters: [{ name: ids, in: query, type: array, items: { type: integer }, collectionFormat: multi }]
      responses: { '200': { description: Ok, schema: { type: array, items: { $ref: '#/definitions/Pet' } }, headers: { X-Total: { type: integer, default: 2 } }, examples: { application/json: [{ name: Rex, kind: dog }] } } }
    post:
      consumes: [application/json, multipart/form-data]
      parameters: [{ in: body, name: body, required: true, schema: { $ref: '#/definitions/Pet' } }]
      responses: { '201': { description: Made }, '400': { $ref: '#/responses/Bad' } }
  /upload:
    post:
      consumes: [multipart/form-data]
      parameters: [{ in: formData, name: file, type: file, required: true }, { in: formData, name: note, type: string, maxLength: 9 }]
      responses: { '204': { description: Ok } }
`;

const newest = `
openapi: 3.2.0
$self: https://example.com/api/openapi.json
info: { title: Newest, version: '1' }
tags: [{ name: t, summary: T, kind: nav }]
paths:
  /search:
    query:
      operationId: search
      parameters: [{ name: all, in: querystring, content: { application/x-www-form-urlencoded: { schema: { type: object, properties: { a: { type: integer } } } } } }]
      requestBody: { content: { application/jsonl: { itemSchema: { type: object, properties: { n: { type: integer } } }, examples: { two: { dataValue: [{ n: 1 }, { n: 2 }], serializedValue: '{"n":1}' } } } } }
      responses: { '200': { summary: Ok, content: { text/event-stream: { itemSchema: { type: object, properties: { data: { type: string } } }, example: [{ data: a }] } } } }
    additionalOperations: { COPY: { operationId: copy, parameters: [{ name: c, in: cookie, style: cookie, schema: { type: string } }], responses: { '204': { description: Ok } } } }
components:
  mediaTypes: { Json: { schema: { type: object } } }
  securitySchemes: { device: { type: oauth2, deprecated: true, flows: { deviceAuthorization: { deviceAuthorizationUrl: 'https://x.example/d', tokenUrl: 'https://x.example/t', scopes: {} } } } }
`;

const schemas = `
openapi: 3.1.0
info: { title: Schemas, version: '1' }
jsonSchemaDialect: https://spec.openapis.org/oas/3.1/dialect/base
paths:
  /check:
    post:
      operationId: check
      requestBody:
        content:
          application/json:
            schema:
              $id: https://example.com/schemas/root
              type: object
              required: [tuple]
              $defs: { small: { $anchor: small, type: integer, maximum: 10 }, node: { $dynamicAnchor: node, type: object, properties: { next: { $dynamicRef: '#node' } } } }
              properties:
                tuple: { type: array, prefixItems: [{ type: string }, { $ref: '#small' }], items: false, minContains: 1, contains: { type: string } }
                node: { $ref: '#/$defs/node' }
                any: { anyOf: [{ type: string, minLength: 3 }, { type: number, multipleOf: 0.5 }], not: { const: forbidden } }
                when: { if: { properties: { a: { const: 1 } } }, then: { required: [b] }, else: { maxProperties: 4 } }
                day: { type: string, format: date, enum: ['2024-01-31'], readOnly: true }
                secret: { type: string, writeOnly: true, contentEncoding: base64 }
              dependentSchemas: { any: { required: [node] } }
              minProperties: 1
              examples: [{ tuple: [a, 1] }]
      responses:
        '200': { description: Ok, content: { application/json: { schema: { allOf: [{ type: object, properties: { a: { type: integer } } }, { required: [a] }], unevaluatedProperties: false } } } }
        '422': { description: No, content: { application/vnd.api+json: { schema: { type: object, properties: { errors: { type: array, minItems: 1, items: { type: object, properties: { status: { type: string }, source: { type: object, properties: { pointer: { type: string } } } } } } } } } } }
`;

const ruled = `
openapi: 3.1.0
info: { title: Ruled, version: '1' }
paths:
  /things/{id}:
    get:
      operationId: getThing
      parameters:
        - { name: id, in: path, required: true, schema: { type: integer } }
        - { name: limit, in: query, schema: { type: integer, maximum: 9 } }
      responses:
        '200': { description: Ok, content: { application/json: { examples: { small: { value: { id: 1, list: [1] } }, large: { value: { id: 2, list: [1, 2, 3] } } } } } }
        '400': { description: Bad, content: { application/json: { examples: { no-limit: { value: { message: too high } } } } } }
        '404': { description: Gone }
    put:
      requestBody: { content: { application/json: { schema: { type: object, required: [name], properties: { name: { type: string } } } } } }
      responses: { '204': { description: Done }, '409': { description: Other, content: { application/json: { examples: { taken: { value: {} } } } } } }
`;

const rules = `
rules:
  - operation: getThing
    when: { path.id: { minimum: 100 }, query: { not: { required: [limit] } } }
    answer: 404/empty
  - operation: getThing
    faults: [query.limit]
    answer: 400/no-limit
  - operation: ['PUT /things/{id}']
    when: { 'body#/name': taken }
    answer: 409/taken
  - operation: getThing
    when: { path.id: 2, header.X-Large: 'yes' }
    answer: { scenario: 200/large, headers: { X-Rule: '2' }, body: { /id: $request.path.id } }
`;

const own = { parameters, bodies, forms, security, older, newest, schemas, ruled };

export const fixtures: readonly Original[] = Object.entries(own).map(([name, text]) => ({
  name,
  main: '/api.json',
  files: {
    '/api.json': { text: JSON.stringify(parse(text)), value: parse(text) },
    ...(name === 'ruled' && { '/scenarios/api.yaml': { text: rules, value: parse(rules) } }),
  },
}));
