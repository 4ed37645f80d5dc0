import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import type { Draft, Framing } from './draft.ts';
import type { Delivery } from './wire.ts';

/** Requests on one connection, one after the other without waiting. */
export interface Line {
  readonly drafts: readonly Draft[];
  readonly delivery: Delivery;
}

/** What is sent at once: over several connections. */
export type Volley = readonly Line[];

const prototypes = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf', '__defineGetter__'];
/** Texts that get out of their place where somebody forgets to escape them. */
const markup = [
  '<script>alert(1)</script>',
  '"><img src=x>',
  '\\u0000',
  "';--",
  '$(id)',
  '{{7*7}}',
  '$&$`',
  '%0d%0aX-Injected:1',
];
const numbers = [
  '0',
  '-0',
  '1e400',
  '-1e400',
  '9223372036854775808',
  '1.0000000000000000001',
  `1${'0'.repeat(400)}`,
  'NaN',
  '0x10',
];
const scripts = [
  '\u00ff',
  '\u00c3\u00a9',
  '\u00f0\u009f\u0098\u0080',
  '\u00ed\u00a0\u0080',
  '\u00c0\u0080',
  '\u00ef\u00bb\u00bf',
  '\u00e2\u0080\u00a8',
];
const words = fc.constantFrom(
  ...prototypes,
  ...markup,
  ...numbers,
  ...scripts,
  '',
  ' ',
  'a',
  '/',
  '..',
  '%',
  '%2f',
  '%00',
  '%ff',
  '"',
  '\\',
  ',',
  ';',
  '=',
  '&',
  '[',
  ']',
  '{',
  '}',
);
const text = fc.oneof(
  { weight: 3, arbitrary: words },
  { weight: 2, arbitrary: fc.array(words, { maxLength: 6 }).map((all) => all.join('')) },
  { weight: 1, arbitrary: fc.string({ unit: fc.nat(255).map((code) => String.fromCharCode(code)), maxLength: 20 }) },
  {
    weight: 1,
    arbitrary: fc.tuple(words, fc.integer({ min: 2, max: 900 })).map(([word, times]) => word.repeat(times)),
  },
);
/** What a header can hold: no line breaks, no control characters. */
const value = text.map((one) => one.replace(/[^\x20-\x7e\x80-\xff]/g, ''));
/** What a target can hold. */
const piece = text.map((one) => one.replace(/[^!-~]/g, (character) => encodeURIComponent(character)));

const headerNames = [
  'Accept',
  'Accept-Encoding',
  'Accept-Language',
  'Authorization',
  'Connection',
  'Content-Encoding',
  'Content-Type',
  'Cookie',
  'Expect',
  'Forwarded',
  'Host',
  'If-None-Match',
  'Origin',
  'Access-Control-Request-Method',
  'Access-Control-Request-Headers',
  'Prefer',
  'Range',
  'Referer',
  'TE',
  'Trailer',
  'Transfer-Encoding',
  'Upgrade',
  'X-API-Key',
  'X-Correlation-ID',
  'X-Echo',
  'X-Forwarded-For',
  'X-Forwarded-Host',
  'X-Forwarded-Proto',
  'X-HTTP-Method-Override',
  'X-List',
  'X-Request-ID',
  ...prototypes,
];
const mediaTypes = [
  'application/json',
  'application/json; charset=utf-16',
  'application/vnd.api+json',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=b',
  'multipart/form-data',
  'multipart/mixed; boundary="b"',
  'application/xml',
  'text/xml',
  'application/jsonl',
  'application/json-seq',
  'text/event-stream',
  'text/plain',
  'text/plain; charset=latin1',
  'application/octet-stream',
  'image/png',
  '*/*',
  'text/*;q=0.5',
  'application/*+json',
  'a/b;c="',
  ';',
  'json',
];
const preferences = [
  'code=400',
  'code=404',
  'code=200',
  'code=99',
  'code=1e3',
  'code="4\\04"',
  'example=nope',
  'example="',
  'example=__proto__',
  'dynamic=true',
  'dynamic',
  'seed=1',
  'seed=-1',
  'chance=0.5',
  'chance=2',
  'chance=.',
  'delay=1',
  'delay=-1',
  'delay=1e9',
  'handling=lenient',
  'handling=strict',
  'respond-async',
  'code=404; a="b,c"',
  '=',
  ',,',
  'constructor=1',
];
const hosts = [
  'localhost',
  '127.0.0.1',
  'localhost:99999',
  'a b',
  '',
  'user@localhost',
  '[::1]',
  '[',
  '$&',
  "$'",
  '"><script>',
  'evil.example',
  '127.0.0.1:80:80',
  '\u00ff',
  'x'.repeat(300),
];
const methods = [
  'GET',
  'HEAD',
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
  'OPTIONS',
  'TRACE',
  'QUERY',
  'COPY',
  'PROPFIND',
  'CONNECT',
  'get',
  'FOO',
  'G\u00c9T',
  '',
];
const bodies = [
  '',
  'null',
  '[]',
  '{}',
  '{"a":1',
  '{"__proto__":{"a":1},"constructor":1}',
  '{"a":1,"a":2}',
  '[1e400,-1e400]',
  '"\\ud800"',
  '\u00ff\u00fe',
  '\u00ef\u00bb\u00bf{}',
  `${'['.repeat(499)}${']'.repeat(499)}`,
  '['.repeat(5000),
  '{"a":'.repeat(700),
  'name=a&name=b',
  'a=%&b=%zz',
  'deep[__proto__][x]=1&deep[][]=',
  'name',
  '=&=&',
  '--b\r\n\r\n\r\n--b--',
  '--b\r\nContent-Disposition: form-data; name="__proto__"\r\n\r\nx\r\n--b--',
  '--b\r\nContent-Disposition: form-data; name="name\r\n\r\nx\r\n--b--\r\n',
  '--b',
  '<order xmlns="urn:orders" id="1"/>',
  '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hosts">]><a>&b;</a>',
  '<a xmlns:b="u" b:c="1"><__proto__/></a>',
  `${'<a>'.repeat(600)}${'</a>'.repeat(600)}`,
  '\u001e{}\n\u001e',
  'data: {\n\ndata:\n\n',
  '1\n2\nx\n',
  gzipSync('{}').toString('latin1'),
];
const framings: readonly Framing[] = [
  'length',
  'chunked',
  'none',
  'too short',
  'too long',
  'two lengths',
  'odd length',
  'both',
  'broken chunks',
  'other coding',
];

