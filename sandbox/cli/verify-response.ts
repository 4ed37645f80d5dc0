import type { Reachability, Sandbox, WireRequest } from '../index.ts';
import type { OperationPlan, RepresentationPlan, ResponsePlan, ScenarioPlan } from '../plan.ts';
import { reasonOf } from '../problem.ts';
import { writeBody } from '../serialization/body.ts';
import { parseJson, withTexts } from '../syntax/digits.ts';
import { equal } from '../syntax/json.ts';
import { replaceAt, valueAt } from '../syntax/json-pointer.ts';
import { isJsonType, parseMediaType } from '../syntax/media-type.ts';
import { octetsOf, utf8Of } from '../syntax/octets.ts';
import { isBodyless } from '../syntax/status.ts';
import { selectNamed } from '../triggers/selection.ts';

/**
 * Sends a sample request and compares the response with the documented scenario: status, media type, body.
 *
 * @param url the address of the request's target
 * @returns the difference in words; undefined if there is none
 */
export async function differenceOf(
  sandbox: Sandbox,
  url: string,
  { method, headers, text }: WireRequest,
  { scenario, response }: Pick<Reachability, 'scenario' | 'response'>,
  operation: OperationPlan,
): Promise<string | undefined> {
  // `fetch` adds a Content-Type to a string body, but not to bytes (Fetch Standard, 5.2).
  const body = text === null ? {} : { body: new TextEncoder().encode(text) };
  const answer = await sandbox.fetch(url, { method, headers, redirect: 'manual', ...body }).catch(reasonOf);
  if (typeof answer === 'string') return `it cannot be sent: ${answer}`;
  const bytes = new Uint8Array(await answer.arrayBuffer());
  const received = utf8Of(bytes) ?? octetsOf(bytes);
  const given = answer.headers.get('Sandbox-Scenario');
  if (given !== scenario.id) return `the answer was ${given ?? 'none of an operation'}`;
  if (!isStatusOf(answer.status, response)) return `the status was ${answer.status}, not ${response.key}`;
  return method === 'HEAD' || isBodyless(answer.status)
    ? undefined
    : bodyDifference(answer, received, operation, scenario);
}

/** Returns whether a status is allowed by a response key; a range and `default` allow several. */
function isStatusOf(status: number, { key }: ResponsePlan): boolean {
  return key === 'default' || key === String(status) || key === `${String(status)[0]}XX`;
}

function bodyDifference(
  answer: Response,
  received: string,
  operation: OperationPlan,
  scenario: ScenarioPlan,
): string | undefined {
  const { representations } = scenario;
  if (representations.length === 0) return received === '' ? undefined : 'a body came where none is documented';
  const mediaType = answer.headers.get('Content-Type') ?? '';
  const documented = representations.find(
    (one) =>
      one.mediaType === mediaType ||
      writeBody(one.format, one.text ?? one.value, one.mediaType, one.digits).mediaType === mediaType,
  );
  if (!documented) return `the media type was ${mediaType || 'missing'}`;
  return isBodyOf(received, documented, fittedPlaces(operation, scenario))
    ? undefined
    : 'the body is another than the documented one';
}

/** Returns whether a body is the documented one, except for values that rules take from the request. */
function isBodyOf(
  received: string,
  { mediaType, value, digits, text, format }: RepresentationPlan,
  fitted: readonly string[],
): boolean {
  if (received === text) return true;
  if (!isJsonType(parseMediaType(mediaType).essence))
    return received === writeBody(format, value, mediaType, digits).text;
  const read = parseJson(received);
  const body = withTexts(read.value, read.digits);
  const refitted = fitted.reduce(
    (result, pointer) => {
      const there = valueAt(body, pointer);
      return there === undefined ? result : replaceAt(result, pointer, there);
    },
    withTexts(value, digits),
  );
  return equal(body, refitted);
}

function fittedPlaces(operation: OperationPlan, { id }: ScenarioPlan): readonly string[] {
  const ours = operation.rules.filter(({ answer }) => selectNamed(operation, answer)?.scenario.id === id);
  return ours.flatMap(({ answer }) => [...answer.body, ...answer.limits].map(({ pointer }) => pointer));
}
