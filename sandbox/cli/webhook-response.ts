import { detailsOf } from '../compile/contradictions/report.ts';
import { createSchemaCompiler } from '../compile/schemas/ajv/schema-compiler.ts';
import type { Received } from '../hosts/webhook-sender.ts';
import type { WebhookPlan } from '../index.ts';
import type { WebhookResponsePlan } from '../plan.ts';
import type { Json } from '../syntax/json.ts';
import { documentedFor, isJsonType, parseMediaType } from '../syntax/media-type.ts';
import { violationsOf } from '../validation/find-violations.ts';
import type { SchemaCompiler } from '../validation/violation.ts';

/** Compares a response to a webhook with the documented ones. */
export type ResponseChecker = (webhook: WebhookPlan, answer: Received) => readonly string[];

/** @returns the defects of a response in words; empty if it is as documented */
export function createResponseChecker(): ResponseChecker {
  const compile = createSchemaCompiler();
  return (webhook, answer) => {
    const response = documented(webhook.responses, answer.status);
    return [...statusProblems(webhook, answer, response), ...bodyProblems(webhook, answer, response, compile)];
  };
}

/** Returns the response for a status, else for its range, else `default` (OpenAPI 3.1.1, 4.8.16). */
function documented(responses: readonly WebhookResponsePlan[], status: number): WebhookResponsePlan | undefined {
  const keys = [String(status), `${String(status)[0]}XX`, 'default'];
  return keys.map((wanted) => responses.find(({ key }) => key === wanted)).find((response) => response !== undefined);
}

function statusProblems(
  { responses }: WebhookPlan,
  { status, headers }: Received,
  response: WebhookResponsePlan | undefined,
): readonly string[] {
  const keys = responses.map(({ key }) => key);
  // If no response is documented, any success is accepted.
  const undocumented =
    response || keys.length === 0
      ? []
      : [`${status} is not documented: ${keys.join(', ')} ${keys.length > 1 ? 'are' : 'is'}`];
  if (status >= 400) return ['refused', ...undocumented];
  if (status >= 300 && (!response || response.key === 'default'))
    return [`redirected to ${headers['location'] ?? 'nowhere'}, where nobody follows`, ...undocumented];
  return undocumented;
}

function bodyProblems(
  { responseSchemas }: WebhookPlan,
  { headers, body }: Received,
  response: WebhookResponsePlan | undefined,
  compile: SchemaCompiler,
): readonly string[] {
  const types = response?.content.map(({ mediaType }) => mediaType) ?? [];
  if (types.length === 0) return [];
  const type = headers['content-type'];
  if (type === undefined) return [`it has no Content-Type; documented: ${types.join(', ')}`];
  const content = response?.content[documentedFor(types, type)];
  if (!content) return [`its Content-Type is ${type}; documented: ${types.join(', ')}`];
  if (!isJsonType(parseMediaType(type).essence)) return [];
  const value = jsonOf(body);
  if (value === undefined) return ['its body is no JSON'];
  if (content.schemaPointer === null) return [];
  const violations = violationsOf(value, content.schemaPointer, compile(responseSchemas));
  return violations.length === 0 ? [] : [`its body breaks its schema: ${detailsOf(violations)}`];
}

function jsonOf(bytes: Uint8Array): Json | undefined {
  try {
    const value: Json = JSON.parse(new TextDecoder().decode(bytes));
    return value;
  } catch {
    return undefined;
  }
}
