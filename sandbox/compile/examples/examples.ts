import { hasWordsOnly } from '../../openapi-objects/example-object.ts';
import type { ParameterFormat, ScenarioIndex } from '../../plan.ts';
import { childOf, type Node, referenceAsValue, scalarText, type Tree, textAt } from '../../read/tree.ts';
import { readQuerystring } from '../../serialization/querystring.ts';
import { parseJson, type Written, written } from '../../syntax/digits.ts';
import { isObject, type Json, text } from '../../syntax/json.ts';
import { madeType, sentType } from '../../syntax/media-range.ts';
import { isJsonType, parseMediaType } from '../../syntax/media-type.ts';
import { isBodyless } from '../../syntax/status.ts';
import { versionOf } from '../../syntax/version.ts';
import { scenarioId } from '../../triggers/selection.ts';
import { danglingIn } from '../missing-references.ts';

/** A named example in a document: an Example Object, or a bare value (OpenAPI 3.1.1, 4.8.14 and 4.8.19). */
export type ExampleSource = ValuedExample | WordsOnlyExample;

interface NamedExample {
  readonly name: string;
  readonly summary: string;
}

/** An example with a value. */
export interface ValuedExample extends NamedExample {
  /** The value's node; `tree.expand` follows the references inside it. */
  readonly value: Node;
  /** Whether the value is written where the Example Object should be. */
  readonly isBare: boolean;
  /** Whether the value is the serialized text (OpenAPI 3.2, Example Object, `serializedValue`; an external text file). */
  readonly isSerialized: boolean;
}

/** An example without a value: a name, perhaps with a summary or a description. */
export interface WordsOnlyExample extends NamedExample {
  readonly value: undefined;
  /** Its summary, else its description, else empty. */
  readonly words: string;
  readonly node: Node;
  /** Whether it has a value whose reference leads nowhere. */
  readonly isMissing: boolean;
}

/** The value of an example, without its name. */
type ExampleValue = Omit<ValuedExample, keyof NamedExample> | Omit<WordsOnlyExample, keyof NamedExample | 'words'>;

/** Returns those of an owner's examples that have a complete value: one without dangling references. */
export function valuedExamplesOf(tree: Tree, owner: Node): readonly ValuedExample[] {
  return examplesOf(tree, owner)
    .filter((example) => example.value !== undefined)
    .filter(({ value, isSerialized }) => isSerialized || danglingIn(tree.expand(value)).length === 0);
}

/**
 * Returns the examples of a Media Type, Parameter or Header Object. `examples` takes precedence over `example`, whose
 * name is `example`.
 */
export function examplesOf(tree: Tree, owner: Node): readonly ExampleSource[] {
  const named = tree.get(owner, 'examples');
  if (named && isObject(named.value)) {
    return Object.keys(named.value).flatMap((name) => {
      const written = childOf(named, name);
      return written ? [namedExample(tree, named, name, written)] : [];
    });
  }
  const single = childOf(owner, 'example');
  if (!single || isDangling(tree, single)) return [];
  return [{ name: 'example', summary: '', value: single, isBare: false, isSerialized: false }];
}

/** Reads an entry of `examples`. If its reference leads nowhere, its name is still a scenario. */
function namedExample(tree: Tree, examples: Node, name: string, written: Node): ExampleSource {
  const example = tree.get(examples, name);
  const located = example ? exampleValueOf(tree, example) : { value: undefined, node: written, isMissing: true };
  const stated = (field: 'summary' | 'description') =>
    annotationOf(tree, examples, name, example ?? written, field) ?? '';
  const summary = stated('summary');
  return located.value
    ? { name, summary, ...located }
    : { name, summary, words: summary || stated('description'), ...located };
}

/** Whether a value is a reference that leads nowhere rather than the data to show. */
function isDangling(tree: Tree, value: Node): boolean {
  return referenceAsValue(value.value) !== undefined && !tree.follow(value).resolved;
}

/**
 * Returns a summary or description. One beside a reference takes precedence over that of its target (OpenAPI 3.1.1,
 * 4.8.23); 3.0 ignores siblings of `$ref` (OpenAPI 3.0.4, 4.7.23).
 */
function annotationOf(
  tree: Tree,
  owner: Node,
  key: string,
  followed: Node,
  field: 'summary' | 'description',
): string | undefined {
  const allowsSiblings = !/^3\.0(\.|$)/.test(versionOf(tree.root.value, 'openapi') ?? '');
  const reference = childOf(owner, key);
  const sibling = allowsSiblings && reference ? textAt(reference, field) : undefined;
  const target = tree.get(followed, field);
  return sibling ?? (target && scalarText(target));
}

/**
 * Locates the value of an Example Object: data takes precedence over serialized text (OpenAPI 3.2, Example Object). An
 * object without any of the fields is a bare value. A value that cannot be read, on another host, say, is missing.
 */
function exampleValueOf(tree: Tree, example: Node): ExampleValue {
  const data = childOf(example, 'dataValue') ?? childOf(example, 'value');
  const missing = { value: undefined, node: example, isMissing: true } as const;
  if (data) return isDangling(tree, data) ? missing : { value: data, isBare: false, isSerialized: false };
  const serialized = childOf(example, 'serializedValue');
  if (typeof serialized?.value === 'string') return { value: serialized, isBare: false, isSerialized: true };
  const external = text(example.value, 'externalValue');
  if (external === undefined) {
    if (hasWordsOnly(example.value)) return { ...missing, isMissing: false };
    return { value: example, isBare: true, isSerialized: example.source.literal === 'text' };
  }
  const value = tree.external(example, external);
  return value ? { value, isBare: false, isSerialized: value.source.literal === 'text' } : missing;
}

/** A response of an operation. `description`: its first line. */
interface ResponseSource {
  readonly key: string;
  readonly node: Node;
  readonly description: string;
}

