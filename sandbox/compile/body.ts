import { isObject, type Json, property } from '../notation/json.ts';
import { isJsonType, parseMediaType } from '../notation/media-type.ts';
import type { BodyMediaPlan, BodyPlan } from '../plan.ts';
import type { Problem } from '../problem.ts';
import { problemAt } from '../read/source.ts';
import { childOf, type Node, type Tree } from '../read/tree.ts';
import { examplesOf, exampleValue } from './examples.ts';
import type { SchemaBundle } from './schema.ts';

/** A documented request body, with the place where it was written. */
export interface RequestExample {
  readonly name: string;
  readonly mediaType: string;
  readonly validator: string | null;
  readonly value: Json;
  readonly node: Node;
}

export interface CompiledBody {
  readonly plan: BodyPlan | null;
  readonly examples: readonly RequestExample[];
}

/** The Request Body Object of an operation (OpenAPI 3.1.1, 4.8.13). */
export function compileBody(
  tree: Tree,
  operation: Node,
  bundle: SchemaBundle,
  report: (problem: Problem) => void,
): CompiledBody {
  const node = tree.get(operation, 'requestBody');
  if (!node || !isObject(node.value)) return { plan: null, examples: [] };
  const examples: RequestExample[] = [];
  const content = tree.entries(tree.get(node, 'content')).map(([mediaType, media]): BodyMediaPlan => {
    const { essence } = parseMediaType(mediaType);
    const reading = isJsonType(essence) ? 'json' : essence.startsWith('text/') ? 'text' : 'opaque';
    const schema = childOf(media, 'schema');
    const checked = reading !== 'opaque' || essence.endsWith('/*');
    if (schema && !checked) report(unchecked(media, mediaType));
    const validator = schema && checked ? bundle.add(schema, `body-${essence}`) : null;
    for (const example of examplesOf(tree, media)) {
      examples.push({
        name: example.name,
        mediaType,
        validator,
        value: exampleValue(tree, example),
        node: example.value,
      });
    }
    return { mediaType, reading, validator };
  });
  return { plan: { required: property(node.value, 'required') === true, content }, examples };
}

function unchecked(node: Node, mediaType: string): Problem {
  const message = `Bodies of type ${mediaType} are taken as they are: the sandbox does not check them against the schema.`;
  return problemAt(node.source, node.pointer, 'media-type-unchecked', 'warning', message);
}
