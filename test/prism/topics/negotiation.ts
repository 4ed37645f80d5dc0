import type { JsonObject } from '../../../sandbox/syntax/json.ts';
import { empty, response } from '../../fixtures/document.ts';
import { type Row, type Topic, topicOf } from '../topic.ts';

const content = (media: Readonly<Record<string, JsonObject>>): JsonObject => ({ description: '', content: media });
const json = { example: { as: 'json' } };
const csv = { example: 'as,csv' };
const html = { example: '<p>as html</p>' };

const accept = (path: string, ...ranges: readonly string[]) => [
  `GET ${path}`,
  ...ranges.map((range) => [`GET ${path}`, { headers: { Accept: range } }] as const),
];

const get = (path: string, responses: JsonObject, ...ranges: readonly string[]): Row => ({
  at: `GET ${path}`,
  operation: { responses },
  asked: accept(path, ...ranges),
});

const rows: readonly Row[] = [
  get(
    '/three',
    { 200: content({ 'application/json': json, 'text/csv': csv, 'text/html': html }) },
    '*/*',
    'application/json',
    'text/csv',
    'TEXT/CSV',
    'text/*',
    'application/*',
    'text/csv, application/json',
    'text/csv;q=0.5, application/json;q=0.8',
    'application/json;q=0.5, text/csv;q=0.8',
    'application/json;q=0, */*',
    'text/csv;q=0.1, */*',
    'text/html, */*;q=0.1',
    'text/*;q=0.5, text/html',
    'text/csv; charset=utf-8',
    'text/csv;q=0',
    'image/png',
    'image/png, text/csv;q=0.1',
    'image/png, */*;q=0.1',
    'application/xml',
  ),
  get('/csv-first', { 200: content({ 'text/csv': csv, 'application/json': json }) }, '*/*', 'application/json'),
  get('/no-json', { 200: content({ 'text/csv': csv, 'text/html': html }) }, '*/*', 'application/json', 'text/html'),
  get(
    '/vendor',
    { 200: content({ 'application/vnd.api+json': json }) },
    'application/vnd.api+json',
    'application/json',
    'application/*',
    'application/*+json',
    'application/hal+json',
  ),
  get(
    '/versioned',
    { 200: content({ 'application/fhir+json; version=1.0': json }) },
    'application/fhir+json; version=1.0',
    'application/fhir+json;version=1.0',
    'application/fhir+json',
    'application/fhir+json; version=2.0',
  ),
  get('/charset', { 200: content({ 'application/json; charset=utf-8': json }) }, 'application/json', '*/*'),
  get('/any', { 200: content({ '*/*': { example: 'anything' } }) }, 'text/html', '*/*'),
  get('/documented-406', { 200: response({ ok: 1 }), 406: response({ no: { message: 'cannot' } }) }, 'text/html'),
  get('/empty', { 204: empty }, 'text/html', '*/*'),
  get('/empty-200', { 200: empty }, 'text/html'),
  get('/error', { 404: response({ no: { message: 'none' } }) }, 'text/html', 'application/json'),
  get('/moved', { 303: content({ 'text/plain': { example: 'there' } }) }, 'text/html', 'text/plain'),
  get('/xml', { 200: content({ 'application/xml': { example: '<a>1</a>' } }) }, 'application/xml', 'text/xml'),
  get('/text', { 200: content({ 'text/plain': { schema: { type: 'string', example: 'hello' } } }) }, 'text/plain'),
];

export const negotiation: Topic = topicOf('the media type of answers', rows);
