// What somebody would write by hand: Hono, a route, and Ajv for the body.
// Arguments: port, file of the answer, file of the document, JSON Pointer of the schema of the body.
import { readFileSync } from 'node:fs';
import { serve } from '@hono/node-server';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { Hono } from 'hono';

const [port, answer, document, pointer] = process.argv.slice(2);
const { status, headers, body } = JSON.parse(readFileSync(answer, 'utf8'));
const ajv = new Ajv2020({ strict: false, allErrors: true, logger: false });
formats.default(ajv);
ajv.addSchema({ $id: 'https://document.example/', ...JSON.parse(readFileSync(document, 'utf8')) });
const isValid = ajv.compile({ $ref: `https://document.example/#${pointer}` });
const sent = { 'content-type': headers['content-type'] };
const app = new Hono();
app.post('*', async (context) => {
  if (!isValid(await context.req.json())) return context.json(isValid.errors, 400);
  return context.body(body, status, sent);
});
serve({ fetch: app.fetch, port: Number(port), hostname: '127.0.0.1' });
