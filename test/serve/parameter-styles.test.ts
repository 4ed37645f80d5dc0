import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../sandbox/syntax/json.ts';
import { echoed, echoes } from '../fixtures/echo.ts';

const text = { type: 'string' };
const list = { type: 'array', items: text };
const integer = { type: 'integer' };
const object = { type: 'object', properties: { R: integer, G: integer, B: integer } };
const colors = ['blue', 'black', 'brown'];
const mix = { R: 100, G: 200, B: 150 };

interface Cell {
  readonly in: string;
  readonly style: string;
  readonly explode: boolean;
  readonly schema: JsonObject;
  readonly sent: string;
  readonly want: Json;
}

type Column = readonly [schema: JsonObject, want: Json, sent: string];

function cells(place: string, style: string, explode: boolean, ...columns: readonly Column[]): readonly Cell[] {
  return columns.map(([schema, want, sent]) => ({ in: place, style, explode, schema, sent, want }));
}

const blue = (sent: string): Column => [text, 'blue', sent];
const three = (sent: string): Column => [list, colors, sent];
const rgb = (sent: string): Column => [object, mix, sent];
const nothing = (sent: string): Column => [text, '', sent];

/** The table of OpenAPI 3.1.1, 4.8.12.4; for empty values it follows RFC 6570 for the empty string. */
const table = [
  cells(
    'path',
    'matrix',
    false,
    nothing(';color'),
    blue(';color=blue'),
    three(';color=blue,black,brown'),
    rgb(';color=R,100,G,200,B,150'),
  ),
  cells(
    'path',
    'matrix',
    true,
    nothing(';color'),
    blue(';color=blue'),
    three(';color=blue;color=black;color=brown'),
    rgb(';R=100;G=200;B=150'),
  ),
  cells('path', 'label', false, blue('.blue'), three('.blue,black,brown'), rgb('.R,100,G,200,B,150')),
  cells('path', 'label', true, blue('.blue'), three('.blue.black.brown'), rgb('.R=100.G=200.B=150')),
  cells('path', 'simple', false, blue('blue'), three('blue,black,brown'), rgb('R,100,G,200,B,150')),
  cells('path', 'simple', true, blue('blue'), three('blue,black,brown'), rgb('R=100,G=200,B=150')),
  cells('header', 'simple', false, nothing(''), blue('blue'), three('blue,black,brown'), rgb('R,100,G,200,B,150')),
  cells('header', 'simple', true, blue('blue'), three('blue,black,brown'), rgb('R=100,G=200,B=150')),
  cells(
    'query',
    'form',
    false,
    nothing('color='),
    blue('color=blue'),
    three('color=blue,black,brown'),
    rgb('color=R,100,G,200,B,150'),
  ),
  cells(
    'query',
    'form',
    true,
    nothing('color='),
    blue('color=blue'),
    three('color=blue&color=black&color=brown'),
    rgb('R=100&G=200&B=150'),
  ),
  cells(
    'query',
    'spaceDelimited',
    false,
    three('color=blue%20black%20brown'),
    rgb('color=R%20100%20G%20200%20B%20150'),
  ),
  cells('query', 'pipeDelimited', false, three('color=blue%7Cblack%7Cbrown'), rgb('color=R%7C100%7CG%7C200%7CB%7C150')),
  cells('query', 'deepObject', true, rgb('color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150')),
  cells(
    'cookie',
    'form',
    false,
    nothing('color='),
    blue('color=blue'),
    three('color=blue,black,brown'),
    rgb('color=R,100,G,200,B,150'),
  ),
  // In a cookie the pairs of an exploded value are delimited by "; ", never by "&" (OpenAPI 3.1.1, Appendix D).
  cells(
    'cookie',
    'form',
    true,
    nothing('color='),
    blue('color=blue'),
    three('color=blue; color=black; color=brown'),
    rgb('R=100; G=200; B=150'),
  ),
].flat();

const tolerated: readonly Cell[] = [
  ...cells('query', 'pipeDelimited', false, three('color=blue|black|brown'), rgb('color=R,100,G,200,B,150')),
  ...cells('query', 'spaceDelimited', false, rgb('color=R,100,G,200,B,150')),
  ...cells('query', 'spaceDelimited', false, three('color=blue+black+brown')),
  ...cells('query', 'deepObject', true, rgb('color[R]=100&color[G]=200&color[B]=150')),
  ...cells('header', 'simple', false, three('blue, black, brown')),
];

const described = (rows: readonly Cell[]) =>
  rows.map((row) => {
    const { in: place, style, explode, schema, sent, want } = row;
    const parameter = { in: place, style, explode, schema };
    return { name: `${place} ${style}${explode ? ' explode' : ''} ${schema['type']} ${sent}`, parameter, sent, want };
  });

const standard = described(table);
const common = described(tolerated);
const byDefault = [
  { name: 'path: simple', parameter: { in: 'path', schema: list }, sent: 'a,b', want: ['a', 'b'] },
  { name: 'path: not exploded', parameter: { in: 'path', schema: object }, sent: 'R,1,G,2', want: { R: 1, G: 2 } },
  {
    name: 'query: form, exploded',
    parameter: { in: 'query', schema: list },
    sent: 'color=a&color=b',
    want: ['a', 'b'],
  },
  { name: 'query: exploded object', parameter: { in: 'query', schema: object }, sent: 'R=1', want: { R: 1 } },
  {
    name: 'query: another style is not exploded',
    parameter: { in: 'query', style: 'pipeDelimited', schema: list },
    sent: 'color=a%7Cb',
    want: ['a', 'b'],
  },
  { name: 'header: simple', parameter: { in: 'header', schema: list }, sent: 'a,b', want: ['a', 'b'] },
  { name: 'cookie: form', parameter: { in: 'cookie', schema: text }, sent: 'color=a', want: 'a' },
];

describe('the style examples (OpenAPI 3.1.1, 4.8.12.4)', () => {
  const send = echoes(standard);
  it.each(standard.map((row) => [row.name, row] as const))('%s', async (_, row) =>
    expect(echoed(await send(row))).toEqual(row.want),
  );
});

describe('styles as clients write them too (design, step 3)', () => {
  const send = echoes(common);
  it.each(common.map((row) => [row.name, row] as const))('%s', async (_, row) =>
    expect(echoed(await send(row))).toEqual(row.want),
  );
});

describe('defaults of style and explode (OpenAPI 3.1.1, 4.8.12.2.2)', () => {
  const send = echoes(byDefault);
  it.each(byDefault.map((row) => [row.name, row] as const))('%s', async (_, row) =>
    expect(echoed(await send(row))).toEqual(row.want),
  );
});
