import { request as ask } from 'node:http';
import type { Sandbox } from '../../sandbox/index.ts';
import type { Request } from './requests.ts';
import { type Answer, headerTexts, keptBytes } from './row.ts';

/** Sends a request, whose target begins with its base path. */
export type Send = (request: Request) => Promise<Answer>;

/** What a server is taken for, wherever it listens: answers name it. */
export const authority = 'localhost:9000';

/** To a sandbox in this process. */
export function toSandbox(sandbox: Sandbox): Send {
  return async ({ method, target, headers, text }) => {
    // A text would get a type of its own, where the request has none (Fetch Standard, 5.2).
    const body = text === null ? {} : { body: new TextEncoder().encode(text) };
    try {
      const answer = await sandbox.fetch(`http://${authority}${target}`, {
        method,
        headers,
        redirect: 'manual',
        ...body,
      });
      const bytes = new Uint8Array(await answer.arrayBuffer());
      return { status: answer.status, headers: headerTexts(answer.headers), body: keptBytes(bytes) };
    } catch (error) {
      return { failure: String(error) };
    }
  };
}

/** To a server on this machine, each on a connection of its own. */
export function toPort(port: number): Send {
  return ({ method, target, headers, text }) =>
    new Promise((resolve) => {
      const length = text === null ? {} : { 'Content-Length': String(Buffer.byteLength(text)) };
      const all = { ...headers, ...length, Host: authority };
      const sent = ask({ port, host: '127.0.0.1', method, path: target, headers: all, agent: false }, (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('end', () => {
          const { rawHeaders, statusCode = 0 } = answer;
          const pairs = rawHeaders.flatMap((name, index) =>
            index % 2 === 0 ? [[name, rawHeaders[index + 1] ?? ''] as const] : [],
          );
          resolve({ status: statusCode, headers: headerTexts(pairs), body: keptBytes(Buffer.concat(chunks)) });
        });
      });
      sent.on('error', (error) => resolve({ failure: error.message }));
      sent.end(text ?? undefined);
    });
}
