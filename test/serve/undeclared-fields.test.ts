import { describe, expect, it } from 'vitest';
import type { Json } from '../../sandbox/syntax/json.ts';
import { ask, bytes } from '../fixtures/ask.ts';
import { documentOf, empty } from '../fixtures/document.ts';
import { sandboxOf } from '../fixtures/write-document.ts';

const picture = new Uint8Array([0x89, 0x50, 0xff, 0x00]);
const file = { filename: 'photo.png', type: 'image/png' };

/** A part whose bytes are no valid text. */
function part(name: string, { filename, type }: { readonly filename?: string; readonly type?: string } = {}) {
  const stated = filename === undefined ? '' : `; filename="${filename}"`;
  const head = `--b\r\nContent-Disposition: form-data; name="${name}"${stated}\r\n${type === undefined ? '' : `Content-Type: ${type}\r\n`}\r\n`;
  return Buffer.concat([bytes(head), picture, bytes('\r\n')]);
}

function sandboxWith(type: string, schema: Json | undefined) {
  const content = { [type]: schema === undefined ? {} : { schema } };
  const post = { operationId: 'post', requestBody: { required: true, content }, responses: { 200: empty } };
  return sandboxOf(documentOf({ '/a': { post } }));
}

const named = { type: 'object', properties: { name: { type: 'string' }, size: { type: 'integer' } } };

describe('an undocumented part may be binary, and so may a file sent for a string (RFC 7578, 4.4)', () => {
  it.each<readonly [string, Json | undefined, Buffer, readonly string[]]>([
    ['a file', named, part('extra', file), []],
    ['a file without a type', named, part('extra', { filename: 'x' }), []],
    ['bytes that are no file', named, part('extra'), []],
    ['bytes of a type', named, part('extra', { type: 'application/octet-stream' }), []],
    ['a text in another character set', named, part('extra', { type: 'text/plain; charset=iso-8859-1' }), []],
    ['where nothing is documented', undefined, part('extra', file), []],
    ['where anything may be', { type: 'object' }, part('extra', file), []],
    [
      'of a text by additionalProperties',
      { type: 'object', additionalProperties: { type: 'string' } },
      part('extra', file),
      [],
    ],
    [
      'of a number by additionalProperties',
      { type: 'object', additionalProperties: { type: 'integer' } },
      part('extra', file),
      ['body /extra type'],
    ],
    [
      'where there may be no other',
      { ...named, additionalProperties: false },
      part('extra', file),
      ['body /extra additionalProperties'],
    ],
    ['a file for a documented text', named, part('name', file), []],
    [
      'a file for a short text',
      { type: 'object', properties: { name: { type: 'string', maxLength: 3 } } },
      part('name', file),
      ['body /name maxLength'],
    ],
    ['a file for a documented number', named, part('size', file), ['body /size type']],
    ['bytes that are no file, for a documented text', named, part('name'), ['body /name syntax']],
  ])('%s', async (_, schema, given, want) => {
    const headers = { 'Content-Type': 'multipart/form-data; boundary=b' };
    const body = new Uint8Array(Buffer.concat([given, bytes('--b--\r\n')]));
    expect((await ask(sandboxWith('multipart/form-data', schema), 'POST /a', { headers, body })).faults).toEqual(want);
  });
});

describe('an undocumented form field may be binary', () => {
  it.each<readonly [string, Json, string, readonly string[]]>([
    ['no UTF-8', named, 'extra=%89P%FF', []],
    ['no percent-encoding', named, 'extra=100%', ['body /extra syntax']],
    [
      'no UTF-8, where there may be no other',
      { ...named, additionalProperties: false },
      'extra=%FF',
      ['body /extra additionalProperties'],
    ],
    ['no UTF-8, of one that is documented', named, 'name=%FF', ['body /name syntax']],
  ])('%s', async (_, schema, given, want) => {
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
    const sandbox = sandboxWith('application/x-www-form-urlencoded', schema);
    expect((await ask(sandbox, 'POST /a', { headers, body: bytes(given) })).faults).toEqual(want);
  });
});
