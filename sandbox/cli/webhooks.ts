import { setTimeout as after } from 'node:timers/promises';
import { NoAnswerError } from '../hosts/no-answer-error.ts';
import { type Certificates, type Received, send, tryCertificates } from '../hosts/webhook-sender.ts';
import { createSandbox, type Sandbox } from '../index.ts';
import type { ApiPlan } from '../plan.ts';
import { isSendable } from '../requests/wire-request.ts';
import { isHeaderName } from '../syntax/header.ts';
import type { Command } from './arguments.ts';
import { pemOf } from './pem.ts';
import { UsageError } from './usage-error.ts';
import { chosen, deliveryOf, type Message, messagesOf } from './webhook-messages.ts';
import { type Attempt, reporterOf } from './webhook-report.ts';
import { createResponseChecker, type ResponseChecker } from './webhook-response.ts';

/**
 * Sends every example of the documents' webhooks and callbacks to an endpoint, one after the other.
 *
 * @returns the exit code: 1 if a response is not as documented
 */
export async function webhooks(command: Command<'webhooks'>): Promise<number> {
  const to = addressOf(command.to);
  const certificates = certificatesOf(command, to);
  const headers = command.header.map(headerOf);
  const sandbox = createSandbox({ documents: command.documents, allowOutside: command.allowOutside });
  const groups = groupsOf(sandbox, command);
  const report = reporterOf(
    groups.flatMap(({ messages }) => messages),
    command,
  );
  const judge = createResponseChecker();
  for (const { api, messages } of groups) {
    report.begin(api, to);
    for (const message of messages) {
      for (let left = command.retry; ; left -= 1) {
        report.sending(message);
        const sent = await attempt(message, judge, () =>
          send(deliveryOf(message, to, headers), command.timeout, certificates),
        );
        const wait = left > 0 && sent.isWorthAnother ? Math.min(sent.wait, command.timeout) : null;
        report.sent(message, sent, wait);
        if (wait === null) break;
        await after(wait);
      }
    }
  }
  return report.end() ? 0 : 1;
}

async function attempt(message: Message, judge: ResponseChecker, sending: () => Promise<Received>): Promise<Attempt> {
  const began = performance.now();
  const passed = () => Math.round(performance.now() - began);
  try {
    const answer = await sending();
    const ms = passed();
    const { status, headers } = answer;
    const isWorthAnother = status === 429 || status >= 500;
    return { status, ms, problems: judge(message.webhook, answer), isWorthAnother, wait: waitOf(headers) };
  } catch (error) {
    if (!(error instanceof NoAnswerError)) throw error;
    return {
      status: null,
      ms: passed(),
      problems: [error.message],
      isWorthAnother: error.isTemporary,
      wait: defaultRetryMs,
    };
  }
}

/** Milliseconds between two attempts without Retry-After. */
const defaultRetryMs = 1000;

/** Returns the milliseconds that Retry-After asks for, in seconds or as a date (RFC 9110, section 10.2.3). */
function waitOf({ 'retry-after': stated = '' }: Received['headers']): number {
  if (/^\d+$/.test(stated)) return Number(stated) * 1000;
  const date = Date.parse(stated);
  return Number.isNaN(date) ? defaultRetryMs : Math.max(0, date - Date.now());
}

interface Group {
  readonly api: ApiPlan;
  readonly messages: readonly Message[];
}

/** Returns the messages to send, by document. */
function groupsOf(sandbox: Sandbox, { api: wanted, only }: Command<'webhooks'>): readonly Group[] {
  const { apis } = sandbox.plan;
  if (wanted !== undefined && !apis.some(({ name }) => name === wanted)) {
    throw new UsageError(`--api ${wanted} is none of the documents: ${apis.map(({ name }) => name).join(', ')}`);
  }
  const groups = apis
    .filter(({ name }) => wanted === undefined || name === wanted)
    .map((api) => ({ api, messages: messagesOf(sandbox.webhooks(api.name)) }));
  const all = groups.flatMap(({ messages }) => messages);
  if (all.length === 0) {
    const names = groups.map(({ api }) => api.name).join(', ');
    throw new UsageError(`There are no webhooks and no callbacks in ${names || 'the documents'}`);
  }
  const taken = new Set(chosen(all, only));
  return groups
    .map(({ api, messages }) => ({ api, messages: messages.filter((message) => taken.has(message)) }))
    .filter(({ messages }) => messages.length > 0);
}

function addressOf(to: string | undefined): URL {
  if (to === undefined) {
    throw new UsageError('Where to? Name your endpoint: openapi-sandbox webhooks --to http://localhost:8080/receipts');
  }
  const url = URL.canParse(to) ? new URL(to) : undefined;
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return url;
  throw new UsageError(`--to must be an address such as http://localhost:8080/receipts, not "${to}"`);
}

function headerOf(line: string): readonly [string, string] {
  const [name = '', value] = line.split(/:(.*)/s).map((part) => part.trim());
  if (isHeaderName(name) && value !== undefined && isSendable(value)) return [name, value];
  throw new UsageError(`--header must be a name and a value such as 'X-Api-Key: secret', not "${line}"`);
}

function certificatesOf({ cert, key, ca }: Command<'webhooks'>, { protocol }: URL): Certificates {
  if ((cert === undefined) !== (key === undefined)) {
    throw new UsageError('A client certificate and its private key go together: --cert client.pem --key client.key');
  }
  const files = {
    ...(cert !== undefined && { cert }),
    ...(key !== undefined && { key }),
    ...(ca !== undefined && { ca }),
  };
  if (Object.keys(files).length > 0 && protocol !== 'https:') {
    throw new UsageError('Certificates are for addresses that begin with https://');
  }
  const certificates: Certificates = Object.fromEntries(
    Object.entries(files).map(([option, file]) => [
      option,
      pemOf(option, file, option === 'key' ? 'private key' : 'certificate'),
    ]),
  );
  try {
    tryCertificates(certificates);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`--cert ${cert} and --key ${key} cannot be used: ${reason}`);
  }
  return certificates;
}
