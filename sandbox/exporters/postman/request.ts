import type { WireRequest } from '../../requests/wire-request.ts';
import { jsonText, parseJson } from '../../syntax/digits.ts';
import { isArray, isObject, type Json, property, text } from '../../syntax/json.ts';
import { isJsonType, isXmlType, parseMediaType } from '../../syntax/media-type.ts';
import { runsOf } from '../run-length.ts';
import type { Auth, Header, PostmanRequest, ProtocolProfileBehavior, QueryParameter, Url } from './format.ts';
import { type Placeholder, withVariables } from './placeholders.ts';

/** A longer body is made by a script: nobody reads thousands of items. */
const maxLength = 2000;

export interface RequestParts {
  readonly request: PostmanRequest;
  /** What makes the body; empty where it is written down. */
  readonly script: string;
  readonly behavior: ProtocolProfileBehavior;
}

/**
 * Writes a request as Postman keeps it, such that the same is sent.
 *
 * @param parameters the Parameter Objects of the operation, whose descriptions stand beside their values
 * @param status of the answer: a redirect is an answer, and is not followed
 */
export function requestOf(
  { method, target, headers, text: body }: WireRequest,
  { auth, base, parameters, description }: RequestContext,
  status: number,
): RequestParts {
  const contentType = Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type')?.[1];
  const isLong = body !== null && body.length > maxLength;
  const header = Object.entries(headers).map(([key, value]) => ({
    key,
    value: withVariables(value, base),
    ...descriptionOf(parameters, 'header', key),
  }));
  return {
    request: {
      auth,
      method,
      header,
      ...(body !== null && { body: rawBody(isLong ? '{{body}}' : body, contentType) }),
      url: urlOf(target, base.variable, parameters),
      description,
    },
    script: isLong ? bodyScript(body) : '',
    behavior: {
      ...(status >= 300 && status < 400 && { followRedirects: false }),
      ...(body !== null && !/^(POST|PUT|PATCH|DELETE)$/.test(method) && { disableBodyPruning: true }),
      // Postman would add one for the language of the body.
      ...(body !== null && contentType === undefined && { disabledSystemHeaders: { 'content-type': true } }),
    },
  };
}

export interface RequestContext {
  readonly auth: Auth;
  readonly base: Placeholder;
  readonly parameters: readonly Json[];
  readonly description: string;
}

function rawBody(raw: string, contentType = ''): NonNullable<PostmanRequest['body']> {
  const { essence } = parseMediaType(contentType);
  const language = isJsonType(essence) ? 'json' : isXmlType(essence) ? 'xml' : 'text';
  return { mode: 'raw', raw: language === 'json' ? readable(raw) : raw, options: { raw: { language } } };
}

/** The same JSON over several lines. What Postman would take for a variable of its own is no longer written like one. */
function readable(raw: string): string {
  try {
    const { value, digits } = parseJson(raw);
    // Written otherwise than it would be from data, the way that it is written may be the point.
    return jsonText(value, digits) === raw ? jsonText(value, digits, 2).replaceAll('{{', '{\\u007b') : raw;
  } catch {
    return raw;
  }
}

/** A script that makes a long body from what is repeated in it. */
function bodyScript(body: string): string {
  const parts = runsOf(body).map(({ text: run, times }) =>
    times === 1 ? `  ${JSON.stringify(run)},` : `  ${JSON.stringify(run)}.repeat(${times}),`,
  );
  return [
    '// The body is too long to be read, and is put together here.',
    `pm.variables.set('body', [`,
    ...parts,
    `].join(''));`,
  ].join('\n');
}

/** The parts of an address, percent-encoded already (RFC 3986, 3.3 and 3.4). */
function urlOf(target: string, variable: string, parameters: readonly Json[]): Url {
  const host = `{{${variable}}}`;
  const [path = '', ...rest] = target.split('?');
  const pairs = rest.length === 0 ? [] : rest.join('?').split('&');
  const query = pairs.map((pair): QueryParameter => {
    const [, key = pair, value = null] = /^([^=]*)=(.*)$/s.exec(pair) ?? [];
    return { key, value, ...descriptionOf(parameters, 'query', decoded(key)) };
  });
  return {
    raw: host + target,
    host: [host],
    path: path.split('/').slice(1),
    ...(query.length > 0 && { query }),
  };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function descriptionOf(parameters: readonly Json[], where: string, name: string): Pick<Header, 'description'> {
  const same = (one: string | undefined) =>
    where === 'header' ? one?.toLowerCase() === name.toLowerCase() : one === name;
  const parameter = parameters.find((one) => text(one, 'in') === where && same(text(one, 'name')));
  const description = text(parameter, 'description')?.trim();
  return description === undefined || description === '' ? {} : { description };
}

/** The parameters of an operation and of its path; a reference leads into the document (OpenAPI 3.1.1, 4.8.9). */
export function parametersOf(operation: Json, pathItem: Json, resolve: (node: Json) => Json): readonly Json[] {
  const own = [property(operation, 'parameters'), property(pathItem, 'parameters')];
  return own.flatMap((list) => (isArray(list) ? list.map(resolve).filter(isObject) : []));
}
