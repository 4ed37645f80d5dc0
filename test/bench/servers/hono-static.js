// The ceiling of Hono: one answer, with its media type alone, or with `all`, every header that the product sends.
// Arguments: port, file of the answer ({ status, headers, body }), 'plain' or 'all'.
import { readFileSync } from 'node:fs';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';

const [port, file, which] = process.argv.slice(2);
const { status, headers, body } = JSON.parse(readFileSync(file, 'utf8'));
const sent = which === 'all' ? headers : { 'content-type': headers['content-type'] ?? 'text/plain' };
const app = new Hono();
app.all('*', (context) => context.body(body, status, sent));
serve({ fetch: app.fetch, port: Number(port), hostname: '127.0.0.1' });
