import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { createProblemReporter } from '../../sandbox/cli/report-problems.ts';
import { run } from '../../sandbox/cli/run.ts';
import { createSandbox, type Sandbox } from '../../sandbox/index.ts';
import { parseSource } from '../../sandbox/read/source.ts';
import { isObject, type Json } from '../../sandbox/syntax/json.ts';
import { ask } from '../fixtures/ask.ts';
import { printedByCommands } from '../fixtures/printed.ts';
import { problemsOf } from '../fixtures/problems.ts';
import { writeFiles } from '../fixtures/write-document.ts';

const printed = printedByCommands();

/** A document as people pass it around: one file, without the files that it refers to. */
const half = `openapi: 3.0.3
info: { title: Parcels, version: '1' }
paths:
  /parcels:
    parameters: [{ $ref: parts/parameters/trace.yaml }]
    post:
      operationId: send
      requestBody:
        required: true
        content:
          application/json:
            schema: { $ref: parts/schemas/parcel.yaml }
            examples: { small: { summary: A small one, value: { $ref: parts/examples/small.json } } }
      responses:
        '201':
          description: Sent
          headers: { Location: { $ref: parts/headers/location.yaml } }
          content:
            application/json:
              schema: { $ref: parts/schemas/parcel.yaml }
              examples: { small: { summary: A small one, value: { $ref: parts/examples/small-sent.json } } }
        '400':
          description: Not sent
          content:
            application/problem+json:
              schema: { $ref: parts/schemas/problem.yaml }
              examples:
                too-heavy: { summary: It is too heavy, externalValue: parts/examples/too-heavy.json }
                no-address: { $ref: parts/examples/no-address.yaml }
        '429': { $ref: parts/responses/later.yaml }
  /parcels/{id}:
    get:
      operationId: track
      parameters: [{ in: path, name: id, required: true, schema: { $ref: '#/components/schemas/Id' } }]
      responses: { '200': { description: Where it is } }
  /offices: { $ref: parts/paths/offices.yaml }
components: { schemas: { Other: { type: string } } }
`;

const wanted = ['send/201/small', 'send/400/too-heavy', 'send/400/no-address', 'send/429/empty', 'track/200/empty'];

