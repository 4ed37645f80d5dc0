import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { run } from '../../sandbox/cli/run.ts';
import { type Catalogue, createSandbox } from '../../sandbox/index.ts';
import { valueAt } from '../../sandbox/syntax/json-pointer.ts';
import { ask } from '../fixtures/ask.ts';
import { printedByCommands } from '../fixtures/printed.ts';
import { writeFiles } from '../fixtures/write-document.ts';

/** How often the sandbox attempted the failing step. */
const tried = { planning: 0, search: 0, index: 0 };

vi.mock('../../sandbox/compile/operation.ts', async (original) => {
  const module = await original<typeof import('../../sandbox/compile/operation.ts')>();
  const planOperation: typeof module.planOperation = (context, operation) => {
    if (operation.index.key !== 'unplanned') return module.planOperation(context, operation);
    tried.planning += 1;
    throw new Error('no plan\nand more lines');
  };
  return { ...module, planOperation };
});
vi.mock('../../sandbox/reachability/search.ts', async (original) => {
  const module = await original<typeof import('../../sandbox/reachability/search.ts')>();
  const findRequests: typeof module.findRequests = (operation, prove) => {
    if (operation.key !== 'unsearched') return module.findRequests(operation, prove);
    tried.search += 1;
    throw new TypeError('no search');
  };
  return { ...module, findRequests };
});
vi.mock('../../sandbox/exporters/scenario-table.ts', async (original) => {
  const module = await original<typeof import('../../sandbox/exporters/scenario-table.ts')>();
  const scenarioTable: typeof module.scenarioTable = (entries) => {
    if (entries[0]?.operationId === 'unwritten') throw new RangeError('no table');
    return module.scenarioTable(entries);
  };
  return { ...module, scenarioTable };
});
vi.mock('../../sandbox/exporters/postman/expectation.ts', async (original) => {
  const module = await original<typeof import('../../sandbox/exporters/postman/expectation.ts')>();
  const schemasScript: typeof module.schemasScript = (operation) => {
    if (operation.key === 'unwritten') throw new RangeError('no script');
    return module.schemasScript(operation);
  };
  return { ...module, schemasScript };
});

const document = `openapi: 3.1.0
info: { title: Pets, version: '1' }
paths:
  /first: { get: { operationId: first, responses: { 200: { description: Fine } } } }
  /unplanned:
    get:
      operationId: unplanned
      responses: { 200: { description: Fine }, 404: { description: Gone } }
  /unsearched:
    get:
      operationId: unsearched
      responses: { 200: { description: Fine } }
  /unwritten:
    get:
      operationId: unwritten
      description: As it was.
      responses: { 200: { description: Fine } }
  /last: { get: { operationId: last, responses: { 200: { description: Fine } } } }
`;
const ids = [
  'first/200/empty',
  'unplanned/200/empty',
  'unplanned/404/empty',
  'unsearched/200/empty',
  'unwritten/200/empty',
  'last/200/empty',
];
const printed = printedByCommands();
const file = () => join(writeFiles({ 'pets.yaml': document }), 'pets.yaml');
const place = (line: number) =>
  new RegExp(`pets\\.yaml:${line}:\\d+ error: GET /un(planned|searched) .*the sandbox failed: no (plan|search) `, 'm');

beforeEach(() => Object.assign(tried, { planning: 0, search: 0 }));

describe('a failure while planning one operation is a problem at its location (design):', () => {
  it('verify reaches all other scenarios, says why these are not reached, and exits with 1', async () => {
    expect(await run(['verify', file()], {})).toBe(1);
    expect(printed.out).toMatch(/first\/200\/empty +natural/);
    expect(printed.out).toMatch(/last\/200\/empty +natural/);
    expect(printed.out).toMatch(/unwritten\/200\/empty +natural/);
    expect(printed.out).toMatch(
      /unplanned\/404\/empty +NOT +GET \/unplanned cannot be served, since the sandbox failed: no plan/,
    );
    expect(printed.out).toMatch(/unsearched\/200\/empty +NOT +GET \/unsearched .*failed: no search/);
    expect(printed.out).toContain('6 scenarios, 3 reachable');
    expect(tried).toMatchObject({ planning: 1, search: 1 });
  });

  it('check reports an error at each, and checks all others', async () => {
    expect(await run(['check', file()], {})).toBe(1);
    expect(printed.out).toMatch(place(6));
    expect(printed.out).toMatch(place(10));
    expect(printed.out.match(/internal-error|sandbox failed/g)?.length).toBeGreaterThanOrEqual(2);
  });

  it('list prints all scenarios, these without requests', async () => {
    expect(await run(['list', file()], {})).toBe(0);
    for (const id of ids) expect(printed.out).toContain(id);
    expect(printed.out).toMatch(/unplanned\/404\/empty\n +Gone\n +GET \/unplanned cannot be served/);
    expect(printed.out).toMatch(/last\/200\/empty\n +Fine\n +an ordinary request, or .*\n +curl/);
  });

  it('postman writes all others, and names those left out', async () => {
    const out = writeFiles({});
    expect(await run(['postman', file(), '--out', out], {})).toBe(0);
    const collection = readFileSync(join(out, 'pets.postman_collection.json'), 'utf8');
    for (const name of ['first', 'last']) expect(collection).toContain(`Scenario: \`${name}/200/empty\``);
    for (const id of ids.slice(1, 5))
      expect(printed.err).toMatch(new RegExp(`pets: ${id} is left out: .*\\bno (plan|search|script)`));
    expect(collection).toContain('The sandbox failed at this operation: no script');
  });

  it('the catalogue and the served document are complete', async () => {
    const sandbox = createSandbox({ documents: [file()] });
    const { scenarios }: Catalogue = JSON.parse((await ask(sandbox, 'GET /_sandbox/scenarios')).text);
    expect(scenarios.map(({ id }) => id)).toEqual(ids);
    const failures = scenarios.map(({ failure, requests }) => [
      requests.length > 0,
      /no \w+$/.exec(failure ?? '')?.[0],
    ]);
    expect(failures).toEqual([
      [true, undefined],
      [false, 'no plan'],
      [false, 'no plan'],
      [false, 'no search'],
      [true, undefined],
      [true, undefined],
    ]);
    const served = await ask(sandbox, 'GET /_sandbox/openapi/pets.json');
    expect(served.status).toBe(200);
    const reported = (path: string) => valueAt(served.body ?? null, `/paths/~1${path}/get/description`);
    expect(reported('last')).toMatch(/^\*\*Sandbox test scenarios\*\*/);
    expect(reported('unplanned')).toMatch(/no plan\n\n\*\*Sandbox test scenarios\*\*/);
    expect(reported('unwritten')).toMatch(/^As it was\.\n\n.*no table$/);
  });

  it('other operations are answered; a request for a failing one is told so, each time', async () => {
    const sandbox = createSandbox({ documents: [file()] });
    expect(await ask(sandbox, 'GET /last')).toMatchObject({ status: 200, scenario: 'last/200/empty' });
    expect(await ask(sandbox, 'GET /unsearched')).toMatchObject({ status: 200 });
    for (const _ of [1, 2]) {
      const answer = await ask(sandbox, 'GET /unplanned');
      expect(answer).toMatchObject({ status: 500, body: { detail: expect.stringContaining('no plan') } });
    }
    expect(tried.planning).toBe(1);
  });
});
