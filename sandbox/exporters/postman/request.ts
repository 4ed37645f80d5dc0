import type { WireRequest } from '../../requests/wire-request.ts';
import { jsonText, parseJson } from '../../syntax/digits.ts';
import { isArray, isObject, type Json, property, text } from '../../syntax/json.ts';
import { isJsonType, isXmlType, parseMediaType } from '../../syntax/media-type.ts';
import { runsOf } from '../run-length.ts';
import type { Auth, Header, PostmanRequest, ProtocolProfileBehavior, QueryParameter, Url } from './format.ts';
import { type Placeholder, withVariables } from './placeholders.ts';

/** In characters. A longer body is assembled by a script, which stays readable. */
const maxLength = 2000;

export interface RequestParts {
  readonly request: PostmanRequest;
  /** Runs before the request; empty if nothing is to do. */
  readonly script: string;
  readonly behavior: ProtocolProfileBehavior;
}

/**
 * Converts a request to Postman's format such that Postman sends the same request.
 *
 * @param parameters the Parameter Objects of the operation, for the descriptions of values
 * @param status of the answer: redirects are not followed, since they are the expected answer
 */
export function requestOf(
  { method, target, headers, text: body }: WireRequest,
  { auth, base, parameters, description }: RequestContext,
  status: number,
): RequestParts {
  const contentType = Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type')?.[1];
  const isRedirect = status >= 300 && status < 400;
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
    script: [...(isRedirect ? [redirectScript] : []), ...(isLong ? [bodyScript(body)] : [])].join('\n\n'),
    behavior: {
      ...(isRedirect && { followRedirects: false }),
      ...(body !== null && !/^(POST|PUT|PATCH|DELETE)$/.test(method) && { disableBodyPruning: true }),
      // Postman would derive one from the language of the body.
      ...(body !== null && contentType === undefined && { disabledSystemHeaders: { 'content-type': true } }),
    },
  };
}

/** The command line of Bruno loses the setting of the request. */
const redirectScript = `// The redirect is the answer. Postman has a setting for that.
if (typeof bru !== 'undefined') req.setMaxRedirects(0);`;

export interface RequestContext {
  readonly auth: Auth;
  readonly base: Placeholder;
  readonly parameters: readonly Json[];
  readonly description: string;
}

function rawBody(raw: string, contentType = ''): NonNullable<PostmanRequest['body']> {
  const { essence } = parseMediaType(contentType);
  const language = isJsonType(essence) ? 'json' : isXmlType(essence) ? 'xml' : 'text';
  return { mode: 'raw', raw: language === 'json' ? indented(raw) : raw, options: { raw: { language } } };
}

/** Indents JSON, and escapes `{{` in it, which Postman would read as a variable. */
function indented(raw: string): string {
  try {
    const { value, digits } = parseJson(raw);
    // Unusual formatting may be the reason for the scenario, so it is kept.
    return jsonText(value, digits) === raw ? jsonText(value, digits, 2).replaceAll('{{', '{\\u007b') : raw;
  } catch {
    return raw;
  }
}

/** Returns a script that assembles a long body from its repetitions. */
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

/** Splits a target, which is percent-encoded already (RFC 3986, 3.3 and 3.4). */
function urlOf(target: string, variable: string, parameters: readonly Json[]): Url {
  const host = `{{${variable}}}`;
  const [path = '', ...rest] = target.split('?');
  const pairs = rest.length === 0 ? [] : rest.join('?').split('&');
  const query = pairs.map((pair): QueryParameter => {
    const [, key = pair, value = null] = /^([^=]*)=(.*)$/s.exec(pair) ?? [];
    return { key, value, ...descriptionOf(parameters, 'query', decodedName(key)) };
  });
  return {
    raw: host + target,
    host: [host],
    path: path.split('/').slice(1),
    ...(query.length > 0 && { query }),
  };
}

function decodedName(text: string): string {
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

/** Returns the Parameter Objects of an operation and its path item, references resolved (OpenAPI 3.1.1, 4.8.9). */
export function parametersOf(operation: Json, pathItem: Json, resolve: (node: Json) => Json): readonly Json[] {
  const lists = [property(operation, 'parameters'), property(pathItem, 'parameters')];
  return lists.flatMap((list) => (isArray(list) ? list.map(resolve).filter(isObject) : []));
}
