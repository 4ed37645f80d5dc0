import type { Problem } from '../../problem.ts';
import { problemAt } from '../../read/source.ts';
import { addressOf, childOf, type Node, type Tree } from '../../read/tree.ts';
import { isArray, isObject, type Json } from '../../syntax/json.ts';
import { isJsonType, parseMediaType } from '../../syntax/media-type.ts';
import { type ExampleSource, examplesOf, type ValuedExample, valuedExamplesOf } from './examples.ts';

/** Returns the examples of a Media Type Object. JSON that is quoted in a string is taken for the serialized body. */
export function bodyExamplesOf(
  tree: Tree,
  media: Node,
  mediaType: string,
  report: (problem: Problem) => void,
): readonly ExampleSource[] {
  return examplesOf(tree, media).map((example) =>
    example.value === undefined ? example : markSerialized(tree, media, mediaType, example, report),
  );
}

/** Returns those of the examples that have a value. */
export function valuedBodyExamplesOf(
  tree: Tree,
  media: Node,
  mediaType: string,
  report: (problem: Problem) => void,
): readonly ValuedExample[] {
  return valuedExamplesOf(tree, media).map((example) => markSerialized(tree, media, mediaType, example, report));
}

/**
 * Marks an example such as `'{"a": 1}'` as serialized if the schema takes no strings: a string represents a value that
 * cannot be written as data (OpenAPI 3.1.1, 4.8.19, `value`).
 */
function markSerialized(
  tree: Tree,
  media: Node,
  mediaType: string,
  example: ValuedExample,
  report: (problem: Problem) => void,
): ValuedExample {
  const { name, value, isSerialized } = example;
  if (isSerialized || !isJsonType(parseMediaType(mediaType).essence)) return example;
  if (!isJsonObjectOrList(value.value) || takesStrings(tree, childOf(media, 'schema'))) return example;
  const message = `The example ${name} is JSON in a text, and is read as what it says; as data, it needs no quotation marks.`;
  report(problemAt(value.source, value.pointer, 'example-text', message));
  return { ...example, isSerialized: true };
}

function isJsonObjectOrList(text: Json): boolean {
  if (typeof text !== 'string' || !/^\s*[[{]/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Whether a schema, or a part of it, has strings among its types or constants. */
function takesStrings(tree: Tree, schema: Node | undefined, seen = new Set<string>()): boolean {
  if (!schema || seen.has(addressOf(schema))) return false;
  seen.add(addressOf(schema));
  return tree.steps(schema).some((node) => {
    const { value } = node;
    if (!isObject(value)) return false;
    const types = isArray(value['type']) ? value['type'] : [value['type']];
    const constants = [value['const'], ...(isArray(value['enum']) ? value['enum'] : [])];
    if (types.includes('string') || constants.some((constant) => typeof constant === 'string')) return true;
    return ['allOf', 'anyOf', 'oneOf'].some((keyword) =>
      tree.items(childOf(node, keyword)).some((part) => takesStrings(tree, part, seen)),
    );
  });
}
