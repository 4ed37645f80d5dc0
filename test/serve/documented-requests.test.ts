import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../sandbox/syntax/json.ts';
import { ask, bytes } from '../fixtures/ask.ts';
import { documentOf, empty, named, response } from '../fixtures/document.ts';
import { problemsOf } from '../fixtures/problems.ts';
import { sandboxOf } from '../fixtures/write-document.ts';

const schema = {
  type: 'object',
  required: ['name'],
  properties: {
    name: { type: 'string', maxLength: 3 },
    size: { type: 'integer' },
    tags: { type: 'array', items: { type: 'string' } },
  },
  xml: { name: 'pet' },
};
/** The second contradicts a constraint that the first satisfies. */
const examples = named({ short: { name: 'Tom' }, long: { name: 'Thomas', size: 2 } });

const form = 'application/x-www-form-urlencoded';
const parts = (values: Readonly<Record<string, string>>) =>
  `${Object.entries(values)
    .map(([name, value]) => `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`)
    .join('')}--x--\r\n`;

/**
 * `POST /things` with this body, and a parameter `day` whose second example contradicts a constraint that the first
 * satisfies.
 */
const document = (mediaType: string, shown: JsonObject = examples): JsonObject =>
  documentOf({
    '/things': {
      post: {
        operationId: 'send',
        parameters: [
          {
            name: 'day',
            in: 'query',
            schema: { type: 'string', format: 'date' },
            examples: named({ iso: '2026-01-31', words: 'tomorrow' }),
          },
        ],
        requestBody: { required: true, content: { [mediaType]: { schema, examples: shown } } },
        responses: { 201: response({ short: 'a short one', long: 'a long one' }), 400: empty },
      },
    },
  });

describe('a request equal to a documented positive example is not refused (design, Real documents)', () => {
  it.each<readonly [string, string, string, string]>([
    ['JSON', 'application/json', '{"size": 2, "name": "Thomas"}', '{"size": 3, "name": "Thomas"}'],
    ['JSON of another name', 'application/merge-patch+json', '{"name":"Thomas","size":2}', '{"name":"Thomas"}'],
    ['a form', form, 'size=2&name=Thomas', 'size=3&name=Thomas'],
    [
      'XML',
      'application/xml',
      '<pet><name>Thomas</name><size>2</size></pet>',
      '<pet><name>Thomas</name><size>3</size></pet>',
    ],
    [
      'parts',
      'multipart/form-data; boundary=x',
      parts({ name: 'Thomas', size: '2' }),
      parts({ name: 'Thomas', size: '3' }),
    ],
  ])('%s', async (_, mediaType, same, other) => {
    const sandbox = sandboxOf(document(mediaType.split(';')[0] ?? ''));
    const send = (body: string, query = '') =>
      ask(sandbox, `POST /things${query}`, { body: bytes(body), headers: { 'content-type': mediaType } });
    const [equal, different] = [await send(same), await send(other)];
    expect([equal.status, equal.scenario, equal.trigger, equal.headers['sandbox-set-aside']]).toEqual([
      201,
      'send/201/long',
      'example',
      'maxLength body#/name',
    ]);
    expect([different.status, different.faults]).toEqual([400, ['body /name maxLength']]);
    expect(different.headers['sandbox-set-aside']).toBeUndefined();
    // Violations elsewhere are still found.
    expect((await send(same, '?day=never')).faults).toEqual(['query day format']);
  });

  it('whatever else the request contains, as long as that is valid', async () => {
    const sandbox = sandboxOf(document('application/json'));
    const days = ['', '?day=2026-01-31', '?day=tomorrow', '?other=1'];
    const bodies: readonly Json[] = [{ name: 'Tom' }, { name: 'Thomas', size: 2 }, { name: 'Ann' }];
    const all = days.flatMap((day) => bodies.map((body) => ask(sandbox, `POST /things${day}`, { body })));
    expect((await Promise.all(all)).map(({ status }) => status)).toEqual(all.map(() => 201));
  });

  it('a success chosen by Prefer is returned too', async () => {
    const sandbox = sandboxOf(document('application/json'));
    const headers = { Prefer: 'example=short' };
    const answers = await Promise.all(
      [2, 3].map((size) => ask(sandbox, 'POST /things', { body: { name: 'Thomas', size }, headers })),
    );
    expect(answers.map(({ status }) => status)).toEqual([201, 400]);
  });

  it('without a response paired with it, it gets the default', async () => {
    const sandbox = sandboxOf(document('application/json', named({ one: { name: 'Tom' }, two: { name: 'Thomas' } })));
    const { scenario, trigger } = await ask(sandbox, 'POST /things', { body: { name: 'Thomas' } });
    expect([scenario, trigger]).toEqual(['send/201/short', 'default']);
  });

  it.each<readonly [string, JsonObject, JsonObject]>([
    ['by its name', named({ one: { name: 'Tom' }, 'too-long': { name: 'Thomas' } }), {}],
    [
      'by an error of its name',
      named({ one: { name: 'Tom' }, two: { name: 'Thomas' } }),
      { 422: response({ two: 'no' }) },
    ],
  ])('a negative example is refused: %s', async (_, shown, responses) => {
    const content = { 'application/json': { schema, examples: shown } };
    const post = { requestBody: { required: true, content }, responses: { 201: empty, ...responses } };
    const { faults } = await ask(sandboxOf(documentOf({ '/things': { post } })), 'POST /things', {
      body: { name: 'Thomas' },
    });
    expect(faults).toEqual(['body /name maxLength']);
  });

  it.each<readonly [string, JsonObject, string, readonly string[]]>([
    ['query', { in: 'query' }, 'GET /things?q=tomorrow', ['query.q']],
    ['path', { in: 'path', required: true }, 'GET /things/tomorrow', ['path.q']],
    ['header', { in: 'header' }, 'GET /things', ['header.q']],
    ['cookie', { in: 'cookie' }, 'GET /things', ['cookie.q']],
  ])('a parameter in the %s', async (place, more, request, [aside]) => {
    const parameter = {
      name: 'q',
      ...more,
      schema: { type: 'string', format: 'date' },
      examples: named({ iso: '2026-01-31', words: 'tomorrow' }),
    };
    const path = place === 'path' ? '/things/{q}' : '/things';
    const sandbox = sandboxOf(documentOf({ [path]: { get: { parameters: [parameter], responses: { 200: empty } } } }));
    const send = (value: string) =>
      ask(sandbox, request.replace('tomorrow', value), { headers: { q: value, cookie: `q=${value}` } });
    const [same, other] = [await send('tomorrow'), await send('yesterday')];
    expect([same.status, same.headers['sandbox-set-aside']]).toEqual([200, `format ${aside}`]);
    expect(other.faults).toEqual([`${place} q format`]);
  });

  it('the contradiction is reported at the example', () => {
    expect(problemsOf(sandboxOf(document('application/json'))).map(({ message }) => message)).toEqual([
      'The request example long breaks its schema: name must have at most 3 characters (maxLength).',
      'The example of the parameter day breaks its schema: it must be a valid date (format).',
    ]);
  });

  it('requests that cause an error are derived from a valid example', () => {
    const sandbox = sandboxOf(
      document('application/json', named({ long: { name: 'Thomas', size: 2 }, short: { name: 'Tom' } })),
    );
    const { sample } = sandbox.operation('api', 'send');
    expect([sample.body?.value, sample.values]).toEqual([{ name: 'Tom' }, ['2026-01-31']]);
  });
});
