import { hasWordsOnly } from '../../openapi-objects/example.ts';
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

/** A named example where it stands: an Example Object, or a bare value (OpenAPI 3.1.1, 4.8.14 and 4.8.19). */
export type ExampleSource = ValuedExample | WordsOnlyExample;

interface NamedExample {
  readonly name: string;
  readonly summary: string;
}

/** An example that says what is sent. */
export interface ValuedExample extends NamedExample {
  /** The value's node; what it holds is read with `tree.expand`. */
  readonly value: Node;
  /** There is no value: what stands in its place is taken for it. */
  readonly isBare: boolean;
  /** There is only the value as it is sent, a text (OpenAPI 3.2, Example Object, `serializedValue`; a file of text). */
  readonly isSerialized: boolean;
}

/** An example that has a name and perhaps a summary, and says nothing of what is sent. */
export interface WordsOnlyExample extends NamedExample {
  readonly value: undefined;
  /** Its summary, else its description, or nothing. */
  readonly words: string;
  /** Where it stands. */
  readonly node: Node;
  /** There is a value, but the reference to it leads nowhere. */
  readonly isMissing: boolean;
}

/** Where the value of an example is. */
type ValuePlace = Omit<ValuedExample, keyof NamedExample> | Omit<WordsOnlyExample, keyof NamedExample | 'words'>;

/** Those of the examples beside a schema that have a value, whole: nothing else can be sent, or shows what is right. */
export function valuedExamplesOf(tree: Tree, owner: Node): readonly ValuedExample[] {
  return examplesOf(tree, owner)
    .filter((example) => example.value !== undefined)
    .filter(({ value, isSerialized }) => isSerialized || danglingIn(tree.expand(value)).length === 0);
}

/**
 * The examples beside a schema: in a Media Type Object, a Parameter or a Header. `examples` wins over `example`, whose
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
  if (!single || leadsNowhere(tree, single)) return [];
  return [{ name: 'example', summary: '', value: single, isBare: false, isSerialized: false }];
}

/** An example that refers to nothing is still one: it has a name. */
function namedExample(tree: Tree, examples: Node, name: string, written: Node): ExampleSource {
  const example = tree.get(examples, name);
  const place = example ? placeOfValue(tree, example) : { value: undefined, node: written, isMissing: true };
  const stated = (field: 'summary' | 'description') =>
    annotationOf(tree, examples, name, example ?? written, field) ?? '';
  const summary = stated('summary');
  return place.value
    ? { name, summary, ...place }
    : { name, summary, words: summary || stated('description'), ...place };
}

/** Whether a value is a reference to nothing, which nobody means to be shown. */
function leadsNowhere(tree: Tree, value: Node): boolean {
  return referenceAsValue(value.value) !== undefined && !tree.follow(value).resolved;
}

/**
 * A summary or description, which may stand beside a reference to what it is about (OpenAPI 3.1.1, 4.8.23); in 3.0,
 * what stands there is ignored (OpenAPI 3.0.4, 4.7.23).
 */
function annotationOf(
  tree: Tree,
  owner: Node,
  key: string,
  followed: Node,
  field: 'summary' | 'description',
): string | undefined {
  const mayStandBeside = !/^3\.0(\.|$)/.test(versionOf(tree.root.value, 'openapi') ?? '');
  const reference = childOf(owner, key);
  const beside = mayStandBeside && reference ? textAt(reference, field) : undefined;
  const own = tree.get(followed, field);
  return beside ?? (own && scalarText(own));
}

/**
 * Where the value of an Example Object is: data before a text that is sent as it is (OpenAPI 3.2, Example Object). A
 * bare value is the object itself; one that cannot be had, since it lies on another host, say, is missing.
 */
function placeOfValue(tree: Tree, example: Node): ValuePlace {
  const data = childOf(example, 'dataValue') ?? childOf(example, 'value');
  const missing = { value: undefined, node: example, isMissing: true } as const;
  if (data) return leadsNowhere(tree, data) ? missing : { value: data, isBare: false, isSerialized: false };
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

/** A response and the example names it offers, over all its media types. */
interface ResponseSource {
  readonly key: string;
  readonly node: Node;
  readonly description: string;
}

/**
 * The final responses of an operation, in the document's order; a 1xx is no answer by itself (RFC 9110, 15.2). One that
 * refers to nothing is still an answer, of which only the status is known.
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

/** The media types of a response's content; of one that refers to nothing, only the name is known. */
export function contentOf(tree: Tree, key: string, response: Node): readonly (readonly [string, Node])[] {
  const content = tree.get(response, 'content');
  if (isBodyless(Number(key)) || !content || !isObject(content.value)) return [];
  return Object.keys(content.value).map((name) => [name, tree.get(content, name) ?? { ...content, value: {} }]);
}

/** Every scenario that an operation has, without planning it. */
export function indexScenarios(tree: Tree, operation: Node, operationKey: string): readonly ScenarioIndex[] {
  const responses = responsesOf(tree, operation);
  const keys = responses.map(({ key }) => key);
  if (responses.length === 0) {
    // A success: of errors nothing is documented, and one is told as any that is not.
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
    const unshown = content.filter(([, media]) => examplesOf(tree, media).length === 0);
    if (unshown.length > 0) {
      const mediaTypes = unshown.map(([mediaType]) => madeType(mediaType));
      named.set(freeName('generated', named), { summary: description, mediaTypes });
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

/** `generated`, else `generated-2`, …: what the document calls so itself is another answer. */
function freeName(wanted: string, taken: ReadonlyMap<string, unknown>): string {
  let name = wanted;
  for (let count = 2; taken.has(name); count += 1) name = `${wanted}-${count}`;
  return name;
}

/**
 * The number sent for a response when nothing asks for another: a range by its first code, `default` as a success where
 * no other response is one, else as the first error code that no other response takes.
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

/** The value of an example in its media type: with references inside it followed, or read from how it is sent. */
export function exampleValue(tree: Tree, example: ValuedExample, mediaType = ''): Json {
  return writtenExample(tree, example, mediaType).value;
}

/** The same, with how its numbers are written. */
export function writtenExample(tree: Tree, { value, isSerialized }: ValuedExample, mediaType = ''): Written {
  if (!isSerialized) return tree.written(value);
  return isJsonType(parseMediaType(mediaType).essence) ? parsedJson(value.value) : { value: value.value };
}

/** The value of an example of a parameter, with how its numbers are written; as it is sent, it is read by its media type. */
export function writtenParameter(tree: Tree, example: ValuedExample, format: ParameterFormat): Written {
  if (example.isSerialized && format.by === 'querystring') {
    const { value, digits } = readQuerystring(format, String(example.value.value)) ?? {};
    return value === undefined ? { value: example.value.value } : written(value, digits);
  }
  const isText = format.by === 'style' && format.shape.kind === 'primitive' && format.shape.types.join() === 'string';
  const text = isText && !example.isSerialized ? scalarText(example.value) : undefined;
  // YAML takes an unquoted 1.10 for a number, also where the parameter is a text.
  return text === undefined
    ? writtenExample(tree, example, format.by === 'json' ? 'application/json' : '')
    : { value: text };
}

/** What a text says in JSON; itself, where it says nothing. */
function parsedJson(text: Json): Written {
  try {
    return parseJson(String(text));
  } catch {
    return { value: text };
  }
}
