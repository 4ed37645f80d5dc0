import { randomUUID } from 'node:crypto';
import type { Delivery } from '../hosts/webhook-sender.ts';
import type { WebhookPlan } from '../index.ts';
import { writeBody } from '../serialization/body.ts';
import { version } from './package-fields.ts';
import { UsageError } from './usage-error.ts';

/** One example of a webhook, which is sent once. */
export interface Message {
  readonly webhook: WebhookPlan;
  /** Null: it has no body. */
  readonly example: { readonly name: string; readonly mediaType: string; readonly text: string } | null;
}

/** Every example of webhooks in every media type, in the document's order. */
export function messagesOf(webhooks: readonly WebhookPlan[]): readonly Message[] {
  return webhooks.flatMap((webhook): readonly Message[] => {
    // No client sends a body with these (RFC 9110, section 9.3.1).
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
 * Those that have one of these names; all, where there are none.
 *
 * @throws UsageError for a name that none has
 */
export function chosen(messages: readonly Message[], names: readonly string[]): readonly Message[] {
  const having = (name: string) => messages.filter((message) => namesOf(message).includes(name));
  const wrong = names.find((name) => having(name).length === 0);
  if (wrong === undefined)
    return messages.filter((one) => names.length === 0 || names.some((n) => having(n).includes(one)));
  const there = messages.map((message) => namesOf(message).at(-1) ?? '');
  throw new UsageError(`--only ${wrong} is no webhook and no example. There is: ${[...new Set(there)].join(', ')}`);
}

/** By which somebody may ask for it; the last one is the most exact. */
function namesOf({ webhook: { name }, example }: Message): readonly string[] {
  return example ? [name, example.name, `${name}/${example.name}`] : [name];
}

/** What is seen of a message: `POST realtime-receipts rejected`, with its media type where there are several. */
export function labelOf({ webhook, example }: Message): string {
  const type = webhook.content.length > 1 && example ? [`(${example.mediaType})`] : [];
  return [webhook.method, webhook.name, ...(example ? [example.name] : []), ...type].join(' ');
}

/** The message as it is sent, with ids of its own. */
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

/** No two requests have the same id, where the documented one shows that any UUID (RFC 9562, section 4) will do. */
function freshId(name: string, value: string): string {
  const isUuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(value);
  return isUuid && /^x-(request|correlation)-id$/i.test(name) ? randomUUID() : value;
}
