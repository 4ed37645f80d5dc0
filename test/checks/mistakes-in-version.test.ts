import { mistakesTable } from '../fixtures/mistakes.ts';

mistakesTable('what is no OpenAPI document', [
  {
    name: 'the field in another case',
    for: 'openapi:',
    write: 'openApi:',
    want: '1:1 version: This is no OpenAPI document: it has no `openapi` field. Write openapi for openApi.',
  },
  {
    name: 'the field misspelt',
    for: 'openapi:',
    write: 'opnapi:',
    want: '1:1 version: This is no OpenAPI document: it has no `openapi` field. Write openapi for opnapi.',
  },
  {
    name: 'no version',
    for: 'openapi: 3.1.0',
    write: 'openapi:',
    want: '1:1 version: This is no OpenAPI document: it has no `openapi` field. There is `openapi`, but without a version. It should begin with `openapi: 3.1.0`, or `swagger: "2.0"`.',
  },
  {
    name: 'a version that begins with v',
    for: 'openapi: 3.1.0',
    write: 'openapi: v3.1.0',
    want: '1:1 version: openapi: v3.1.0 is not read; 2.0 (`swagger: "2.0"`), 3.0, 3.1 and 3.2 (`openapi: 3.1.0`) are. Write openapi: 3.1.0.',
  },
  {
    name: '2.0 under openapi',
    for: 'openapi: 3.1.0',
    write: 'openapi: 2.0',
    want: '1:1 version: openapi: 2.0 is not read; 2.0 (`swagger: "2.0"`), 3.0, 3.1 and 3.2 (`openapi: 3.1.0`) are. Write swagger: \'2.0\'.',
  },
  {
    name: '3.0 under swagger',
    version: '2.0',
    for: "swagger: '2.0'",
    write: "swagger: '3.0'",
    want: '1:1 version: swagger: 3.0 is not read; 2.0 (`swagger: "2.0"`), 3.0, 3.1 and 3.2 (`openapi: 3.1.0`) are. Write openapi: 3.0.0.',
  },
  {
    name: 'a version that there is not',
    for: 'openapi: 3.1.0',
    write: 'openapi: 4.0.0',
    want: '1:1 version: openapi: 4.0.0 is not read; 2.0 (`swagger: "2.0"`), 3.0, 3.1 and 3.2 (`openapi: 3.1.0`) are.',
  },
  {
    name: 'the document under another key',
    document: "spec:\n  openapi: 3.1.0\n  info: { title: A, version: '1' }\n  paths: {}\n",
    want: '1:1 version: This is no OpenAPI document: it has no `openapi` field. The document stands under spec: remove that line, and the indentation below it.',
  },
  {
    name: 'the document in a list',
    document: "- openapi: 3.1.0\n  info: { title: A, version: '1' }\n  paths: {}\n",
    want: '1:1 version: This is no OpenAPI document: it is a list, with a document in it. Remove the dash before `openapi`.',
  },
  {
    name: 'an empty file',
    document: '',
    want: '1:1 version: This is no OpenAPI document: it is empty. It should begin with `openapi: 3.1.0`, or `swagger: "2.0"`.',
  },
  {
    name: 'a JSON Schema',
    document:
      '$schema: https://json-schema.org/draft/2020-12/schema\ntype: object\nproperties: { a: { type: string } }\n',
    want: '1:1 version: This is no OpenAPI document: it has no `openapi` field. It is a JSON Schema: put it under components.schemas of a document, or refer to it from there.',
  },
  {
    name: 'a Postman collection',
    document:
      '{\n  "info": {\n    "_postman_id": "1",\n    "name": "Pets",\n    "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"\n  },\n  "item": []\n}',
    want: '1:1 version: This is no OpenAPI document: it has no `openapi` field. It is a Postman collection: export the API as OpenAPI, or convert the collection.',
  },
  {
    name: 'a web page',
    document: '<!DOCTYPE html>\n<html>\n<head><title>Swagger UI</title></head>\n<body></body>\n</html>\n',
    want: '1:1 version: This is no OpenAPI document: it is a web page, or XML. Save the document that the page shows, often openapi.json or swagger.json.',
  },
  {
    name: 'an AsyncAPI document',
    document: "asyncapi: 3.0.0\ninfo: { title: A, version: '1' }\n",
    want: '1:1 version: This is no OpenAPI document: it has no `openapi` field. It is an AsyncAPI document, which describes messages: only OpenAPI is read.',
  },
  {
    name: 'an Arazzo description',
    document: "arazzo: 1.0.0\ninfo: { title: A, version: '1' }\n",
    want: '1:1 version: This is no OpenAPI document: it has no `openapi` field. It is an Arazzo description: check the OpenAPI documents that its sourceDescriptions name.',
  },
  {
    name: 'a scenario file',
    document: 'rules:\n  - when: {}\n',
    want: '1:1 version: This is no OpenAPI document: it has no `openapi` field. It is a scenario file: check the document of its API, with --scenarios FOLDER.',
  },
]);
