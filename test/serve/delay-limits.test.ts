import { describe, expect, it } from 'vitest';
import { ask } from '../fixtures/ask.ts';
import { documentOf, response } from '../fixtures/document.ts';
import { ruledSandbox } from '../fixtures/ruled-sandbox.ts';

const document = documentOf({
  '/pets': { get: { operationId: 'list', responses: { 200: response({ ok: ['Rex'] }) } } },
});

describe('a delay above the maximum is shortened, and that is reported', () => {
  const sandbox = ruledSandbox(document, { maxDelay: 20 });

  it.each([
    ['in the Prefer header', 'GET /pets', { Prefer: 'delay=30000' }, 'delay=20'],
    ['in the query', 'GET /pets?__delay=30000', {}, 'delay=20'],
    ['in the path prefix', 'GET /_sandbox/as/delay=30000/pets', {}, 'delay=20'],
    ['with a choice', 'GET /pets?__delay=30000', { Prefer: 'code=200' }, 'code=200, delay=20'],
    ['not shortened at the maximum', 'GET /pets?__delay=20', {}, undefined],
  ])('%s', async (_, request, headers, want) => {
    const answer = await ask(sandbox, request, { headers });
    expect(answer.status).toBe(200);
    expect(answer.headers['preference-applied']).toBe(want);
  });

  it('the message names the maximum', async () => {
    const answer = await ask(sandbox, 'GET /pets', { headers: { Prefer: 'delay=soon' } });
    expect(answer.text).toContain('at most 20: delay=1500');
  });
});

describe('concurrent delayed responses', () => {
  const late = { headers: { Prefer: 'delay=30000' } };

  it('are limited in number; the next is refused, and responses without a delay are sent as usual', async () => {
    const hurry = new AbortController();
    const sandbox = ruledSandbox(document, { maxDelayed: 2, releaseDelayed: hurry.signal });
    const waiting = [ask(sandbox, 'GET /pets', late), ask(sandbox, 'GET /pets', late)];
    await new Promise((resolve) => setTimeout(resolve, 50));
    const answer = await ask(sandbox, 'GET /pets', late);
    expect(answer).toMatchObject({ status: 503, trigger: 'limit', headers: { 'retry-after': '1' } });
    expect(answer.text).toContain('--max-delayed');
    expect(await ask(sandbox, 'GET /pets')).toMatchObject({ status: 200 });
    hurry.abort();
    expect((await Promise.all(waiting)).map(({ status }) => status)).toEqual([200, 200]);
  });

  it('free their slot if the client disconnects', async () => {
    const hurry = new AbortController();
    const sandbox = ruledSandbox(document, { maxDelayed: 1, releaseDelayed: hurry.signal });
    const client = new AbortController();
    const left = sandbox.fetch('http://localhost/pets', { ...late, signal: client.signal });
    await new Promise((resolve) => setTimeout(resolve, 50));
    client.abort();
    await expect(left).rejects.toThrow();
    const next = ask(sandbox, 'GET /pets', late);
    await new Promise((resolve) => setTimeout(resolve, 50));
    hurry.abort();
    expect(await next).toMatchObject({ status: 200 });
  });

  it('do not wait for one another', async () => {
    const hurry = new AbortController();
    const sandbox = ruledSandbox(document, { releaseDelayed: hurry.signal });
    let given = 0;
    const all = Array.from({ length: 500 }, () =>
      ask(sandbox, 'GET /pets', late).then(() => {
        given += 1;
      }),
    );
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(given).toBe(0);
    hurry.abort();
    await Promise.all(all);
    expect(await ask(sandbox, 'GET /pets', late)).toMatchObject({ status: 200 });
  });
});
