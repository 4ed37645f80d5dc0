import { isObject, text } from '../notation/json.ts';
import { valueAt } from '../notation/json-pointer.ts';
import type { WebhookContent, WebhookPlan } from '../plan.ts';
import { childOf, type Node } from '../read/tree.ts';
import { sampleOf } from '../samples/value.ts';
import type { ApiSource } from './api.ts';
import { examplesOf, exampleValue } from './examples.ts';
import { operationsIn, pathItemAt } from './path-items.ts';
import { createSchemaBundle } from './schema.ts';

/**
 * What an API sends of its own accord: the document's webhooks (OpenAPI 3.1.1, 4.8.1), then the callbacks of its
 * operations (OpenAPI 3.1.1, 4.8.18). What is broken among them is left out.
 */
export function webhooksOf(api: ApiSource): readonly WebhookPlan[] {
  const { tree } = api;
  const webhooks = tree.get(tree.root, 'webhooks');
  const own = keysOf(webhooks).flatMap((name) => plansAt(api, webhooks, name, name, null));
  const callbacks = [...api.operations].flatMap(([operation, { node }]) => {
    return tree
      .entries(tree.get(node, 'callbacks'))
      .flatMap(([name, callback]) =>
        keysOf(callback).flatMap((expression) => plansAt(api, callback, expression, name, { operation, expression })),
      );
  });
  return [...own, ...callbacks];
}

/** The names of path items in an object. */
function keysOf(owner: Node | undefined): readonly string[] {
  return owner && isObject(owner.value) ? Object.keys(owner.value).filter((key) => !key.startsWith('x-')) : [];
}

/** One for each operation of a Path Item Object. */
function plansAt(
  api: ApiSource,
  owner: Node | undefined,
  key: string,
  name: string,
  callback: WebhookPlan['callback'],
): readonly WebhookPlan[] {
  const { tree } = api;
  const pathItems = owner ? pathItemAt(tree, owner, key) : [];
  return operationsIn(tree, pathItems, () => {}).map(({ method, node }) => ({
    name,
    method,
    summary: text(node.value, 'summary') ?? '',
    callback,
    content: contentOf(api, node),
    responses: keysOf(tree.get(node, 'responses')),
  }));
}

/** What can be sent in each media type: the examples, else a body made from the schema. */
function contentOf({ tree, dialect }: ApiSource, operation: Node): readonly WebhookContent[] {
  const body = tree.get(operation, 'requestBody');
  return tree.entries(body && tree.get(body, 'content')).map(([mediaType, media]) => {
    const examples = examplesOf(tree, media).map((example) => ({
      name: example.name,
      value: exampleValue(tree, example, mediaType),
    }));
    if (examples.length > 0) return { mediaType, examples };
    const schema = childOf(media, 'schema');
    const bundle = createSchemaBundle(tree, dialect, 'request', () => {});
    const place = schema ? bundle.add(schema, 'webhook') : '';
    const value = sampleOf(schema && valueAt(bundle.document(), place), bundle.document(), 'request');
    return { mediaType, examples: [{ name: 'generated', value }] };
  });
}
