import type { JsonObject } from '../../../sandbox/syntax/json.ts';
import { empty } from '../../fixtures/document.ts';
import type { Sending } from '../exchange.ts';
import { answers, type Row, type Topic, topicOf } from '../topic.ts';

const form = 'application/x-www-form-urlencoded';
const text = { type: 'string' };
const pet = {
  type: 'object',
  required: ['name'],
  properties: { name: { ...text, maxLength: 5 }, age: { type: 'integer' }, tags: { type: 'array', items: text } },
};
const colors = { type: 'array', items: { enum: ['blue', 'black'] }, minItems: 2 };

/** An operation that takes one media type, and what it is sent in it. */
function row(name: string, mediaType: string, media: JsonObject, texts: readonly string[], sentAs = mediaType): Row {
  const path = `/${name}`;
  const sending = (one: string): Sending => ({ text: one, headers: { 'Content-Type': sentAs } });
  return {
    at: `POST ${path}`,
    operation: { requestBody: { required: true, content: { [mediaType]: media } } },
    asked: [`POST ${path}`, ...texts.map((one) => [`POST ${path}`, sending(one)] as const)],
  };
}

const styled = (name: string, encoding: JsonObject, ...texts: readonly string[]) =>
  row(name, form, { schema: { type: 'object', properties: { color: colors } }, encoding: { color: encoding } }, texts);

/** Parts of a multipart body, each with its header fields. */
const parts = (...all: readonly (readonly [string, string])[]) =>
  `${all.map(([disposition, content]) => `--x\r\nContent-Disposition: form-data; ${disposition}\r\n\r\n${content}\r\n`).join('')}--x--\r\n`;
const part = (name: string, content: string) => [`name="${name}"`, content] as const;

const multipart = (name: string, schema: JsonObject, ...texts: readonly string[]) =>
  row(name, 'multipart/form-data', { schema }, texts, 'multipart/form-data; boundary=x');

const object = { type: 'object', required: ['a'], properties: { a: { type: 'integer' } } };

export const forms: Topic = topicOf('forms, parts and XML', [
  row('form', form, { schema: pet }, [
    'name=Rex',
    'name=Rex&age=1',
    'age=1&name=Rex',
    'name=R+x',
    'name=R%C3%A9x',
    'name=R%26x',
    'name=',
    'name=Rex&other=1',
    'age=1',
    'name=Rex&age=one',
    'name=Rex&age=1.5',
    'name=too+long',
    'name=Rex&tags=good&tags=old',
    'name=Rex&name=Tom',
    'name=%',
  ]),
  row('form-undescribed', form, { schema: { type: 'object', required: ['kind'], properties: { name: text } } }, [
    'kind=cat',
    'name=Rex',
  ]),
  row('form-all', form, { schema: { allOf: [pet, { required: ['age'] }] } }, ['name=Rex&age=1', 'name=Rex']),
  row('form-object', form, { schema: { type: 'object', properties: { a: object } } }, ['a={"a":1}', 'a={"a":"x"}']),
  styled(
    'form-exploded',
    { style: 'form', explode: true },
    'color=blue&color=black',
    'color=blue',
    'color=red&color=blue',
  ),
  styled('form-commas', { style: 'form', explode: false }, 'color=blue,black', 'color=blue', 'color=red,blue'),
  styled('form-spaces', { style: 'spaceDelimited', explode: false }, 'color=blue%20black', 'color=blue'),
  styled('form-pipes', { style: 'pipeDelimited', explode: false }, 'color=blue%7Cblack', 'color=blue'),
  row(
    'form-deep',
    form,
    { schema: { type: 'object', properties: { a: object } }, encoding: { a: { style: 'deepObject', explode: true } } },
    ['a[a]=1', 'a[a]=x', 'a[b]=1'],
  ),
  multipart(
    'parts',
    pet,
    parts(part('name', 'Rex')),
    parts(part('name', 'Rex'), part('age', '1')),
    parts(part('age', '1')),
    parts(part('name', 'Rex'), part('age', 'one')),
    parts(part('name', 'too long')),
    parts(part('name', 'Rex'), part('other', '1')),
    'no parts at all',
  ),
  multipart(
    'parts-object',
    { type: 'object', properties: { a: object } },
    parts(part('a', '{"a":1}')),
    parts(part('a', '{}')),
  ),
  multipart(
    'parts-file',
    { type: 'object', required: ['file'], properties: { file: { ...text, format: 'binary' } } },
    parts(['name="file"; filename="a.txt"', 'abc']),
    parts(part('other', 'abc')),
  ),
  {
    at: 'POST /parts-or-415',
    operation: {
      requestBody: { content: { 'multipart/form-data': { schema: pet } } },
      responses: { ...answers, 415: empty },
    },
    asked: [
      ['POST /parts-or-415', { text: parts(part('name', 'Rex')), headers: { 'Content-Type': 'multipart/form-data' } }],
    ],
  },
  row('parts-without-boundary', 'multipart/form-data', { schema: pet }, [parts(part('name', 'Rex'))]),
  row('xml', 'application/xml', { schema: { ...pet, xml: { name: 'pet' } } }, [
    '<pet><name>Rex</name></pet>',
    '<pet><age>1</age></pet>',
    '<pet><name>Rex</pet>',
  ]),
  row('xml-text', 'application/xml', { schema: text }, ['<pet/>']),
]);
