/** A request that has one construct in it, of about so many characters. */
export interface Construct {
  readonly name: string;
  /** Bytes of a request's body, or of its head, that the server takes by default. */
  readonly limit: 'body' | 'head';
  /** Of the document of all codings; the empty one is what it is compared with. */
  readonly empty: Sent;
  readonly grown: (size: number) => Sent;
}

/** A request as the global `fetch` takes it. */
export interface Sent {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

type Grow = (size: number) => string;

const times = (size: number, piece: string) => piece.repeat(Math.max(1, Math.floor(size / piece.length)));
/** Different pieces up to a size, each made from its number. */
function numbered(size: number, piece: (index: number) => string): string {
  const pieces: string[] = [];
  for (let length = 0; length < size; length += pieces.at(-1)?.length ?? 1) pieces.push(piece(pieces.length));
  return pieces.join('');
}
const listed = (size: number, piece: (index: number) => string) =>
  numbered(size, (index) => `${index === 0 ? '' : ','}${piece(index)}`);
/** Something inside of itself: its beginnings and its ends around the innermost. */
const nested = (size: number, open: string, close: string, inner = '', max = 499) => {
  const depth = Math.min(max, Math.floor(size / (open.length + close.length)));
  return open.repeat(depth) + inner + close.repeat(depth);
};

function bodies(path: string, mediaType: string, empty: string, rows: Readonly<Record<string, Grow>>, method = 'POST') {
  const sent = (body: string): Sent => ({ method, path, headers: { 'Content-Type': mediaType }, body });
  return Object.entries(rows).map(([name, body]): Construct => {
    return { name, limit: 'body', empty: sent(empty), grown: (size) => sent(body(size)) };
  });
}

const json = bodies('/json', 'application/json', '{}', {
  'JSON keys': (size) => `{${listed(size, (index) => `"k${index}":1`)}}`,
  'JSON keys, all the same': (size) => `{${listed(size, () => '"k":1')}}`,
  'JSON keys that are numbers': (size) => `{${listed(size, (index) => `"${index}":1`)}}`,
  'JSON items': (size) => `[${listed(size, () => '1')}]`,
  'JSON numbers that no double holds': (size) => `[${listed(size, () => '1.10')}]`,
  'a JSON number': (size) => `1${times(size, '0')}.0`,
  'a JSON number with zeros inside': (size) => `{"a":1.${times(size, '0')}1,"b":[1.50,null]}`,
  'JSON nesting': (size) => nested(size, '[', ']'),
  'JSON nested too deep': (size) => nested(size, '[', ']', '', size),
  'JSON with long keys, nested': (size) => nested(size, `{"${'k'.repeat(900)}":`, '}', '1'),
  'a JSON text': (size) => `"${times(size, 'x')}"`,
  'JSON escapes': (size) => `["${times(size, '\\"')}",1.10]`,
  'JSON blanks': (size) => `[${times(size, ' ')}1.10]`,
  'no JSON': (size) => `[${times(size, '1,')}`,
});

const orders = bodies('/orders', 'application/json', '{"lines":[]}', {
  faults: (size) => `{"lines":[${listed(size, () => '{"sku":1}')}]}`,
  'faults of unknown keys': (size) => `{"lines":[],${listed(size, (index) => `"k${index}":1`)}}`,
  'faults under a long key': (size) =>
    `{"lines":[],"notes":{"${times(size / 2, 'k')}":1,${listed(size / 2, (index) => `"k${index}":1`)}}}`,
  'faults of names': (size) => `{"lines":[],"notes":{${listed(size, (index) => `"long-name-${index}":"x"`)}}}`,
  'unique items': (size) => `{"lines":[${listed(size, (index) => `{"sku":"a${index}","count":1}`)}]}`,
  'items that are not unique': (size) => `{"lines":[${listed(size, () => '{"sku":"ab","count":1}')}]}`,
  'faults of an enum': (size) => `{"lines":[],"kind":"${times(size, 'x')}"}`,
  'a pattern': (size) => `{"lines":[],"code":"ABC${times(size, '-1')}x"}`,
  'an email address': (size) => `{"lines":[],"email":"a@${times(size, 'a.')}"}`,
  'a URI': (size) => `{"lines":[],"link":"a://${times(size, 'a:')}@"}`,
  'a recursion': (size) => nested(size, '{"lines":[],"parent":', '}', '{"lines":1}', 240),
});

const choices = [
  ...bodies('/filters', 'application/json', '{"field":"a"}', {
    'choices by depth': (size) => nested(size, '{"op":"and","items":[', ']}', '{"field":"a"}', 160),
    'choices by depth, wrong': (size) => nested(size, '{"op":"and","items":[', ']}', '{"field":1}', 160),
    'choices by depth without constants': (size) => nested(size, '{"not":', '}', '{"field":"a"}', 240),
    'choices by depth without constants, wrong': (size) => nested(size, '{"not":', '}', '1', 240),
    'choices beside each other': (size) => `{"op":"or","items":[${listed(size, () => '{"field":"a"}')}]}`,
    'choices beside each other, wrong': (size) => `{"op":"or","items":[${listed(size, () => '{"field":1}')}]}`,
  }),
  ...bodies('/pets', 'application/json', '{"kind":"cat"}', {
    'a discriminator by depth': (size) => nested(size, '{"kind":"cat","friends":[', ']}', '{"kind":"cat"}', 240),
    'a discriminator, wrong': (size) => `{"kind":"cat","friends":[${listed(size, () => '{"kind":"cow"}')}]}`,
  }),
];

const forms = bodies('/form', 'application/x-www-form-urlencoded', 'name=a', {
  'form fields': (size) => `name=a${numbered(size, (index) => `&f${index}=1`)}`,
  'form fields of one name': (size) => `name=a${times(size, '&tags=1')}`,
  'form fields that cannot be decoded': (size) => `name=a${times(size, '&tags=%')}`,
  'form fields that are binary': (size) => `name=a${times(size, '&x=%ff')}`,
  'a form field': (size) => `name=${times(size, '%20')}`,
  'items of a list in a form': (size) => `name=a&piped=${times(size, '1|')}1`,
  'items like JSON in a form': (size) => `name=a&list=${times(size, '[,')}1`,
  'keys in brackets': (size) => `name=a${numbered(size, (index) => `&deep[k${index}]=1`)}`,
  'keys in brackets, all the same': (size) => `name=a${times(size, '&deep[]=1')}`,
  'brackets by depth': (size) => `name=a&deep${times(size, '[a]')}=1`,
  'JSON in forms': (size) => `name=a${times(size, '&data={')}`,
});

const boundary = 'multipart/form-data; boundary=b';
const part = (name: string, body: string, head = '') =>
  `--b\r\nContent-Disposition: form-data; name="${name}"\r\n${head}\r\n${body}\r\n`;
const parts = bodies('/parts', boundary, `${part('name', 'a')}--b--`, {
  parts: (size) => `${numbered(size, (index) => part(`p${index}`, 'x'))}--b--`,
  'parts of one name': (size) => `${times(size, part('tags', 'x'))}--b--`,
  'parts with long heads': (size) =>
    `${times(size, part('tags', 'x', `Content-Type: text/plain; a="${'\\"'.repeat(4000)}\r\n`))}--b--`,
  'a long head': (size) => `${part('tags', 'x', `X-A: ${times(Math.min(size, 16_000), '"\\"')}\r\n`)}--b--`,
  'parts in quoted-printable': (size) =>
    `${part('name', times(size, ' \t'), 'Content-Transfer-Encoding: quoted-printable\r\n')}--b--`,
  'parts in base64': (size) => `${part('name', times(size, 'QUFB'), 'Content-Transfer-Encoding: base64\r\n')}--b--`,
  'parts that are no base64': (size) =>
    `${times(size, part('tags', '%', 'Content-Transfer-Encoding: base64\r\n'))}--b--`,
  'almost boundaries': (size) => `${part('name', times(size, '\r\n--bc'))}--b--`,
  'parts of JSON': (size) => `${times(size, part('data', '{', 'Content-Type: application/json\r\n'))}--b--`,
  'parts that are no text': (size) => `${times(size, part('tags', '\u00ff', 'Content-Type: text/x\r\n'))}--b--`,
});

const order = (inner: string) => `<order xmlns="urn:orders">${inner}</order>`;
const xml = bodies('/xml', 'application/xml', order(''), {
  'XML elements': (size) => order(times(size, '<line>1</line>')),
  'XML elements by name': (size) => order(numbered(size, (index) => `<e${index}/>`)),
  'XML attributes': (size) => `<order xmlns="urn:orders" ${numbered(size, (index) => `a${index}="1" `)}/>`,
  'XML namespaces': (size) => `<order xmlns="urn:orders" ${numbered(size, (index) => `xmlns:a${index}="u" `)}/>`,
  'XML nesting': (size) => order(nested(size, '<a>', '</a>')),
  'XML entities': (size) => order(`<line>${times(size, '&amp;')}</line>`),
  'XML comments': (size) => order(times(size, '<!---->')),
  'XML blanks': (size) => `<order${times(size, ' ')}/>`,
  'XML elements of another namespace': (size) => order(times(size, '<line xmlns="u"/>')),
});

const sequences = [
  ...bodies('/sequence', 'application/jsonl', '{"a":1}', {
    lines: (size) => times(size, '{"a":1}\n'),
    'lines that are no JSON': (size) => times(size, '{\n'),
    'lines that are wrong': (size) => times(size, '1\n'),
  }),
  ...bodies('/sequence', 'application/json-seq', '', { records: (size) => times(size, '\u001e1\n') }),
  ...bodies('/sequence', 'text/event-stream', 'data:a\n\n', {
    events: (size) => times(size, 'data:a\n\n'),
    'events like JSON': (size) => times(size, 'data:{\n\n'),
    'lines of an event': (size) => `${times(size, 'data:a\n')}\n`,
  }),
  ...bodies('/text', 'text/plain', '', { text: (size) => times(size, 'x') }, 'PUT'),
  ...bodies('/text', 'application/octet-stream', '', { octets: (size) => times(size, '\u00ff') }, 'PUT'),
];

const plain = '/styles/1/.a=b/;matrix=c';
function heads(rows: Readonly<Record<string, (size: number) => Partial<Sent>>>, path = plain): readonly Construct[] {
  const empty: Sent = { method: 'GET', path };
  return Object.entries(rows).map(([name, of]): Construct => {
    return { name, limit: 'head', empty, grown: (size) => ({ ...empty, ...of(size) }) };
  });
}
const query = (text: string): Partial<Sent> => ({ path: `${plain}?${text}` });
const header = (name: string, text: string): Partial<Sent> => ({ headers: { [name]: text } });
const unclosed: Grow = (size) => `"${times(size, '\\"')}`;

const head = [
  ...heads({
    'query parameters': (size) => query(numbered(size, (index) => `q${index}=1&`)),
    'query parameters of one name': (size) => query(times(size, 'form=1&')),
    'items of a query parameter': (size) => query(`space=${times(size, '1%20')}1`),
    'items like JSON in the query': (size) => query(`pipe=${times(size, '[|')}1`),
    'query parameters that cannot be decoded': (size) => query(times(size, '%&')),
    'query in brackets': (size) => query(numbered(size, (index) => `deep[k${index}]=1&`)),
    'a query parameter of wrong items': (size) => query(`space=${times(size, 'a%20')}`),
    cookies: (size) =>
      header(
        'Cookie',
        numbered(size, (index) => `c${index}=1;`),
      ),
    'cookies of one name': (size) => header('Cookie', times(size, 'plain=1;')),
    'a list in a header': (size) => header('X-List', times(size, '1,')),
    'a header': (size) => header('X-Request-ID', times(size, 'x')),
    'a header that is not documented': (size) => header('X-Other', times(size, 'x')),
    headers: (size) => ({
      headers: Object.fromEntries(
        listed(size, (index) => `x${index}: 1`)
          .split(',')
          .map((one) => [one.split(':')[0] ?? '', '1']),
      ),
    }),
    'Prefer, preferences': (size) => header('Prefer', times(size, 'a=b,')),
    'Prefer, a quoted string': (size) => header('Prefer', `example=${unclosed(size)}`),
    'Prefer, a chance': (size) => header('Prefer', `code=400, chance=${times(size, '1')}x`),
    'Authorization, blanks': (size) => header('Authorization', `Bearer x${times(size, ' ')}y`),
    'Authorization, Basic': (size) => header('Authorization', `Basic ${times(size, 'QUFB')}`),
    'items in the path': (size) => ({ path: `/styles/${times(size, '1,')}1/.a=b/;matrix=c` }),
    'pairs in the path': (size) => ({ path: `/styles/1/${times(size, '.a=b')}/;matrix=c` }),
    'items with their name in the path': (size) => ({ path: `/styles/1/.a=b/${times(size, ';matrix=c')}` }),
    segments: (size) => ({ path: times(size, '/a') }),
    'empty segments': (size) => ({ path: times(size, '/') }),
    'percent signs in the path': (size) => ({ path: `/styles/${times(size, '%')}/.a=b/;matrix=c` }),
  }),
  ...heads(
    {
      'delimiters in the path': (size) => ({ path: `/divided/${times(size, '-')}1.png` }),
      'delimiters of two kinds in the path': (size) => ({ path: `/divided/${times(size, '-.')}` }),
      'encoded delimiters in the path': (size) => ({ path: `/divided/${times(size, '%2D')}-1.png` }),
    },
    '/divided/a-1.png',
  ),
  ...heads(
    {
      'Accept, types': (size) =>
        header(
          'Accept',
          listed(size, (index) => `image/x${index}`),
        ),
      'Accept, types refused': (size) =>
        header(
          'Accept',
          listed(size, (index) => `image/x${index};q=0`),
        ),
      'Accept, ranges': (size) => header('Accept', times(size, 'a/*,')),
      'Accept, a quoted string': (size) => header('Accept', `a/b;c=${unclosed(size)}`),
      'Accept, suffixes': (size) => header('Accept', `image/a${times(size, '+b')}`),
    },
    '/types',
  ),
  ...heads(
    { 'the whole query': (size) => ({ method: 'QUERY', path: `/search?${numbered(size, (at) => `a${at}=1&`)}` }) },
    '/search?a=1',
  ).map((one): Construct => ({ ...one, empty: { ...one.empty, method: 'QUERY' } })),
];

const types = bodies('/json', 'application/json', '{}', {}).concat(
  ['Content-Type, a quoted string', 'Content-Type, parameters'].map((name, index): Construct => {
    const empty: Sent = { method: 'POST', path: '/json', headers: { 'Content-Type': 'application/json' }, body: '{}' };
    const type = (size: number) =>
      `application/json;${index === 0 ? `a=${unclosed(size)}` : numbered(size, (at) => `a${at}=b;`)}`;
    return { name, limit: 'head', empty, grown: (size) => ({ ...empty, headers: { 'Content-Type': type(size) } }) };
  }),
);

/** What a request can be made of, each by itself. */
export const constructs: readonly Construct[] = [
  ...[json, orders, choices, forms, parts, xml, sequences].flat(),
  ...head,
  ...types,
];
