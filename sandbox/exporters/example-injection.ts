import type { Sample } from '../reachability/attempts.ts';
import type { Draft } from '../requests/draft.ts';
import type { Put } from '../syntax/digits.ts';
import { isObject, type Json, type JsonObject, property, text } from '../syntax/json.ts';
import { isJsonType, parseMediaType } from '../syntax/media-type.ts';

/**
 * The parameters of an operation, with the values of a request as examples of those that have none (OpenAPI 3.1.1,
 * 4.8.12). One of its path becomes its own where it gets one: other operations of the path have other requests.
 *
 * @param resolve follows a reference within the document
 */
export function parametersFilledIn(
  own: readonly Json[],
  ofPath: readonly Json[],
  draft: Draft,
  resolve: (node: Json) => Json,
  put: Put,
): readonly Json[] {
  const isOwn = (parameter: Json) => own.some((one) => isSameValue(resolve(one), parameter));
  return [
    ...own.map((parameter) => parameterFilledIn(resolve(parameter), draft, put) ?? parameter),
    ...ofPath.map(resolve).flatMap((parameter) => {
      const filled = isOwn(parameter) ? undefined : parameterFilledIn(parameter, draft, put);
      return filled ? [filled] : [];
    }),
  ];
}

/** Undefined: there is nothing to fill in. */
function parameterFilledIn(parameter: Json, { values }: Draft, put: Put): JsonObject | undefined {
  const found = values.find((one) => isSameValue(parameter, { in: one.parameter.in, name: one.parameter.name }));
  if (!found || !isObject(parameter)) return undefined;
  const [media] = Object.entries(isObject(parameter['content']) ? parameter['content'] : {});
  if (!media) return withExample(parameter, put(found));
  const [mediaType, described] = media;
  const filled = withExample(described, put(found));
  return filled && { ...parameter, content: { [mediaType]: filled } };
}

/** The names of headers have no case (RFC 9110, section 5.1). */
function isSameValue(one: Json, other: Json): boolean {
  const [place, name = ''] = [text(one, 'in'), text(one, 'name')];
  const otherName = text(other, 'name') ?? '';
  if (place !== text(other, 'in')) return false;
  return place === 'header' ? name.toLowerCase() === otherName.toLowerCase() : name === otherName;
}

/** A request body, with that of a request as the example of its media type where that has none (4.8.14). */
export function bodyFilledIn(
  resolve: (node: Json) => Json,
  requestBody: Json,
  { draft: { body }, request }: Sample,
  put: Put,
): Json {
  const resolved = resolve(requestBody);
  const content = property(resolved, 'content');
  if (!body || request.text === null || !isObject(resolved) || !isObject(content)) return requestBody;
  const { mediaType } = body;
  const media = property(content, mediaType);
  const filled =
    media && withExample(resolve(media), isData(mediaType) && body.text === undefined ? put(body) : request.text);
  return filled ? { ...resolved, content: { ...content, [mediaType]: filled } } : requestBody;
}

/** Whether an example of a media type is data, which each page writes out by itself; else it is the text. */
function isData(mediaType: string): boolean {
  const { essence } = parseMediaType(mediaType);
  return isJsonType(essence) || /^(application\/x-www-form-urlencoded|multipart\/.*)$/.test(essence);
}

/** Undefined where there is one already. */
function withExample(described: Json, example: Json): JsonObject | undefined {
  const isOpen = isObject(described) && described['example'] === undefined && described['examples'] === undefined;
  return isOpen ? { ...described, example } : undefined;
}
