import type { ApiPlan } from '../plan.ts';
import type { Command } from './arguments.ts';
import { type Colouring, painter } from './colours.ts';
import { print, shown } from './output.ts';
import { colourOf } from './request-log.ts';
import { labelOf, type Message } from './webhook-messages.ts';

/** The result of sending a message once. */
export interface Attempt {
  /** Null if there was no response. */
  readonly status: number | null;
  readonly ms: number;
  /** Empty if the response is as documented. */
  readonly problems: readonly string[];
  readonly isWorthAnother: boolean;
  /** Milliseconds until another attempt. */
  readonly wait: number;
}

/** Reports deliveries. */
export interface Report {
  readonly begin: (api: ApiPlan, to: URL) => void;
  readonly sending: (message: Message) => void;
  /** @param wait milliseconds until it is sent again; null if it is not */
  readonly sent: (message: Message, attempt: Attempt, wait: number | null) => void;
  /** Ends the report. Returns whether every response was as documented. */
  readonly end: () => boolean;
}

/** Creates a report as text, or as a line of JSON for each message. */
export function reporterOf(
  messages: readonly Message[],
  { json, colours }: Pick<Command<'webhooks'>, 'json' | 'colours'>,
): Report {
  return json ? jsonReport() : prettyReport(messages, colours);
}

/** A terminal shows a line while the response is awaited; elsewhere only complete lines are printed. */
function prettyReport(messages: readonly Message[], colours: Colouring): Report {
  const { isTTY } = process.stdout;
  const paint = painter(colours, isTTY);
  const width = Math.max(...messages.map((message) => labelOf(message).length));
  const start = (message: Message) => `  ${labelOf(message).padEnd(width)}  `;
  let [accepted, others] = [0, 0];
  return {
    begin: ({ title, version, name }, to) => {
      // Credentials in the address are not printed.
      print(`${`${title} ${version}`.trim()} (${name}) to ${to.origin}${to.pathname}${to.search}`, '');
    },
    sending: (message) => {
      if (isTTY) process.stdout.write(shown([start(message)]));
    },
    sent: (message, { status, ms, problems }, wait) => {
      const shown = status === null ? paint('red', '---') : paint(colourOf(status), String(status));
      const again = wait === null ? [] : [`again in ${wait / 1000} s`];
      const reported = [...problems, ...again].join('; ');
      const line = [shown, paint('faint', `${ms} ms`.padStart(8)), reported].join('  ').trimEnd();
      print(isTTY ? line : start(message) + line);
      if (wait !== null) return;
      if (problems.length === 0) accepted += 1;
      else others += 1;
    },
    end: () => {
      const bad = others === 0 ? '' : paint('red', `, ${others} not`);
      print('', `${accepted + others} sent: ${accepted} taken in as documented${bad}`);
      return others === 0;
    },
  };
}

function jsonReport(): Report {
  let attempts = 0;
  let api = '';
  let isGood = true;
  return {
    begin: ({ name }) => {
      api = name;
    },
    sending: () => {
      attempts += 1;
    },
    sent: ({ webhook: { name, method }, example }, { status, ms, problems }, wait) => {
      if (wait !== null) return;
      const sent = { api, webhook: name, example: example?.name ?? null, mediaType: example?.mediaType ?? null };
      print(JSON.stringify({ ...sent, method, status, ms, attempts, problems }));
      attempts = 0;
      isGood &&= problems.length === 0;
    },
    end: () => isGood,
  };
}