describe('a document with dangling references', () => {
  const path = join(writeFiles({ 'half.yaml': half }), 'half.yaml');

  it('verify reaches each of its scenarios, and reports the references in one line per cause', async () => {
    expect(await run(['verify', path], {})).toBe(0);
    for (const id of wanted) expect(printed.out).toMatch(new RegExp(`^ {2}${id} +(natural|token|prefer) `, 'm'));
    expect(printed.out).toContain('5 scenarios, 5 reachable');
    expect(printed.err.match(/half\.yaml/g)).toHaveLength(2);
    expect(printed.err).toMatch(
      /half\.yaml warning: 11 references lead to files that are not there \(parts\/…\); what they say is left out: run check for each place/,
    );
    expect(printed.err).toMatch(/half\.yaml:\d+:\d+ error: There is nothing at #\/components\/schemas\/Id\./);
  });

  it('check reports each location, and continues with everything else', async () => {
    const text = half.replace('Other: { type: string }', 'Other: { type: strin }');
    const other = join(writeFiles({ 'half.yaml': text }), 'half.yaml');
    expect(await run(['check', other, '--format', 'json'], {})).toBe(1);
    const { problems, errors }: { problems: readonly { code: string; line: number }[]; errors: number } = JSON.parse(
      printed.out,
    );
    const lines = text
      .split('\n')
      .flatMap((line, index) => [...line.matchAll(/\$ref|externalValue/g)].map(() => index + 1));
    expect(problems.filter(({ code }) => code === 'reference-missing').map(({ line }) => line)).toEqual(lines);
    expect(errors).toBe(lines.length);
    expect(problems.map(({ code }) => code)).toContain('schema-keyword');
  });

  it('check continues if no operation is left, although serve refuses to start', async () => {
    const text = 'openapi: 3.1.0\ninfo: { title: x }\npaths: { /a: { $ref: a.yaml } }\n';
    const only = join(writeFiles({ 'only.yaml': text }), 'only.yaml');
    expect(await run(['check', only], {})).toBe(2);
    expect(printed.out).toMatch(/only\.yaml:3:\d+ error: .*\(reference-missing\)/);
    expect(printed.out).toMatch(/only\.yaml:2:\d+ warning: .*\(field-missing\)/);
    expect(await run(['list', only], {})).toBe(2);
    expect(printed.err).toMatch(/only\.yaml:3:\d+ error: a\.yaml cannot be read/);
  });

  it('serve reports the first warnings of a kind in full, and counts the others', () => {
    const schemas = Array.from({ length: 8 }, (_, index) => `p${index}: { type: strin }`).join(', ');
    const remote = Array.from(
      { length: 3 },
      (_, index) => `r${index}: { $ref: 'https://example.com/s/${index}.yaml' }`,
    );
    const schema = `{ properties: { ${schemas}, ${remote.join(', ')} } }`;
    const text = `openapi: 3.1.0
info: { title: x, version: '1' }
paths: { /a: { post: { requestBody: { content: { application/json: { schema: ${schema} } } }, responses: { 200: { description: ok } } } } }
`;
    const document = join(writeFiles({ 'many.yaml': text }), 'many.yaml');
    const { report, end } = createProblemReporter();
    report(problemsOf(createSandbox({ documents: [document] })));
    end();
    expect(printed.err.match(/many\.yaml:3:\d+ warning: type must be/g)).toHaveLength(3);
    expect(printed.err).toMatch(/many\.yaml warning: 5 more of schema-keyword: run check for each place/);
    expect(printed.err).toMatch(
      /many\.yaml warning: 3 references lead to other hosts \(https:\/\/example\.com\/s\/…\), where the sandbox never goes; what they say is left out/,
    );
  });
});

const upstream = fileURLToPath(
  new URL('../../../shared/upstream/nhs-app-single-file/nhs-app-api.yaml', import.meta.url),
);

describe.skipIf(!existsSync(upstream))('the NHS App API as one file, without its components', () => {
  it('verify reaches each of its named examples', async () => {
    expect(await run(['verify', upstream], {})).toBe(0);
    const reached = [...printed.out.matchAll(/^ {2}(\S+) +(?:natural|token|prefer) /gm)].map(([, id]) => id);
    const names = namedExamples();
    expect(names.length).toBeGreaterThan(35);
    expect(names.filter((id) => !reached.includes(id))).toEqual([]);
    expect(
      printed.err.match(/warning: \d+ references lead to files that are not there \(components\/…\)/g),
    ).toHaveLength(1);
  });

  it('every response names what is left out, and errors are in the format of their media type', async () => {
    const sandbox = createSandbox({ documents: [upstream] });
    for (const { scenario, samples } of reachabilities(sandbox)) {
      const { id } = scenario;
      const [sample] = samples;
      if (!sample) throw new Error(`Nothing reaches ${id}.`);
      const { method, target, headers, text: body } = sample.request;
      const given = await sandbox.fetch(`http://localhost/nhs-app${target}`, { method, headers: { ...headers }, body });
      expect([id, given.headers.get('sandbox-scenario')]).toEqual([id, id]);
      expect(given.headers.get('sandbox-set-aside')).toMatch(/(^|, )reference response\.(header|body)/);
      const text = await given.text();
      if (given.status >= 400) expect([id, JSON.parse(text).resourceType]).toEqual([id, 'OperationOutcome']);
    }
    const sent = await ask(sandbox, 'POST /communication/in-app/FHIR/R4/CommunicationRequest', {
      body: { any: 'thing' },
    });
    expect([sent.status, sent.headers['sandbox-set-aside']]).toEqual([201, expect.stringMatching(/^reference body#,/)]);
  });

  it('check reports each reference at its location', async () => {
    expect(await run(['check', upstream, '--format', 'json'], {})).toBe(1);
    const { problems }: { problems: readonly { code: string; line: number }[] } = JSON.parse(printed.out);
    const lines = readFileSync(upstream, 'utf8')
      .split('\n')
      .flatMap((line, index) => (/\$ref: ["']?components\//.test(line) ? [index + 1] : []));
    const reported = problems.filter(({ code }) => code === 'reference-missing').map(({ line }) => line);
    expect(lines.filter((line) => !reported.includes(line) && !reported.includes(line - 1))).toEqual([]);
    expect(reported).toHaveLength(lines.length);
  });
});

/** All scenarios, with the requests that reach them. */
function reachabilities(sandbox: Sandbox) {
  return sandbox.plan.apis.flatMap(({ name, operations }) =>
    operations.flatMap(({ key }) => sandbox.findRequests(name, key)),
  );
}

/** The scenario of each named response example, as the document has them. */
function namedExamples(): readonly string[] {
  const parsed = parseSource(upstream, readFileSync(upstream, 'utf8'));
  const document: Json = parsed.ok ? parsed.source.value : null;
  return entries(document, 'paths').flatMap(([, pathItem]) =>
    ['get', 'post'].flatMap((method) => {
      const operation = entries(pathItem).find(([key]) => key === method)?.[1] ?? null;
      const id = entries(operation).find(([key]) => key === 'operationId')?.[1];
      return entries(operation, 'responses').flatMap(([status, response]) =>
        entries(response, 'content').flatMap(([, media]) =>
          entries(media, 'examples').map(([name]) => `${String(id)}/${status}/${name}`),
        ),
      );
    }),
  );
}

function entries(value: Json, key?: string): readonly (readonly [string, Json])[] {
  const found = key === undefined ? value : isObject(value) ? value[key] : null;
  return isObject(found) ? Object.entries(found) : [];
}
