import type { Sandbox } from '../../sandbox/index.ts';
import { rows as nhsApp } from '../apis/nhs-app.rows.ts';
import { rows as nhsNotifySupplier } from '../apis/nhs-notify-supplier.rows.ts';
import { seeded } from '../fixtures/seeded.ts';
import type { Asked } from './operations.ts';
import { otherRequests, type Request } from './requests.ts';
import { kept, type Print } from './row.ts';
import { authority, type Send } from './send.ts';

/** Operations of a document whose requests are spoilt. */
const maxSpoilt = 30;

async function ask(what: string, request: Request, send: Send, print: Print): Promise<void> {
  const { method, target, headers, text } = request;
  const words = Object.entries(headers).map(([key, value]) => `${key}: ${value}`);
  const body = text === null ? [] : [kept(text)];
  print(what, [`${method} ${target}`, ...words, ...body].join('\n'), await send(request));
}

/** Every request that reaches a scenario, and others made of them; of each operation some, or all. */
export async function recordOperations(
  operations: readonly Asked[],
  send: Send,
  print: Print,
  max = Number.POSITIVE_INFINITY,
): Promise<void> {
  for (const { own } of operations) {
    for (const [title, request] of sample(own, max)) await ask(title, request, send, print);
  }
  for (const { key, path, right } of sample(operations, maxSpoilt)) {
    if (!right) continue;
    const others = sample(otherRequests(right, path), max);
    for (const [title, request] of others) await ask(`${key}: ${title}`, request, send, print);
  }
}

/** The same without credentials, and with some that are right or not, where they must be there. */
export async function recordStrict(operations: readonly Asked[], send: Send, print: Print): Promise<void> {
  for (const { key, right } of sample(operations, maxSpoilt)) {
    if (!right) continue;
    await ask(`strict ${key}: no credentials`, right, send, print);
    for (const Authorization of ['Bearer x', 'Basic %', 'x']) {
      const headers = { ...right.headers, Authorization };
      await ask(`strict ${key}: ${Authorization}`, { ...right, headers }, send, print);
    }
  }
}

/** Every row of the tables of the shipped documents. */
export async function recordTables(send: Send, print: Print): Promise<void> {
  for (const { title, request } of [...nhsApp, ...nhsNotifySupplier]) {
    const { method, path, headers = {}, body } = request;
    const text = body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body);
    await ask(`row: ${title}`, { method, target: path, headers, text }, send, print);
  }
}

/** What the sandbox shows of itself. */
export async function recordIntrospection(sandbox: Sandbox, send: Send, print: Print): Promise<void> {
  const names = sandbox.plan.apis.map((api) => api.name);
  const own = names.flatMap((api) => [`/_sandbox/docs/${api}`, `/_sandbox/openapi/${api}.json`]);
  for (const target of ['/', '/_sandbox/', '/_sandbox/health', '/_sandbox/scenarios', '/_sandbox/nothing', ...own]) {
    await ask(target, { method: 'GET', target, headers: {}, text: null }, send, print);
  }
  for (const entry of sandbox.catalogue(`http://${authority}`).scenarios) {
    print(`catalogue: ${entry.id}`, null, { value: kept(JSON.stringify(entry)) });
  }
  for (const api of names) {
    print(`webhooks of ${api}`, null, { value: kept(JSON.stringify(sandbox.webhooks(api))) });
    print(`document of ${api}`, null, { value: kept(JSON.stringify(sandbox.document(api))) });
  }
}

/** Some of a list, the same ones each time. */
function sample<T>(all: readonly T[], size: number): readonly T[] {
  if (all.length <= size) return all;
  const left = [...all];
  const next = seeded(7);
  return Array.from({ length: size }, () => left.splice(next(left.length), 1)).flat();
}
