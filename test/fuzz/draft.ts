/** A request on its way to the wire: all text has a character for each octet. */
export interface Draft {
  readonly method: string;
  readonly target: string;
  readonly version: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string;
  readonly framing: Framing;
}

/** How a body is framed (RFC 9112, section 6), rightly or not. */
export type Framing =
  | 'length'
  | 'chunked'
  | 'none'
  | 'too short'
  | 'too long'
  | 'two lengths'
  | 'odd length'
  | 'both'
  | 'broken chunks'
  | 'other coding';

const known = /^(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|TRACE|QUERY|COPY|PROPFIND)$/;
/** Characters of a head: Node takes 16 KB. */
const maxHeadLength = 14_000;

/**
 * Whether a request may be no HTTP, or the server cannot know where it ends: then it may close the connection, and nothing
 * is said of what follows.
 */
export function isAmbiguous(draft: Draft): boolean {
  const { framing, version, headers, method, target } = draft;
  const isFramed = /^(length|chunked|none)$/.test(framing) && version === 'HTTP/1.1';
  const hasLine = known.test(method) && /^(\/|https?:\/\/)[!-~]*$/.test(target);
  const areFields = headers.every(([name]) => /^[\w-]+$/.test(name) && !onConnection.test(name));
  const isShort = written({ ...draft, body: '' }).length < maxHeadLength && headers.length < 300;
  return !(isFramed && hasLine && areFields && isShort) || !headers.some(([name]) => /^host$/i.test(name));
}

const onConnection = /^(content-length|transfer-encoding|connection|upgrade|expect|trailer|te)$/i;

/** The request as it is sent. */
export function written(draft: Draft): string {
  const { method, target, version, headers, body } = draft;
  const [fields, framed] = frame(draft.framing, body);
  const lines = [...headers, ...fields].map(([name, value]) => `${name}: ${value}\r\n`);
  return `${method} ${target} ${version}\r\n${lines.join('')}\r\n${framed}`;
}

function frame(framing: Framing, body: string): readonly [Draft['headers'], string] {
  const length = String(body.length);
  const chunks = `${body === '' ? '' : `${body.length.toString(16)}\r\n${body}\r\n`}0\r\n\r\n`;
  switch (framing) {
    case 'length':
      return [body === '' ? [] : [['Content-Length', length]], body];
    case 'none':
      return [[], ''];
    case 'chunked':
      return [[['Transfer-Encoding', 'chunked']], chunks];
    case 'too short':
      return [[['Content-Length', String(Math.floor(body.length / 2))]], body];
    case 'too long':
      return [[['Content-Length', String(body.length + 7)]], body];
    case 'two lengths':
      return [
        [
          ['Content-Length', length],
          ['Content-Length', '1'],
        ],
        body,
      ];
    case 'odd length':
      return [[['Content-Length', '0x1e99999']], body];
    case 'both':
      return [
        [
          ['Content-Length', length],
          ['Transfer-Encoding', 'chunked'],
        ],
        chunks,
      ];
    case 'broken chunks':
      return [[['Transfer-Encoding', 'chunked']], `zz\r\n${body}\r\n0\r\n\r\n`];
    case 'other coding':
      return [[['Transfer-Encoding', 'gzip, chunked']], chunks];
  }
}
