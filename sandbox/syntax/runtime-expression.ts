import { table } from './dictionary.ts';
/** A location in a request: a parameter by name, the body by JSON Pointer, or all query parameters together. */
export type RequestPlace =
  | { readonly in: 'path' | 'query' | 'header' | 'cookie'; readonly name: string }
  | { readonly in: 'body'; readonly pointer: string }
  | { readonly in: 'queryString' };

/**
 * A runtime expression (OpenAPI 3.1.1, 4.8.20.4), or one of two extensions of this server, `$endpoint` and
 * `$file.NAME`.
 */
export type Expression =
  | { readonly of: 'url' | 'method' | 'statusCode' | 'endpoint' }
  | { readonly of: 'file'; readonly name: string }
  | { readonly of: 'request'; readonly place: RequestPlace }
  | { readonly of: 'responseHeader'; readonly name: string }
  | { readonly of: 'responseBody'; readonly pointer: string };

/**
 * Literal text and expressions. A lone expression keeps the type of its value; surrounded by text it becomes a string.
 */
export type Template = readonly (string | Expression)[];

const simple: Readonly<Record<string, Expression>> = table({
  $url: { of: 'url' },
  $method: { of: 'method' },
  $statusCode: { of: 'statusCode' },
  $endpoint: { of: 'endpoint' },
});

/**
 * Parses a request location as scenario files write it: `path.id`, `query.limit`, `header.X-Request-ID`,
 * `cookie.session`, `query`, `body`, `body#/data/id`. Undefined if the text is malformed.
 */
export function parseRequestPlace(source: string): RequestPlace | undefined {
  if (source === 'body') return { in: 'body', pointer: '' };
  if (source === 'query') return { in: 'queryString' };
  const body = /^body#((?:\/.*)?)$/s.exec(source);
  if (body) return { in: 'body', pointer: body[1] ?? '' };
  const parameter = /^(path|query|header|cookie)\.(.+)$/s.exec(source);
  const name = parameter?.[2] ?? '';
  switch (parameter?.[1]) {
    case 'path':
    case 'query':
    case 'header':
    case 'cookie':
      return { in: parameter[1], name };
    default:
      return undefined;
  }
}

/** Writes a request location as scenario files do: the inverse of `parseRequestPlace`. */
export function requestPlaceText(place: RequestPlace): string {
  if (place.in === 'body') return place.pointer === '' ? 'body' : `body#${place.pointer}`;
  return place.in === 'queryString' ? 'query' : `${place.in}.${place.name}`;
}

/** Parses one runtime expression, `$request.path.id`; undefined if the text is malformed. */
export function parseExpression(source: string): Expression | undefined {
  const constant = Object.hasOwn(simple, source) ? simple[source] : undefined;
  if (constant) return constant;
  if (source.startsWith('$request.')) {
    const place = parseRequestPlace(source.slice('$request.'.length));
    return place && { of: 'request', place };
  }
  const file = /^\$file\.(.+)$/.exec(source);
  if (file?.[1]) return { of: 'file', name: file[1] };
  const header = /^\$response\.header\.(.+)$/.exec(source);
  if (header?.[1]) return { of: 'responseHeader', name: header[1] };
  const body = /^\$response\.body(?:#((?:\/.*)?))?$/s.exec(source);
  return body ? { of: 'responseBody', pointer: body[1] ?? '' } : undefined;
}

/**
 * Parses a string with expressions: `$request.path.id` alone, or `https://example.org/{$request.path.id}`.
 *
 * @returns the template, or the text of the first malformed expression
 */
export function parseTemplate(
  source: string,
): { readonly ok: true; readonly template: Template } | { readonly ok: false; readonly expression: string } {
  if (/^\$[a-z]/i.test(source)) {
    const expression = parseExpression(source);
    return expression ? { ok: true, template: [expression] } : { ok: false, expression: source };
  }
  const template: (string | Expression)[] = [];
  for (const part of source.split(/(\{\$[^}]*\})/)) {
    if (part === '') continue;
    const expression = part.startsWith('{$') ? parseExpression(part.slice(1, -1)) : part;
    if (expression === undefined) return { ok: false, expression: part };
    template.push(expression);
  }
  return { ok: true, template };
}
