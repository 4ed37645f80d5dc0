import { describe, expect, it } from 'vitest';
import { createSandbox } from '../sandbox/index.ts';

const documents = ['specification/nhs-app/openapi.yaml'];

/** Calls it as JavaScript does, without types. */
const create = (...settings: readonly unknown[]): unknown => Reflect.apply(createSandbox, undefined, settings);

const wrong: readonly { readonly name: string; readonly given: unknown; readonly want: string }[] = [
  {
    name: 'a name with a letter too few',
    given: { document: ['a.yaml'] },
    want: 'There is no setting document; did you mean documents?',
  },
  {
    name: 'a name in other case',
    given: { bodylimit: 1 },
    want: 'There is no setting bodylimit; did you mean bodyLimit?',
  },
  {
    name: 'a name like none',
    given: { port: 9000 },
    want: 'There is no setting port. The settings are: documents, scenarios, auth, dynamic, allowOutside, bodyLimit, delay, delayJitter, maxDelay, maxDelayed, releaseDelayed, allowedHosts, trustProxy, onAnswer',
  },
  { name: 'a name that every object has', given: { toString: 1 }, want: 'There is no setting toString. ' },
  { name: 'a name with a line break', given: { 'a\nb': 1 }, want: 'There is no setting "a\\nb". ' },
  {
    name: 'a mode that is misspelt',
    given: { auth: 'strickt' },
    want: 'The setting auth must be "open" or "strict", not "strickt"',
  },
  { name: 'a mode that is true', given: { auth: true }, want: 'The setting auth must be "open" or "strict", not true' },
  {
    name: 'a text for a list of paths',
    given: { documents: 'pets.yaml' },
    want: 'The setting documents must be a list of paths, such as ["pets.yaml"], not "pets.yaml"',
  },
  {
    name: 'a path that is no text',
    given: { documents: ['pets.yaml', 3] },
    want: 'The setting documents must be a list of paths, such as ["pets.yaml"], not ["pets.yaml", 3]',
  },
  {
    name: 'a document in place of its path',
    given: { documents: [{ openapi: '3.1.0' }] },
    want: 'The setting documents must be a list of paths, such as ["pets.yaml"], not [an object]',
  },
  {
    name: 'null',
    given: { documents: null },
    want: 'The setting documents must be a list of paths, such as ["pets.yaml"], not null',
  },
  {
    name: 'a list for a folder',
    given: { scenarios: ['s'] },
    want: 'The setting scenarios must be the path of a folder, not ["s"]',
  },
  {
    name: 'a negative number',
    given: { bodyLimit: -1 },
    want: 'The setting bodyLimit must be a whole number of bytes, 0 or more, not -1',
  },
  {
    name: 'a fraction',
    given: { maxDelay: 1.5 },
    want: 'The setting maxDelay must be a whole number of milliseconds, 0 or more, not 1.5',
  },
  {
    name: 'not a number',
    given: { maxDelayed: Number.NaN },
    want: 'The setting maxDelayed must be a whole number of answers, 0 or more, not NaN',
  },
  {
    name: 'a number as a text',
    given: { bodyLimit: '1mb' },
    want: 'The setting bodyLimit must be a whole number of bytes, 0 or more, not "1mb"',
  },
  {
    name: 'a text for a switch',
    given: { dynamic: 'false' },
    want: 'The setting dynamic must be true or false, not "false"',
  },
  {
    name: 'a number for a switch',
    given: { allowOutside: 1 },
    want: 'The setting allowOutside must be true or false, not 1',
  },
  {
    name: 'an object for a switch',
    given: { trustProxy: {} },
    want: 'The setting trustProxy must be true or false, not an object',
  },
  {
    name: 'a host with a scheme',
    given: { allowedHosts: ['http://sandbox.example'] },
    want: 'The setting allowedHosts must be a list of host names, such as ["sandbox.example", "*.example.org"], without http:// and port, not ["http://sandbox.example"]',
  },
  {
    name: 'a text for a function',
    given: { onAnswer: 'log' },
    want: 'The setting onAnswer must be a function, not "log"',
  },
  {
    name: 'a controller for its signal',
    given: { releaseDelayed: new AbortController() },
    want: 'The setting releaseDelayed must be an AbortSignal, not an object',
  },
  {
    name: 'a path for the settings',
    given: 'pets.yaml',
    want: 'The settings must be an object, such as { documents: ["pets.yaml"] }, not "pets.yaml"',
  },
  {
    name: 'a list for the settings',
    given: ['pets.yaml'],
    want: 'The settings must be an object, such as { documents: ["pets.yaml"] }, not ["pets.yaml"]',
  },
  {
    name: 'null for the settings',
    given: null,
    want: 'The settings must be an object, such as { documents: ["pets.yaml"] }, not null',
  },
];

const right: readonly { readonly name: string; readonly given: object }[] = [
  { name: 'no setting besides documents', given: {} },
  { name: 'undefined, which is the default', given: { scenarios: undefined, auth: undefined, bodyLimit: undefined } },
  { name: 'numbers of zero', given: { bodyLimit: 0, maxDelay: 0, maxDelayed: 0 } },
  { name: 'hosts', given: { allowedHosts: ['sandbox.example', '*.example.org', '*', '[::1]'] } },
  { name: 'no hosts', given: { allowedHosts: [] } },
  { name: 'a signal and a function', given: { releaseDelayed: new AbortController().signal, onAnswer: () => {} } },
  { name: 'switches and a mode', given: { auth: 'strict', dynamic: true, allowOutside: false, trustProxy: true } },
];

describe('settings', () => {
  it.each(wrong)('refused: $name', ({ given, want }) => {
    expect(() => create(given)).toThrow(TypeError);
    expect(() => create(given)).toThrow(want);
  });

  it.each(right)('accepted: $name', ({ given }) => {
    expect(() => create({ documents, ...given })).not.toThrow();
  });
});
