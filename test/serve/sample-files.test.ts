import { gunzipSync, inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Sandbox } from '../../sandbox/index.ts';
import { readXml } from '../../sandbox/serialization/read-xml.ts';
import type { JsonObject } from '../../sandbox/syntax/json.ts';
import { octetsOf } from '../../sandbox/syntax/octets.ts';
import { documentOf } from '../fixtures/document.ts';
import { ruledSandbox } from '../fixtures/ruled-sandbox.ts';

function sandboxOf(mediaType: string, media: JsonObject): Sandbox {
  const get = { operationId: 'file', responses: { 200: { description: '', content: { [mediaType]: media } } } };
  return ruledSandbox(documentOf({ '/file': { get } }));
}

async function fileOf(mediaType: string, media: JsonObject = {}, headers: Record<string, string> = {}) {
  const answer = await sandboxOf(mediaType, media).fetch('http://localhost:9000/file', { headers });
  return { type: answer.headers.get('content-type'), bytes: new Uint8Array(await answer.arrayBuffer()) };
}

const signatures = [
  ['image/png', '\x89PNG\r\n\x1a\n'],
  ['image/jpeg', '\xff\xd8\xff'],
  ['image/jpg', '\xff\xd8\xff'],
  ['image/gif', 'GIF89a'],
  ['image/webp', 'RIFF\x1e\0\0\0WEBP'],
  ['image/bmp', 'BM'],
  ['image/tiff', 'II*\0'],
  ['image/x-icon', '\0\0\x01\0'],
  ['image/svg+xml', '<svg '],
  ['application/pdf', '%PDF-'],
  ['application/zip', 'PK\x05\x06'],
  ['application/gzip', '\x1f\x8b'],
  ['application/x-tar', '\0'.repeat(1024)],
  ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'PK\x03\x04'],
  ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'PK\x03\x04'],
  ['audio/wav', 'RIFF&\0\0\0WAVE'],
  ['audio/mpeg', '\xff\xf3'],
  ['video/mp4', '\0\0\0\x1cftyp'],
  ['text/html', '<!DOCTYPE html>'],
  ['text/csv', 'name,value\r\n'],
  ['text/calendar', 'BEGIN:VCALENDAR\r\n'],
  ['text/event-stream', 'data: '],
  ['application/xml', '<root>'],
  ['application/problem+xml', '<root>'],
] as const;

describe('a media type without an example gets a minimal file of that type (design, step 11):', () => {
  it.each(signatures)('%s', async (mediaType, start) => {
    for (const media of [{}, { schema: {} }, { schema: { type: 'string', format: 'binary' } }]) {
      const { type, bytes } = await fileOf(mediaType, media);
      expect([type, octetsOf(bytes).slice(0, start.length)]).toEqual([mediaType, start]);
    }
  });

  it.each([
    ['image/*', 'image/png'],
    ['audio/*', 'audio/wav'],
    ['video/*', 'video/mp4'],
    ['application/octet-stream', 'application/octet-stream'],
    ['application/x-unknown', 'application/x-unknown'],
    ['text/plain', 'text/plain'],
  ])('%s is sent as %s, and is not empty', async (documented, want) => {
    const { type, bytes } = await fileOf(documented);
    expect([type, bytes.length > 0]).toEqual([want, true]);
  });
});

describe('the file is valid', () => {
  it('PDF: the cross-reference table has the offset of each object', async () => {
    const text = octetsOf((await fileOf('application/pdf')).bytes);
    const offsets = [...text.matchAll(/^(\d{10}) 00000 n $/gm)].map(([, offset]) => Number(offset));
    expect(offsets.map((offset) => text.slice(offset, offset + 7))).toEqual(['1 0 obj', '2 0 obj', '3 0 obj']);
    const start = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(text)?.[1]);
    expect(text.slice(start, start + 4)).toBe('xref');
  });

  it('PNG: a filter byte and one white pixel', async () => {
    const { bytes } = await fileOf('image/png');
    const at = octetsOf(bytes).indexOf('IDAT');
    const length = new DataView(bytes.buffer).getUint32(at - 4);
    expect([...inflateSync(bytes.subarray(at + 4, at + 4 + length))]).toEqual([0, 255]);
  });

  it('gzip: empty content', async () =>
    expect(gunzipSync((await fileOf('application/gzip')).bytes).byteLength).toBe(0));

  it('XML', async () => {
    const text = octetsOf((await fileOf('application/xml')).bytes);
    expect(readXml({ by: 'xml', shapes: null }, text).faults).toEqual([]);
  });
});

describe('a schema takes precedence over the minimal file:', () => {
  const png = octetsOf(Uint8Array.from(atob('iVBORw0KGgo='), (octet) => octet.charCodeAt(0)));
  it.each<[string, JsonObject, string]>([
    ['its example', { type: 'string', example: 'as documented' }, 'as documented'],
    ['its choices', { enum: ['one'] }, 'one'],
    ['a limit', { type: 'string', maxLength: 4 }, 'stri'],
    ['another type', { type: 'object', properties: { id: { type: 'integer' } } }, '{"id":0}'],
    ['an example in an allOf', { allOf: [{ type: 'string', example: 'of a part' }] }, 'of a part'],
  ])('%s', async (_, schema, want) => expect(octetsOf((await fileOf('image/png', { schema })).bytes)).toBe(want));

  it.each<[string, JsonObject]>([
    ['contentEncoding', { type: 'string', contentEncoding: 'base64' }],
    ['the format byte', { type: 'string', format: 'byte' }],
  ])('base64 by %s', async (_, schema) => {
    const text = octetsOf((await fileOf('image/png', { schema })).bytes);
    expect(atob(text).startsWith(png)).toBe(true);
  });

  it.each<[string, JsonObject, string]>([
    [
      'a row for each object',
      { type: 'array', items: { type: 'object', properties: { a: { type: 'integer' }, 'b"': { type: 'string' } } } },
      'a,"b"""\r\n0,string\r\n',
    ],
    [
      'one object',
      { type: 'object', properties: { a: { type: 'array', items: { type: 'integer' } }, b: { type: 'null' } } },
      'a,b\r\n[0],\r\n',
    ],
    ['a list of texts', { type: 'array', items: { type: 'string', example: 'a,b' } }, '"a,b"\r\n'],
    [
      'rows',
      { type: 'array', items: { type: 'array', prefixItems: [{ type: 'integer' }, { type: 'string' }] } },
      '0,string\r\n',
    ],
  ])('CSV (RFC 4180): %s', async (_, schema, want) =>
    expect(octetsOf((await fileOf('text/csv', { schema })).bytes)).toBe(want),
  );
});

it('is not varied, since other text would be no valid file', async () => {
  const media = { schema: { type: 'string', format: 'binary' } };
  const { bytes } = await fileOf('image/png', media, { Prefer: 'dynamic=true, seed=1' });
  expect(bytes).toEqual((await fileOf('image/png', media)).bytes);
});