type Mutation = (draft: Draft) => Draft;

function withHeader(draft: Draft, name: string, content: string, replaces: boolean): Draft {
  const others = replaces
    ? draft.headers.filter(([other]) => other.toLowerCase() !== name.toLowerCase())
    : draft.headers;
  return { ...draft, headers: [...others, [name, content]] };
}

/** Puts something into a text, in place of as many characters as are told. */
function spliced(whole: string, at: number, removed: number, put: string): string {
  const start = whole.length === 0 ? 0 : at % (whole.length + 1);
  return whole.slice(0, start) + put + whole.slice(start + removed);
}

const place = fc.nat(100_000);
const setHeader = (name: fc.Arbitrary<string>, content: fc.Arbitrary<string>): fc.Arbitrary<Mutation> =>
  fc.tuple(name, content, fc.boolean()).map(
    ([key, put, replaces]) =>
      (draft) =>
        withHeader(draft, key, put, replaces),
  );

const mutations: fc.Arbitrary<Mutation> = fc.oneof(
  // The body.
  fc.tuple(place, fc.nat(6), text).map(
    ([at, removed, put]): Mutation =>
      (draft) => ({ ...draft, body: spliced(draft.body, at, removed, put) }),
  ),
  fc.constantFrom(...bodies).map(
    (body): Mutation =>
      (draft) => ({ ...draft, body }),
  ),
  fc.constantFrom(...framings).map(
    (framing): Mutation =>
      (draft) => ({ ...draft, framing }),
  ),
  fc.tuple(place, fc.integer({ min: 1, max: 200 })).map(
    ([at, times]): Mutation =>
      (draft) => {
        const from = draft.body.length === 0 ? 0 : at % draft.body.length;
        return { ...draft, body: spliced(draft.body, from, 0, draft.body.slice(from, from + 40).repeat(times)) };
      },
  ),
  fc.constant<Mutation>((draft) =>
    withHeader({ ...draft, body: gzipSync(draft.body).toString('latin1') }, 'Content-Encoding', 'gzip', true),
  ),
  // The target.
  fc.tuple(place, fc.nat(3), piece).map(
    ([at, removed, put]): Mutation =>
      (draft) => ({ ...draft, target: `/${spliced(draft.target.slice(1), at, removed, put)}` }),
  ),
  fc.tuple(piece, piece).map(
    ([name, put]): Mutation =>
      (draft) => ({ ...draft, target: `${draft.target}${draft.target.includes('?') ? '&' : '?'}${name}=${put}` }),
  ),
  fc
    .constantFrom(
      '*',
      '',
      'localhost:80',
      'http://localhost',
      '//evil.example/',
      '/..//../',
      '/%',
      '/?',
      '/#a',
      '\\',
      '/_sandbox/',
      '/_sandbox/scenarios',
      '/_sandbox/openapi/codings.json',
      '/_sandbox/as/code=404',
      '/_sandbox/files/../../etc/passwd',
      '/_sandbox/oauth2/token',
    )
    .map(
      (target): Mutation =>
        (draft) => ({ ...draft, target }),
    ),
  fc
    .constantFrom(
      'http://localhost',
      'http://user:pass@localhost',
      'https://evil.example',
      'http://[',
      'ftp://a',
      'HTTP://LOCALHOST:1',
    )
    .map(
      (origin): Mutation =>
        (draft) => ({ ...draft, target: origin + draft.target }),
    ),
  fc.constantFrom('code=404', 'code=400,example=nope', '%', 'example=%00', 'delay=1', '__proto__').map(
    (prefer): Mutation =>
      (draft) => ({ ...draft, target: `/_sandbox/as/${prefer}${draft.target}` }),
  ),
  // The head.
  fc.constantFrom(...methods).map(
    (method): Mutation =>
      (draft) => ({ ...draft, method }),
  ),
  fc.constantFrom('HTTP/1.0', 'HTTP/1.1', 'HTTP/2.0', 'HTTP/0.9', 'HTTP/1.1 x', 'http/1.1', '').map(
    (version): Mutation =>
      (draft) => ({ ...draft, version }),
  ),
  setHeader(fc.constantFrom(...headerNames), value),
  setHeader(
    fc.constantFrom('Content-Type', 'Accept'),
    fc.oneof(
      fc.constantFrom(...mediaTypes),
      fc.array(fc.constantFrom(...mediaTypes), { maxLength: 8 }).map((all) => all.join(', ')),
    ),
  ),
  setHeader(
    fc.constant('Prefer'),
    fc.oneof(
      value,
      fc.array(fc.constantFrom(...preferences), { maxLength: 5 }).map((all) => all.join(', ')),
    ),
  ),
  setHeader(fc.constant('Host'), fc.constantFrom(...hosts)),
  setHeader(
    fc.constant('Authorization'),
    fc.oneof(
      value,
      fc.constantFrom(
        'Basic',
        'Basic \u00ff',
        'Basic OTk6',
        'Bearer 429',
        'Bearer slow-down',
        'Bearer __proto__',
        'Bearer  ',
      ),
    ),
  ),
  setHeader(
    fc.constant('Cookie'),
    fc.oneof(value, fc.constantFrom('key=1; key=2', '__proto__=1', ';;;', '=', 'session="a')),
  ),
  fc.tuple(place, fc.integer({ min: 1, max: 300 })).map(
    ([at, times]): Mutation =>
      (draft) => ({
        ...draft,
        headers: [
          ...draft.headers,
          ...Array.from({ length: times }, (_, index) => [`X-${at % 7}-${index}`, 'a'] as const),
        ],
      }),
  ),
  fc.nat(20).map(
    (at): Mutation =>
      (draft) => ({
        ...draft,
        headers: draft.headers.filter((_, index) => index !== at % (draft.headers.length || 1)),
      }),
  ),
  setHeader(fc.constantFrom('', ' ', 'A B', 'X:', '\u00ff', 'X\0'), value),
);

/** @param samples requests that are right, to begin with */
export function draftsFrom(samples: readonly Draft[]): fc.Arbitrary<Draft> {
  return fc
    .tuple(fc.nat(samples.length - 1), fc.array(mutations, { maxLength: 4 }))
    .map(([index, all]) => all.reduce((draft, mutate) => mutate(draft), samples[index] ?? nothing));
}

const nothing: Draft = { method: 'GET', target: '/', version: 'HTTP/1.1', headers: [], body: '', framing: 'length' };

export function volleysFrom(samples: readonly Draft[]): fc.Arbitrary<Volley> {
  const drafts = draftsFrom(samples);
  const delivery = fc.oneof(
    { weight: 12, arbitrary: fc.constant<Delivery>('whole') },
    { weight: 2, arbitrary: fc.constant<Delivery>('pieces') },
    { weight: 1, arbitrary: fc.constant<Delivery>('leaves') },
    { weight: 1, arbitrary: fc.constant<Delivery>('half') },
  );
  const line = fc.record({ drafts: fc.array(drafts, { minLength: 1, maxLength: 8 }), delivery });
  return fc.array(line, { minLength: 1, maxLength: 4 });
}
