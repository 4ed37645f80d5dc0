import { expect, it } from 'vitest';
import { ask, bytes } from '../fixtures/ask.ts';
import { byName } from '../fixtures/by-name.ts';
import { documentOf, empty } from '../fixtures/document.ts';
import { sandboxOf } from '../fixtures/write-document.ts';

const schema = { type: 'object', properties: { a: { type: 'array', items: { type: 'string' } } } };
const form = 'application/x-www-form-urlencoded';
const deep = { schema, encoding: { a: { style: 'deepObject', explode: true } } };
const responses = { 200: empty };
const post = (content: object) => ({ post: { requestBody: { required: true, content: { ...content } }, responses } });
const sandbox = sandboxOf(documentOf({ '/form': post({ [form]: { schema } }), '/deep': post({ [form]: deep }) }));

/** More than an engine accepts as arguments of one call. */
const many = 150_000;

const rows = [
  { name: 'values of a form', path: '/form', body: 'a=%&'.repeat(many) },
  { name: 'values of the style deepObject', path: '/deep', body: 'a[]=%&'.repeat(many) },
  { name: 'both ways to write such a list', path: '/deep', body: `a=%&a[]=%&${'a=%&'.repeat(many)}` },
];

it.each(byName(rows))(
  'the largest possible number of violations is reported like a few: %s',
  async (_, { path, body }) => {
    const answer = await ask(sandbox, `POST ${path}`, { headers: { 'Content-Type': form }, body: bytes(body) });
    expect(answer).toMatchObject({ status: 400, trigger: 'fault' });
    expect(answer.faults.length).toBeGreaterThan(0);
  },
);
