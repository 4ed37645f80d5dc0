import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../sandbox/syntax/json.ts';
import { ask } from '../fixtures/ask.ts';
import { byName } from '../fixtures/by-name.ts';
import { response } from '../fixtures/document.ts';
import { sendSandbox } from '../fixtures/send-document.ts';

describe('a request is answered quickly however many examples it is compared with:', () => {
  const list = (length: number, item: (index: number) => Json): Json =>
    Array.from({ length }, (_, index) => item(index));
  const many = (count: number, entry: (index: number) => readonly [string, Json]): JsonObject =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => entry(index)));
  const nested = (depth: number, leaf: Json): Json =>
    Array.from({ length: depth }).reduce<Json>((inner, _, index) => (index % 2 === 0 ? { in: inner } : [inner]), leaf);

  interface Load {
    readonly name: string;
    readonly examples: JsonObject;
    readonly answers: JsonObject;
    readonly body: Json;
    readonly want: string;
  }
  const loads: readonly Load[] = [
    {
      name: '1,000 examples paired by name',
      examples: many(1000, (index) => [`create-thing-${index}`, { id: index, label: `label ${index}` }]),
      answers: many(1000, (index) => [`thing-created-${index}`, { id: index }]),
      body: { id: 707, label: 'own' },
      want: 'send/201/thing-created-707',
    },
    {
      name: '1,000 examples paired by values in their responses',
      examples: many(1000, (index) => [`from${index}`, { label: `label ${index}` }]),
      answers: many(1000, (index) => [`to${index + 5000}`, { title: `label ${index}` }]),
      body: { label: 'label 707', more: true },
      want: 'send/201/to5707',
    },
    {
      name: '1,000 examples with a property of their own each',
      examples: many(1000, (index) => [`a${index}`, { [`is${index}`]: true }]),
      answers: many(1000, (index) => [`a${index}`, {}]),
      body: { is70: false },
      want: 'send/201/a70',
    },
    {
      name: 'lists of 20,000 numbers',
      examples: { up: list(20_000, (index) => index), down: list(20_000, (index) => -index) },
      answers: { up: {}, down: {} },
      body: list(100_000, (index) => -index - 5),
      want: 'send/201/down',
    },
    {
      name: 'strings of a megabyte',
      examples: { one: 'a'.repeat(1_000_000), other: 'b'.repeat(1_000_000) },
      answers: { one: {}, other: {} },
      body: 'b'.repeat(1_000_000),
      want: 'send/201/other',
    },
    {
      name: 'objects with 3,000 properties',
      examples: {
        one: many(3000, (index) => [`a${index}`, 'x']),
        other: many(3000, (index) => [`b${index}`, 'x']),
      },
      answers: { one: {}, other: {} },
      body: many(3000, (index) => [`b${index}`, 'own']),
      want: 'send/201/other',
    },
    {
      name: 'values nested 400 levels deep',
      examples: { one: nested(400, { a: 1 }), other: nested(400, { b: 1 }) },
      answers: { one: {}, other: {} },
      body: nested(400, { b: 2 }),
      want: 'send/201/other',
    },
  ];
  it.each(byName(loads))('%s', async (_, { examples, answers, body, want }) => {
    const things = sendSandbox({ schema: {}, examples, responses: { 201: response(answers) } });
    expect(await ask(things, 'POST /things', { body })).toMatchObject({ scenario: want });
    expect(await ask(things, 'POST /things', { body })).toMatchObject({ scenario: want });
  });
});