/**
 * Returns the final responses of an operation in the document's order, without the interim 1xx (RFC 9110, 15.2). A
 * response whose reference leads nowhere is kept for its status.
 */
export function responsesOf(tree: Tree, operation: Node): readonly ResponseSource[] {
  const responses = tree.get(operation, 'responses');
  if (!responses || !isObject(responses.value)) return [];
  return Object.keys(responses.value)
    .filter((key) => /^([2-5]\d\d|[2-5]XX|default)$/i.test(key))
    .map((key) => {
      const node = tree.get(responses, key) ?? { ...responses, value: {} };
      const description = annotationOf(tree, responses, key, node, 'description') ?? '';
      return { key: /^\dxx$/i.test(key) ? key.toUpperCase() : key, node, description: firstLine(description) };
    });
}

/** Returns the media types of a response. One whose reference leads nowhere has an empty Media Type Object. */
export function contentOf(tree: Tree, key: string, response: Node): readonly (readonly [string, Node])[] {
  const content = tree.get(response, 'content');
  if (isBodyless(Number(key)) || !content || !isObject(content.value)) return [];
  return Object.keys(content.value).map((name) => [name, tree.get(content, name) ?? { ...content, value: {} }]);
}

/** Lists the scenarios of an operation without planning it. */
export function indexScenarios(tree: Tree, operation: Node, operationKey: string): readonly ScenarioIndex[] {
  const responses = responsesOf(tree, operation);
  const keys = responses.map(({ key }) => key);
  if (responses.length === 0) {
    // A success: undocumented errors have the API's error format and need no scenario.
    const id = scenarioId(operationKey, '200', 'empty');
    return [{ id, response: '200', status: 200, name: 'empty', mediaTypes: [], summary: 'No response is documented' }];
  }
  return responses.flatMap(({ key, node, description }) => {
    const status = statusOf(key, keys);
    const content = contentOf(tree, key, node);
    const named = new Map<string, { readonly summary: string; readonly mediaTypes: string[] }>();
    for (const [mediaType, media] of content) {
      for (const { name, summary } of examplesOf(tree, media)) {
        const known = named.get(name) ?? { summary: summary || description, mediaTypes: [] };
        known.mediaTypes.push(sentType(mediaType));
        named.set(name, known);
      }
    }
    const withoutExamples = content.filter(([, media]) => examplesOf(tree, media).length === 0);
    if (withoutExamples.length > 0) {
      const mediaTypes = withoutExamples.map(([mediaType]) => madeType(mediaType));
      named.set(unusedName('generated', named), { summary: description, mediaTypes });
    }
    if (named.size === 0) named.set('empty', { summary: description, mediaTypes: [] });
    return [...named].map(([name, { summary, mediaTypes }]): ScenarioIndex => {
      return {
        id: scenarioId(operationKey, key, name),
        response: key,
        status,
        name,
        mediaTypes: [...new Set(mediaTypes)],
        summary,
      };
    });
  });
}

/** Returns `generated`, or `generated-2`, … if the document has an example of that name. */
function unusedName(preferred: string, taken: ReadonlyMap<string, unknown>): string {
  let name = preferred;
  for (let count = 2; taken.has(name); count += 1) name = `${preferred}-${count}`;
  return name;
}

/**
 * Returns the status that is sent for a response unless a request selects another one: for a range its first free code,
 * for `default` 200 if no other response is a success, else the first common error code without a response.
 */
export function statusOf(key: string, keys: readonly string[]): number {
  if (/^\d{3}$/.test(key)) return Number(key);
  if (key !== 'default') {
    const first = Number(key[0]) * 100;
    const codes = Array.from({ length: 100 }, (_, offset) => first + offset);
    return codes.find((code) => !keys.includes(String(code))) ?? first;
  }
  if (!keys.some((other) => other.startsWith('2'))) return 200;
  const free = [500, 400, 503, 403, 404, 409, 418].find(
    (status) => !keys.includes(String(status)) && !keys.includes(`${String(status)[0]}XX`),
  );
  return free ?? 599;
}

function firstLine(text: string): string {
  return text.trim().split('\n')[0] ?? '';
}

/** Returns the value of an example in its media type: with references followed, or parsed from the serialized text. */
export function exampleValue(tree: Tree, example: ValuedExample, mediaType = ''): Json {
  return writtenExample(tree, example, mediaType).value;
}

/** Returns the value of an example in its media type with the digits of its numbers. */
export function writtenExample(tree: Tree, { value, isSerialized }: ValuedExample, mediaType = ''): Written {
  if (!isSerialized) return tree.written(value);
  return isJsonType(parseMediaType(mediaType).essence) ? parseJsonOrText(value.value) : { value: value.value };
}

/** Returns the value of a parameter's example with the digits of its numbers; serialized text is parsed by media type. */
export function writtenParameter(tree: Tree, example: ValuedExample, format: ParameterFormat): Written {
  if (example.isSerialized && format.by === 'querystring') {
    const { value, digits } = readQuerystring(format, String(example.value.value)) ?? {};
    return value === undefined ? { value: example.value.value } : written(value, digits);
  }
  const isText = format.by === 'style' && format.shape.kind === 'primitive' && format.shape.types.join() === 'string';
  const text = isText && !example.isSerialized ? scalarText(example.value) : undefined;
  // YAML reads an unquoted 1.10 as a number even if the parameter is a string.
  return text === undefined
    ? writtenExample(tree, example, format.by === 'json' ? 'application/json' : '')
    : { value: text };
}

/** Parses a text as JSON; returns the text itself if it is not JSON. */
function parseJsonOrText(text: Json): Written {
  try {
    return parseJson(String(text));
  } catch {
    return { value: text };
  }
}
