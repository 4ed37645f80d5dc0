import { isObject, type Json } from '../../sandbox/syntax/json.ts';
import { seeded } from '../fixtures/seeded.ts';

/** A request below the base path of its operation. */
export interface Request {
  readonly method: string;
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string | null;
}

export type Titled = readonly [title: string, request: Request];

/** Of each kind of place: so many are spoilt. */
const max = 4;

/** Preferences that are asked for in each operation. */
const preferences = [
  'code=400',
  'code=404',
  'code=500',
  'code=599',
  'example=no-such-name',
  'code=200, handling=lenient',
];

/**
 * Requests that are wrong, each in one way, or ask for something else, made of one that is right; the same ones each time.
 *
 * @param path the template of its path
 */
export function otherRequests(right: Request, path: string): readonly Titled[] {
  return [...ofTarget(right, path), ...ofHeaders(right), ...ofBody(right), ...ofMethod(right)];
}

function ofTarget(right: Request, path: string): readonly Titled[] {
  const [before = '', query = ''] = right.target.split(/\?(.*)/s);
  const at = (target: string): Request => ({ ...right, target });
  const segments = before.split('/');
  const template = path.split('/');
  const pairs = query === '' ? [] : query.split('&');
  const withQuery = (all: readonly string[]) => at(all.length === 0 ? before : `${before}?${all.join('&')}`);
  const inPath = segments.flatMap((_, index): readonly Titled[] => {
    if (!template[index]?.includes('{')) return [];
    const others = segments.with(index, 'no%20such.value').join('/');
    return [[`another segment ${index} of the path`, at(query === '' ? others : `${others}?${query}`)]];
  });
  const inQuery = pairs.slice(0, max).flatMap((pair, index): readonly Titled[] => {
    const [name = ''] = pair.split('=');
    return [
      [`without the query parameter ${name}`, withQuery(pairs.toSpliced(index, 1))],
      [`the query parameter ${name} wrong`, withQuery(pairs.with(index, `${name}=no%20such,value`))],
      [`the query parameter ${name} empty`, withQuery(pairs.with(index, `${name}=`))],
    ];
  });
  return [
    ...inPath,
    ...inQuery,
    ['a query parameter that nobody knows', withQuery([...pairs, 'nobody-knows=1'])],
    ['__code=404', withQuery([...pairs, '__code=404'])],
    ['a trailing slash', at(`${before}/${query === '' ? '' : `?${query}`}`)],
    ['as/code=400', { ...right, target: `/_sandbox/as/code=400${right.target}` }],
    ['a path that is not there', at(`${before}/no/such/path`)],
  ];
}

function ofHeaders(right: Request): readonly Titled[] {
  const having = (name: string, value: string): Request => ({
    ...right,
    headers: { ...without(right.headers, name), [name]: value },
  });
  const own = Object.keys(right.headers).filter((name) => !/^(content-type|prefer)$/i.test(name));
  return [
    ...own.slice(0, max).flatMap((name): readonly Titled[] => [
      [`without the header ${name}`, { ...right, headers: without(right.headers, name) }],
      [`the header ${name} wrong`, having(name, 'no such,value')],
    ]),
    ['Accept: image/x-unknown', having('Accept', 'image/x-unknown')],
    ['Accept: application/xml', having('Accept', 'application/xml, text/*;q=0.5')],
    ['a token that is a status', having('Authorization', 'Bearer 429')],
    ['an origin', having('Origin', 'https://example.org')],
    ...preferences.map((preference): Titled => [`Prefer: ${preference}`, having('Prefer', preference)]),
  ];
}

function ofBody(right: Request): readonly Titled[] {
  const { text } = right;
  if (text === null) return [];
  const having = (body: string | null): Request => ({ ...right, text: body });
  const typed = (value: string): Request => ({
    ...right,
    headers: { ...without(right.headers, 'Content-Type'), 'Content-Type': value },
  });
  return [
    ['no body', { ...having(null), headers: without(right.headers, 'Content-Type') }],
    ['no media type', { ...right, headers: without(right.headers, 'Content-Type') }],
    ['another media type', typed('application/x-unknown')],
    ['a wrong charset', typed('application/json; charset=utf-16')],
    ['half of the body', having(text.slice(0, text.length / 2))],
    ['an empty object', having('{}')],
    ['null', having('null')],
    ...spoilt(text).map(([title, body]): Titled => [title, having(body)]),
  ];
}

function ofMethod({ headers, target }: Request): readonly Titled[] {
  const bodyless = without(headers, 'Content-Type');
  const preflight = { Origin: 'https://example.org', 'Access-Control-Request-Method': 'POST' };
  return [
    ['HEAD', { method: 'HEAD', target, headers: bodyless, text: null }],
    ['OPTIONS', { method: 'OPTIONS', target, headers: bodyless, text: null }],
    ['a preflight', { method: 'OPTIONS', target, headers: preflight, text: null }],
    ['PROPFIND', { method: 'PROPFIND', target, headers: bodyless, text: null }],
  ];
}

function without(headers: Readonly<Record<string, string>>, name: string): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).filter(([key]) => key.toLowerCase() !== name.toLowerCase()));
}

/** A body in JSON with one part left out, or of another type. */
function spoilt(text: string): readonly (readonly [string, string])[] {
  const value = jsonOr(text);
  if (value === undefined) return [];
  const next = seeded(1);
  const places = placesIn(value, []);
  const chosen = Array.from({ length: Math.min(2 * max, places.length) }, () => {
    const [place = []] = places.splice(next(places.length), 1);
    return place;
  });
  return chosen.flatMap((place) => [
    [`without /${place.join('/')}`, JSON.stringify(changed(value, place, () => undefined))],
    [`another type at /${place.join('/')}`, JSON.stringify(changed(value, place, ofAnotherType))],
  ]);
}

function jsonOr(text: string): Json | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Where a value has parts: property names and indices. */
function placesIn(value: Json, above: readonly string[]): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => {
    const place = [...above, key];
    return [place, ...placesIn(part, place)];
  });
}

function changed(value: Json, [key, ...rest]: readonly string[], change: (part: Json) => Json | undefined): Json {
  if (key === undefined || typeof value !== 'object' || value === null) return value;
  const parts = Object.entries(value).flatMap(([name, part]): readonly (readonly [string, Json])[] => {
    if (name !== key) return [[name, part]];
    const other = rest.length === 0 ? change(part) : changed(part, rest, change);
    return other === undefined ? [] : [[name, other]];
  });
  return isObject(value) ? Object.fromEntries(parts) : parts.map(([, part]) => part);
}

function ofAnotherType(value: Json): Json {
  if (typeof value === 'string') return 12_345;
  if (typeof value === 'object' && value !== null) return 'no such value';
  return { no: 'such value' };
}
