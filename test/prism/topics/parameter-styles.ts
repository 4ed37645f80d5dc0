import type { JsonObject } from '../../../sandbox/syntax/json.ts';
import { type Row, type Topic, topicOf } from '../topic.ts';

/** Schemas that take one value only: what is taken was read as it was meant. */
const one = { type: 'string', enum: ['blue'] };
const number = { type: 'integer', enum: [7] };
const truth = { type: 'boolean', enum: [true] };
const list = { type: 'array', items: { enum: ['blue', 'black'] }, minItems: 2, maxItems: 2 };
const numbers = { type: 'array', items: { type: 'integer', minimum: 1 }, minItems: 2 };
const object = {
  type: 'object',
  properties: { r: { type: 'integer', enum: [100] }, g: { type: 'integer', enum: [200] } },
  required: ['r', 'g'],
  additionalProperties: false,
};

interface Style {
  readonly in: string;
  readonly style: string;
  readonly explode: boolean;
  /** Around a text: `blue` as `;color=blue`. */
  readonly plain: (text: string) => string;
  readonly list: (first: string, second: string) => string;
  readonly object: string;
}

const named = (text: string) => `color=${text}`;
const same = (text: string) => text;
const commas = (first: string, second: string) => `${first},${second}`;
const twice = (first: string, second: string) => `color=${first}&color=${second}`;

/** The table of OpenAPI 3.1.1, 4.8.12.4. */
const styles: readonly Style[] = [
  { in: 'path', style: 'simple', explode: false, plain: same, list: commas, object: 'r,100,g,200' },
  { in: 'path', style: 'simple', explode: true, plain: same, list: commas, object: 'r=100,g=200' },
  {
    in: 'path',
    style: 'label',
    explode: false,
    plain: (text) => `.${text}`,
    list: (...items) => `.${items.join(',')}`,
    object: '.r,100,g,200',
  },
  {
    in: 'path',
    style: 'label',
    explode: true,
    plain: (text) => `.${text}`,
    list: (...items) => `.${items.join('.')}`,
    object: '.r=100.g=200',
  },
  {
    in: 'path',
    style: 'matrix',
    explode: false,
    plain: (text) => `;color=${text}`,
    list: (...items) => `;color=${items.join(',')}`,
    object: ';color=r,100,g,200',
  },
  {
    in: 'path',
    style: 'matrix',
    explode: true,
    plain: (text) => `;color=${text}`,
    list: (first, second) => `;color=${first};color=${second}`,
    object: ';r=100;g=200',
  },
  { in: 'query', style: 'form', explode: true, plain: named, list: twice, object: 'r=100&g=200' },
  {
    in: 'query',
    style: 'form',
    explode: false,
    plain: named,
    list: (...items) => named(items.join(',')),
    object: 'color=r,100,g,200',
  },
  { in: 'header', style: 'simple', explode: false, plain: same, list: commas, object: 'r,100,g,200' },
  { in: 'header', style: 'simple', explode: true, plain: same, list: commas, object: 'r=100,g=200' },
  { in: 'cookie', style: 'form', explode: false, plain: named, list: commas, object: 'color=r,100,g,200' },
];

const types: Readonly<Record<string, JsonObject>> = { one, number, truth, list, numbers, object };

/** What is sent for each type: first what is meant, then what is not. */
function valuesFor(style: Style, type: string): readonly string[] {
  switch (type) {
    case 'one':
      return [style.plain('blue'), style.plain('red')];
    case 'number':
      return [style.plain('7'), style.plain('7.5'), style.plain('seven')];
    case 'truth':
      return [style.plain('true'), style.plain('false'), style.plain('yes')];
    case 'list':
      return style.in === 'cookie'
        ? ['color=blue,black', 'color=blue']
        : [style.list('blue', 'black'), style.plain('blue'), style.list('blue', 'red')];
    case 'numbers':
      return style.in === 'cookie'
        ? ['color=1,2']
        : [style.list('1', '2'), style.list('1', 'two'), style.list('1', '0')];
    default:
      return [style.object, style.object.replace('200', '201'), style.object.replace('g', 'b')];
  }
}

function rowFor(style: Style, type: string): Row {
  const { in: place, style: name, explode } = style;
  const path = `/${place}-${name}-${explode ? 'explode-' : ''}${type}`;
  const required = place === 'path';
  const operation = {
    parameters: [{ name: 'color', in: place, style: name, explode, required, schema: types[type] ?? {} }],
  };
  const asked = valuesFor(style, type).map((value) => {
    if (place === 'path') return `GET ${path}/${value}`;
    if (place === 'query') return `GET ${path}?${value}`;
    return [`GET ${path}`, { headers: { [place === 'cookie' ? 'Cookie' : 'color']: value } }] as const;
  });
  return { at: `GET ${path}${required ? '/{color}' : ''}`, operation, asked };
}

const grid = styles.flatMap((style) => Object.keys(types).map((type) => rowFor(style, type)));

const upperCase = { type: 'object', properties: { R: { type: 'integer' } }, required: ['R'] };

const listed = (style: string, explode: boolean) => ({
  parameters: [{ name: 'color', in: 'query', style, explode, schema: list }],
});

/** Those styles that are only for some types. */
const special: readonly Row[] = [
  {
    at: 'GET /deep',
    operation: { parameters: [{ name: 'color', in: 'query', style: 'deepObject', explode: true, schema: object }] },
    asked: [
      'GET /deep?color[r]=100&color[g]=200',
      'GET /deep?color[r]=100',
      'GET /deep?color[r]=1&color[g]=200',
      'GET /deep',
    ],
  },
  {
    at: 'GET /deep-upper-case',
    operation: { parameters: [{ name: 'color', in: 'query', style: 'deepObject', explode: true, schema: upperCase }] },
    asked: ['GET /deep-upper-case?color[R]=1', 'GET /deep-upper-case'],
  },
  {
    at: 'GET /form-upper-case',
    operation: { parameters: [{ name: 'color', in: 'query', schema: upperCase }] },
    asked: ['GET /form-upper-case?R=1', 'GET /form-upper-case?G=1'],
  },
  {
    at: 'GET /spaces',
    operation: listed('spaceDelimited', false),
    asked: ['GET /spaces?color=blue%20black', 'GET /spaces?color=blue', 'GET /spaces?color=blue%20red'],
  },
  {
    at: 'GET /spaces-explode',
    operation: listed('spaceDelimited', true),
    asked: ['GET /spaces-explode?color=blue&color=black', 'GET /spaces-explode?color=blue'],
  },
  {
    at: 'GET /pipes',
    operation: listed('pipeDelimited', false),
    asked: ['GET /pipes?color=blue%7Cblack', 'GET /pipes?color=blue|black', 'GET /pipes?color=blue', 'GET /pipes'],
  },
  {
    at: 'GET /pipes-explode',
    operation: listed('pipeDelimited', true),
    asked: ['GET /pipes-explode?color=blue&color=black', 'GET /pipes-explode?color=blue|black'],
  },
  {
    at: 'GET /content',
    operation: { parameters: [{ name: 'filter', in: 'query', content: { 'application/json': { schema: object } } }] },
    asked: ['GET /content?filter={"r":100,"g":200}', 'GET /content?filter={"r":1,"g":200}', 'GET /content?filter=red'],
  },
];

export const parameterStyles: Topic = topicOf('parameters in every style', [...grid, ...special]);
