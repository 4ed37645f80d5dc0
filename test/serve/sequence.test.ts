import { describe, expect, it } from 'vitest';
import type { Json } from '../../sandbox/syntax/json.ts';
import { type DocumentedBody, echoOf, roundTrip, sendTo } from '../fixtures/body-echo.ts';
import { byName } from '../fixtures/by-name.ts';
import { echoed } from '../fixtures/echo.ts';
import { problemsOf } from '../fixtures/problems.ts';

const lines = 'application/jsonl';
const records = 'application/json-seq';
const events = 'text/event-stream';
const pet = { type: 'object', required: ['id'], properties: { id: { type: 'integer' }, name: { type: 'string' } } };
const pets: DocumentedBody = { itemSchema: pet };
const any: DocumentedBody = { itemSchema: true };

interface Row {
  readonly name: string;
  readonly type: string;
  readonly body: DocumentedBody;
  readonly given: string;
  /** The items, or the violations. */
  readonly want: Json;
  readonly isFaulty?: true;
}

const rows: readonly Row[] = [
  // JSON Lines
  { name: 'lines', type: lines, body: pets, given: '{"id":1}\n{"id":2}\n', want: [{ id: 1 }, { id: 2 }] },
  {
    name: 'the last line not ended',
    type: lines,
    body: pets,
    given: '{"id":1}\n{"id":2}',
    want: [{ id: 1 }, { id: 2 }],
  },
  { name: 'by another name', type: 'application/x-ndjson', body: pets, given: '{"id":1}\r\n\r\n', want: [{ id: 1 }] },
  {
    name: 'a whole number that no double holds',
    type: lines,
    body: pets,
    given: '{"id":9007199254740993}\n',
    want: [{ id: '#9007199254740993' }],
  },
  {
    name: 'an item that breaks its schema',
    type: lines,
    body: pets,
    given: '{"id":1}\n{"id":"x"}\n{}\n',
    want: ['body /1/id type', 'body /2/id required'],
    isFaulty: true,
  },
  {
    name: 'an item that is no JSON, of which nothing else is said',
    type: lines,
    body: pets,
    given: '{"id":1}\n{"id":\n{"id":3}\n',
    want: ['body /1 syntax'],
    isFaulty: true,
  },
  {
    name: 'too many items',
    type: lines,
    body: { itemSchema: true, schema: { maxItems: 1 } },
    given: '1\n2\n',
    want: ['body  maxItems'],
    isFaulty: true,
  },
  {
    name: 'a schema alone is the list’s',
    type: lines,
    body: { schema: { type: 'array', items: pet } },
    given: '{"id":true}\n',
    want: ['body /0/id type'],
    isFaulty: true,
  },
  {
    name: 'a schema of a text takes it whole',
    type: lines,
    body: { schema: { type: 'string' } },
    given: '1\n',
    want: '1\n',
  },
  // RFC 7464, 2.1 and 2.4
  {
    name: 'records',
    type: records,
    body: pets,
    given: '\u001e{"id":1}\n\u001e{\n"id":2}\n',
    want: [{ id: 1 }, { id: 2 }],
  },
  { name: 'empty records', type: records, body: pets, given: '\u001e\u001e{"id":1}\n\u001e\n', want: [{ id: 1 }] },
  { name: 'a type with the suffix', type: 'application/geo+json-seq', body: any, given: '\u001e[]\n', want: [[]] },
  { name: 'a number and a word', type: records, body: any, given: '\u001e12\n\u001etrue\n', want: [12, true] },
  {
    name: 'a number that may be cut off',
    type: records,
    body: any,
    given: '\u001e1\n\u001e12',
    want: ['body /1 syntax'],
    isFaulty: true,
  },
  {
    name: 'text before a record',
    type: records,
    body: any,
    given: '1\n\u001e2\n',
    want: ['body  syntax'],
    isFaulty: true,
  },
  // HTML, 9.2.6; OpenAPI 3.2.0, 4.14.4
  {
    name: 'events',
    type: events,
    body: any,
    given: ': hello\nevent: add\nid: 7\nretry: 30\nother: x\ndata: a\ndata:b\n\ndata\r\n\r\ndata: not ended\n',
    want: [{ event: 'add', id: '7', retry: 30, data: 'a\nb' }, { data: '' }],
  },
  { name: 'what has no data is none', type: events, body: any, given: 'event: add\nretry: soon\n\n', want: [] },
  {
    name: 'an event that breaks its schema',
    type: events,
    body: { itemSchema: { required: ['event'], properties: { data: { type: 'string', maxLength: 1 } } } },
    given: 'event: a\ndata: b\n\ndata: long\n\n',
    want: ['body /1/data maxLength', 'body /1/event required'],
    isFaulty: true,
  },
];

describe('a sequential media type in a request (OpenAPI 3.2.0, 4.14.4)', () => {
  it.each(byName(rows))('%s', async (_, { type, body, given, want, isFaulty = false }) => {
    const answer = await sendTo(echoOf(type, { ...body, openapi: '3.2.0' }), type, given);
    expect(isFaulty ? answer.faults : echoed(answer)).toEqual(want);
  });

  it('is parsed like the examples of the document', async () => {
    const examples = { list: [{ id: 1 }], text: '{"id":2}\n', wrong: [{ id: 'x' }], broken: '{' };
    const sandbox = echoOf(lines, { ...pets, examples });
    const { requestExamples } = sandbox.operation('api', 'send');
    expect(requestExamples.map(({ value }) => value)).toEqual([[{ id: 1 }], [{ id: 2 }], [{ id: 'x' }], '{']);
    expect(problemsOf(sandbox).map(({ message }) => message)).toEqual([
      'The request example broken cannot be read as application/jsonl.',
    ]);
  });

  it.each<readonly [string, Json]>([
    [lines, [{ id: 1 }, { id: 2, name: 'a\nb' }]],
    [records, [{ id: 1 }, { id: 2 }]],
    ['application/geo+json-seq', [{ id: 3 }]],
  ])('written by the sandbox is parsed into the same items: %s', async (type, value) =>
    expect(echoed(await roundTrip(type, pets, value))).toEqual(value),
  );
});
