import type { WebhookContent, WebhookPlan } from '../plan.ts';
import type { Problem } from '../problem.ts';
import { childOf, type Node } from '../read/tree.ts';
import { wireRequest } from '../requests/wire-request.ts';
import { isObject, text } from '../syntax/json.ts';
import { valueAt } from '../syntax/json-pointer.ts';
import { sentType } from '../syntax/media-range.ts';
import { sampleOf } from '../values/sample.ts';
import { operationsIn, pathItemAt } from './document/path-items.ts';
import { valuedBodyExamplesOf } from './examples/body-examples.ts';
import { contentOf as responseContent, responsesOf, writtenExample, writtenParameter } from './examples/examples.ts';
import { internalError } from './internal-error.ts';
import { compileParameters } from './parts/parameters.ts';
import { inSchemaDigits } from './schemas/digits.ts';
import { createSchemaBundle } from './schemas/library.ts';
import { bodyFormatOf } from './serialization/body-format.ts';
import type { ApiSource, OperationSource } from './source.ts';

interface Context {
  readonly api: ApiSource;
  readonly report: (problem: Problem) => void;
}

/**
 * Compiles the requests that an API sends to its clients: the document's webhooks (OpenAPI 3.1.1, 4.8.1), then the
 * callbacks of its operations (OpenAPI 3.1.1, 4.8.18). Unusable ones are left out.
 *
 * @param report receives failures of the sandbox itself
 */
export function webhooksOf(api: ApiSource, report: (problem: Problem) => void): readonly WebhookPlan[] {
  const { tree } = api;
  const context = { api, report };
  const webhooks = tree.get(tree.root, 'webhooks');
  const fromWebhooks = keysOf(webhooks).flatMap((name) => plansAt(context, webhooks, name, name, null));
  const callbacks = [...api.operations].flatMap(([operation, { node }]) => {
    return tree
      .entries(tree.get(node, 'callbacks'))
      .flatMap(([name, callback]) =>
        keysOf(callback).flatMap((expression) =>
          plansAt(context, callback, expression, name, { operation, expression }),
        ),
      );
  });
  return [...fromWebhooks, ...callbacks];
}

/** Returns the keys of the path items in an object, without extensions. */
function keysOf(owner: Node | undefined): readonly string[] {
  return owner && isObject(owner.value) ? Object.keys(owner.value).filter((key) => !key.startsWith('x-')) : [];
}

/** Compiles each operation of a Path Item Object. */
function plansAt(
  { api, report }: Context,
  owner: Node | undefined,
  key: string,
  name: string,
  callback: WebhookPlan['callback'],
): readonly WebhookPlan[] {
  const { tree } = api;
  const pathItems = owner ? pathItemAt(tree, owner, key) : [];
  return operationsIn(tree, pathItems, ignore).flatMap(({ method, node }) => {
    const summary = text(node.value, 'summary') ?? '';
    const index = { key: name, method, path: '', summary, scenarios: [] };
    try {
      const parameters = parametersOf(api, { index, node, pathItems, basePaths: [] });
      const content = contentOf(api, node);
      return [{ name, method, summary, callback, ...parameters, content, ...answersOf(api, node) }];
    } catch (error) {
      report(internalError({ index: { method, path: name }, node }, 'is not sent', error));
      return [];
    }
  });
}

/** Problems of webhooks are reported by the checks of the document. */
function ignore(): void {}

/** Serializes the parameters that have an example or are required (OpenAPI 3.1.1, 4.8.12). */
function parametersOf({ tree, dialect }: ApiSource, operation: OperationSource) {
  const bundle = createSchemaBundle(tree, dialect, 'request', ignore);
  const values = compileParameters(tree, operation, bundle, ignore).flatMap(({ plan: parameter, examples }) => {
    const [example] = examples;
    if (example) return [{ parameter, ...writtenParameter(tree, example, parameter.format) }];
    const { required, schemaPointer } = parameter;
    const schema = schemaPointer === null ? undefined : valueAt(bundle.document, schemaPointer);
    const origin = schemaPointer === null ? undefined : bundle.origin(schemaPointer);
    return required
      ? [{ parameter, ...inSchemaDigits(tree, origin, sampleOf(schema, bundle.document, 'request')) }]
      : [];
  });
  const { method, path } = operation.index;
  const draft = { values, query: [], headers: {}, body: null };
  const { headers, target } = wireRequest({ method, path, body: null }, draft);
  return { headers, query: target };
}

/** Returns the bodies in each media type: its examples, else one generated from the schema. */
function contentOf({ tree, dialect }: ApiSource, operation: Node): readonly WebhookContent[] {
  const body = tree.get(operation, 'requestBody');
  return tree.entries(body && tree.get(body, 'content')).map(([written, media]) => {
    const mediaType = sentType(written);
    const schema = childOf(media, 'schema');
    const bundle = createSchemaBundle(tree, dialect, 'request', ignore);
    const schemaPointer = schema ? bundle.add(schema, 'webhook') : null;
    const document = bundle.document;
    const format = bodyFormatOf(tree, media, mediaType, schemaPointer, document);
    const examples = valuedBodyExamplesOf(tree, media, mediaType, ignore).map((example) => ({
      name: example.name,
      ...writtenExample(tree, example, mediaType),
    }));
    if (examples.length > 0) return { mediaType, format, examples };
    const value = sampleOf(schemaPointer === null ? undefined : valueAt(document, schemaPointer), document, 'request');
    return { mediaType, format, examples: [{ name: 'generated', ...inSchemaDigits(tree, schema, value) }] };
  });
}

/** Returns the documented responses and the schemas of their bodies (OpenAPI 3.1.1, 4.8.16). */
function answersOf({ tree, dialect }: ApiSource, operation: Node) {
  const bundle = createSchemaBundle(tree, dialect, 'response', ignore);
  const responses = responsesOf(tree, operation).map(({ key, node }) => ({
    key,
    content: responseContent(tree, key, node).map(([mediaType, media]) => {
      const schema = childOf(media, 'schema');
      return { mediaType, schemaPointer: schema ? bundle.add(schema, `response-${mediaType}`) : null };
    }),
  }));
  return { responses, responseSchemas: bundle.document };
}
