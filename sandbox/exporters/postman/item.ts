import type { OperationPlan, RepresentationPlan } from '../../plan.ts';
import type { Sample } from '../../reachability/attempts.ts';
import type { Reachability } from '../../reachability/search.ts';
import { type Json, text } from '../../syntax/json.ts';
import { isJsonType, isXmlType, parseMediaType } from '../../syntax/media-type.ts';
import { reasonPhrase } from '../../syntax/status.ts';
import { expectationScript, textOf } from './expectation.ts';
import { type Item, type SavedResponse, scriptEvent } from './format.ts';
import { type Placeholder, withDefaults } from './placeholders.ts';
import { type Ask, headerOf, proveRequest, type ReceivedAnswer } from './prove-request.ts';
import { requestOf } from './request.ts';

/** The context that all items of an operation share. */
export interface ItemContext {
  readonly operation: OperationPlan;
  /** The Parameter Objects of the operation, references resolved. */
  readonly parameters: readonly Json[];
  readonly base: Placeholder;
  /** The initial value of the variable for the base URL. */
  readonly defaultBase: string;
  readonly ask: Ask;
  readonly idOf: IdOf;
  readonly isValid: (operation: OperationPlan, representation: RepresentationPlan) => boolean;
}

/** Returns the UUID of a name, the same each time. */
export type IdOf = (name: string) => string;

/**
 * Makes the request of a scenario from its most natural sample that still reaches it.
 *
 * @returns null if no sample does
 */
export async function itemOf(context: ItemContext, reachability: Reachability): Promise<Item | null> {
  const { scenario } = reachability;
  for (const sample of reachability.samples) {
    const proven = await proveRequest(context.operation, sample, scenario.id, context.ask);
    if (proven) return makeItem(context, reachability, sample, proven);
  }
  return null;
}

function makeItem(
  { operation, parameters, base, defaultBase, idOf, isValid }: ItemContext,
  { scenario }: Reachability,
  sample: Sample,
  { request, auth, answer }: NonNullable<Awaited<ReturnType<typeof proveRequest>>>,
): Item {
  const id = `${operation.api}/${scenario.id}`;
  const name = `${answer.status} ${scenario.name}`;
  const description = [scenario.summary, `How it is reached: ${sample.how}.`, `Scenario: \`${scenario.id}\``]
    .filter((line) => line !== '')
    .join('\n\n');
  const parts = requestOf(request, { auth, base, parameters, description }, answer.status);
  const mediaType = mediaTypeOf(answer);
  const breaksSchema = scenario.representations.some(
    (one) => parseMediaType(one.mediaType).essence === mediaType && !isValid(operation, one),
  );
  const expectation = expectationScript({ id: scenario.id, answer, sample, breaksSchema }, operation, base);
  const script = parts.script === '' ? expectation : `${expectation}\n\n${parts.script}`;
  const { description: _, ...originalRequest } = parts.request;
  const saved: SavedResponse = {
    id: idOf(`${id}/answer`),
    name,
    originalRequest,
    status: reasonPhrase(answer.status),
    code: answer.status,
    _postman_previewlanguage: isJsonType(mediaType) ? 'json' : isXmlType(mediaType) ? 'xml' : 'text',
    header: answer.headers
      .filter(([key]) => !key.startsWith('access-control-'))
      .map(([key, value]) => ({ key, value: withDefaults(value, base, defaultBase) })),
    cookie: [],
    body: withDefaults(textOf(answer.body) ?? '', base, defaultBase),
  };
  return {
    id: idOf(id),
    name,
    event: [scriptEvent('prerequest', script)],
    ...(Object.keys(parts.behavior).length > 0 && { protocolProfileBehavior: parts.behavior }),
    request: parts.request,
    response: [saved],
  };
}

function mediaTypeOf(answer: ReceivedAnswer): string {
  return parseMediaType(headerOf(answer, 'content-type') ?? '').essence;
}

/** Returns the description or the summary of an object. Empty if it has neither. */
export function descriptionOf(object: Json | undefined): string {
  return (text(object, 'description') ?? text(object, 'summary') ?? '').trim();
}
