import type { Sample } from '../reachability/attempts.ts';
import type { Draft } from '../requests/draft.ts';
import type { Put } from '../syntax/digits.ts';
import { isObject, type Json, type JsonObject, property, text } from '../syntax/json.ts';
import { isJsonType, parseMediaType } from '../syntax/media-type.ts';

/**
 * Returns the parameters of an operation, with the values of a request as examples of those without one (OpenAPI 3.1.1,
 * 4.8.12). A parameter of the path item that gets an example becomes the operation's own, since the other operations of
 * the path have different requests.
 *
 * @param resolve follows a reference within the document
 */
export function parametersWithExamples(
  own: readonly Json[],
  pathParameters: readonly Json[],
  draft: Draft,
  resolve: (node: Json) => Json,
  put: Put,
): readonly Json[] {
  const isOverridden = (parameter: Json) => own.some((one) => isSameParameter(resolve(one), parameter));
  return [
    ...own.map((parameter) => parameterWithExample(resolve(parameter), draft, put) ?? parameter),
    ...pathParameters.map(resolve).flatMap((parameter) => {
      const withValue = isOverridden(parameter) ? undefined : parameterWithExample(parameter, draft, put);
      return withValue ? [withValue] : [];
    }),
  ];
}

/** Returns the parameter with an example; undefined if it has one, or if the request has no value for it. */
function parameterWithExample(parameter: Json, { values }: Draft, put: Put): JsonObject | undefined {
  const isQuerystring = text(parameter, 'in') === 'querystring';
  const value = values.find((one) =>
    isQuerystring
      ? one.parameter.format.by === 'querystring'
      : isSameParameter(parameter, { in: one.parameter.in, name: one.parameter.name }),
  );
  if (!value || !isObject(parameter)) return undefined;
  const [media] = Object.entries(isObject(parameter['content']) ? parameter['content'] : {});
  if (!media) return withExample(parameter, put(value));
  const [mediaType, described] = media;
  const withValue = withExample(described, put(value));
  return withValue && { ...parameter, content: { [mediaType]: withValue } };
}

/** Whether two parameters are the same. Names of headers are case-insensitive (RFC 9110, section 5.1). */
function isSameParameter(one: Json, other: Json): boolean {
  const [place, name = ''] = [text(one, 'in'), text(one, 'name')];
  const otherName = text(other, 'name') ?? '';
  if (place !== text(other, 'in')) return false;
  return place === 'header' ? name.toLowerCase() === otherName.toLowerCase() : name === otherName;
}

/** Returns the request body with that of a request as the example of its media type, unless that has one (4.8.14). */
export function bodyWithExample(
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
  const withValue =
    media && withExample(resolve(media), isData(mediaType) && body.text === undefined ? put(body) : request.text);
  return withValue ? { ...resolved, content: { ...content, [mediaType]: withValue } } : requestBody;
}

/** Whether documentation pages serialize an example of a media type themselves. */
function isData(mediaType: string): boolean {
  const { essence } = parseMediaType(mediaType);
  return isJsonType(essence) || /^(application\/x-www-form-urlencoded|multipart\/.*)$/.test(essence);
}

/** Adds an example; undefined if there is one already. */
function withExample(described: Json, example: Json): JsonObject | undefined {
  const hasNoExample = isObject(described) && described['example'] === undefined && described['examples'] === undefined;
  return hasNoExample ? { ...described, example } : undefined;
}
