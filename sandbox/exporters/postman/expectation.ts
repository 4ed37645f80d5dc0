import type { OperationPlan } from '../../plan.ts';
import type { Sample } from '../../reachability/attempts.ts';
import { parseJson } from '../../syntax/digits.ts';
import type { JsonObject } from '../../syntax/json.ts';
import { isJsonType, parseMediaType } from '../../syntax/media-type.ts';
import { definitionAt, draft07Definitions } from './draft-07.ts';
import { type Placeholder, setVariable, withVariables } from './placeholders.ts';
import { headerOf, type ReceivedAnswer } from './prove-request.ts';
import { usedDefinitions } from './used-definitions.ts';

/** The answer that a request of a collection expects. */
export interface ExpectedAnswer {
  readonly id: string;
  readonly answer: ReceivedAnswer;
  readonly sample: Sample;
  /** Whether it violates its own schema. `check` reports that, so the collection does not test it. */
  readonly breaksSchema: boolean;
}

/** Returns the script of a request that stores the expected answer, for the test script of the collection. */
export function expectationScript(
  { id, answer, sample, breaksSchema }: ExpectedAnswer,
  { echoedHeaders }: OperationPlan,
  base: Placeholder,
): string {
  const mediaType = headerOf(answer, 'content-type');
  const expected: JsonObject = {
    scenario: id,
    ...((sample.trigger === 'token' || sample.trigger === 'prefer') && { onlyInSandbox: true }),
    status: answer.status,
    mediaType: mediaType === undefined ? null : parseMediaType(mediaType).essence,
    ...(echoedHeaders.length > 0 && { mirrored: echoedHeaders.map(({ name }) => name) }),
    ...(breaksSchema && { breaksSchema }),
    ...expectedBody(answer, base),
  };
  return `// What the sandbox answers. The collection's own test script compares it with what comes.\n${setVariable('expected', expected)}`;
}

/**
 * Returns the expected body: JSON as data, unless JavaScript would change its numbers, other texts as they are, and octets
 * in base64.
 */
function expectedBody(answer: ReceivedAnswer, base: Placeholder): JsonObject {
  if (answer.body.length === 0) return {};
  const text = textOf(answer.body);
  if (text === null) return { base64: btoa(Array.from(answer.body, (octet) => String.fromCharCode(octet)).join('')) };
  const withReferences = withVariables(text, base);
  const { essence } = parseMediaType(headerOf(answer, 'content-type') ?? '');
  if (!isJsonType(essence)) return { text: withReferences };
  const { value, digits } = parseJson(withReferences);
  return digits === undefined ? { json: value } : { text: withReferences };
}

/** Decodes a body as UTF-8; null if it is not. */
export function textOf(body: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
  } catch {
    return null;
  }
}

/** Returns the script of a folder that stores the response schemas of its operation. Empty if there are none. */
export function schemasScript({ responses, responseSchemas }: OperationPlan): string {
  const answers = responses.flatMap(({ key, scenarios }) => {
    const places = scenarios.flatMap(({ representations }) =>
      representations.flatMap(({ mediaType, schemaPointer }) => {
        const { essence } = parseMediaType(mediaType);
        return schemaPointer !== null && isJsonType(essence) ? [[essence, schemaPointer] as const] : [];
      }),
    );
    return places.length === 0 ? [] : [{ key, places }];
  });
  if (answers.length === 0) return '';
  const schemaPointers = answers.flatMap(({ places }) => places.map(([, schemaPointer]) => schemaPointer));
  const { document, pointerOf: placeOf } = usedDefinitions(responseSchemas, schemaPointers);
  const definitionsOf = (places: readonly (readonly [string, string])[]) =>
    Object.fromEntries(places.map(([essence, schemaPointer]) => [essence, definitionAt(placeOf(schemaPointer))]));
  const schemas: JsonObject = {
    answers: Object.fromEntries(answers.map(({ key, places }) => [key, definitionsOf(places)])),
    definitions: draft07Definitions(document),
  };
  return `// The schemas of the answers, by status and media type, in JSON Schema draft-07.\n${setVariable('schemas', schemas)}`;
}
