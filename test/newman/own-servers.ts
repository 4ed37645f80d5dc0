import type { JsonObject } from '../../sandbox/syntax/json.ts';
import { documentOf, response } from '../fixtures/document.ts';

const get = (operationId: string, rest: JsonObject = {}): JsonObject => ({
  operationId,
  responses: { 200: response({ ok: { id: 1 } }) },
  ...rest,
});
const server = (url: string, description: string, rest: JsonObject = {}): JsonObject => ({ url, description, ...rest });
const region = { variables: { region: { default: 'eu', enum: ['eu', 'us'] } } };
const upload = [
  server('https://upload.example.com/v2', 'Production'),
  server('https://upload.test.example.com/v2', 'Test'),
];
const download = [
  server('https://download.{region}.example.com/{region}', 'Test', region),
  server('https://download.example.com/us', 'Rehearsal'),
];
const away = [server('https://away.example.com/v1', 'Production')];

/** Operations whose servers are not those of the document. */
export const document = documentOf(
  {
    '/own': { get: get('ownOfAll') },
    '/path': { servers: upload, get: get('ofThePath') },
    '/path/again': { servers: upload, get: get('ofThePathAgain') },
    '/operation': { servers: upload, get: get('ofTheOperation', { servers: download }) },
    '/same': { get: get('atTheSamePath', { servers: away }) },
    '/root': { get: get('atTheRoot', { servers: [{ url: '/' }] }) },
  },
  {
    servers: [
      server('https://live.example.com/v1', 'Production'),
      server('https://test.example.com/v1', 'Test'),
      server('https://rehearsal.example.com/v1', 'Rehearsal'),
    ],
  },
);
