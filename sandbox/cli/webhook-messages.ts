import { randomUUID } from 'node:crypto';
import type { Delivery } from '../hosts/webhook-sender.ts';
import type { WebhookPlan } from '../index.ts';
import { writeBody } from '../serialization/body.ts';
import { version } from './package-fields.ts';
import { UsageError } from './usage-error.ts';

/** An example of a webhook, which is sent once. */
export interface Message {
  readonly webhook: WebhookPlan;
  /** Null if the message has no body. */
  readonly example: { readonly name: string; readonly mediaType: string; readonly text: string } | null;
}

/** Returns every example of webhooks in every media type, in the document's order. */
export function messagesOf(webhooks: readonly WebhookPlan[]): readonly Message[] {
  return webhooks.flatMap((webhook): readonly Message[] => {
    // Clients send no body with these methods (RFC 9110, section 9.3.1).
    const isBodyless = webhook.method === 'GET' || webhook.method === 'HEAD';
    if (isBodyless || webhook.content.length === 0) return [{ webhook, example: null }];
    return webhook.content.flatMap(({ mediaType, format, examples }) =>
      examples.map(({ name, value, digits }) => ({
        webhook,
        example: { name, ...writeBody(format, value, mediaType, digits) },
      })),
    );
  });
}

/**
 * Returns the messages with one of the names; all if there are no names.
 *
 * @throws UsageError for an unknown name
 */
export function chosen(messages: readonly Message[], names: readonly string[]): readonly Message[] {
  const having = (name: string) => messages.filter((message) => namesOf(message).includes(name));
  const wrong = names.find((name) => having(name).length === 0);
  if (wrong === undefined)
    return messages.filter((one) => names.length === 0 || names.some((n) => having(n).includes(one)));
  const there = messages.map((message) => namesOf(message).at(-1) ?? '');
  throw new UsageError(`--only ${wrong} is no webhook and no example. There is: ${[...new Set(there)].join(', ')}`);
}

/** Returns the names that select a message; the last one is the most precise. */
function namesOf({ webhook: { name }, example }: Message): readonly string[] {
  return example ? [name, example.name, `${name}/${example.name}`] : [name];
}

/** Returns the label of a message: `POST realtime-receipts rejected`, with its media type if there are several. */
export function labelOf({ webhook, example }: Message): string {
  const type = webhook.content.length > 1 && example ? [`(${example.mediaType})`] : [];
  return [webhook.method, webhook.name, ...(example ? [example.name] : []), ...type].join(' ');
}

/** Returns the request that delivers a message, with fresh ids. */
export function deliveryOf(
  { webhook, example }: Message,
  to: URL,
  headers: readonly (readonly [string, string])[],
): Delivery {
  const url = new URL(to);
  url.search = [to.search.slice(1), webhook.query.slice(1)].filter((part) => part !== '').join('&');
  const own = [
    ['User-Agent', `openapi-sandbox/${version()}`] as const,
    ['Accept', '*/*'] as const,
    ...Object.entries(webhook.headers).map(([name, value]) => [name, freshId(name, value)] as const),
    ...(example ? [['Content-Type', example.mediaType] as const] : []),
  ];
  const given = new Set(headers.map(([name]) => name.toLowerCase()));
  const all = [...own.filter(([name]) => !given.has(name.toLowerCase())), ...headers];
  return { url, method: webhook.method, headers: Object.fromEntries(all), text: example?.text ?? null };
}

/** Replaces request ids by fresh UUIDs if the documented example is a UUID (RFC 9562, section 4). */
function freshId(name: string, value: string): string {
  const isUuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(value);
  return isUuid && /^x-(request|correlation)-id$/i.test(name) ? randomUUID() : value;
}
