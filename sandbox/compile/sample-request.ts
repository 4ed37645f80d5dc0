import type { JsonObject } from '../notation/json.ts';
import { valueAt } from '../notation/json-pointer.ts';
import { parseXml } from '../notation/xml.ts';
import type { SampleRequestPlan } from '../plan.ts';
import type { Tree } from '../read/tree.ts';
import { sampleOf } from '../samples/value.ts';
import type { CompiledBody } from './body.ts';
import { isNegativeName } from './example-names.ts';
import { examplesOf, exampleValue } from './examples.ts';
import type { CompiledParameter } from './parameters.ts';

/**
 * What a request that an operation should accept is made of: a value for each parameter and a body, by the document's
 * examples, else by the schemas. Nobody has tried it yet.
 *
 * @param positive names of the request examples that are not meant to be wrong
 */
export function sampleRequest(
  tree: Tree,
  parameters: readonly CompiledParameter[],
  body: CompiledBody,
  positive: ReadonlySet<string>,
  schemas: JsonObject,
): SampleRequestPlan {
  const values = parameters.map(({ plan, node }) => {
    const [example] = examplesOf(tree, node).filter(({ name }) => !isNegativeName(name));
    const schema = plan.validator === null ? undefined : valueAt(schemas, plan.validator);
    return example ? exampleValue(tree, example) : sampleOf(schema ?? { type: 'string' }, schemas, 'request');
  });
  return { values, body: sampleBody(body, positive, schemas) };
}

function sampleBody(
  { plan, examples }: CompiledBody,
  positive: ReadonlySet<string>,
  schemas: JsonObject,
): SampleRequestPlan['body'] {
  const example = examples.find(({ name }) => positive.has(name));
  if (example) return { mediaType: example.mediaType, value: example.value };
  const [media] = plan?.content ?? [];
  if (!media) return null;
  const schema = media.validator === null ? undefined : valueAt(schemas, media.validator);
  const value = sampleOf(schema, schemas, 'request');
  const isPlain = media.coding.by === 'xml' && media.coding.shapes === null && typeof value !== 'object';
  // Any document will do, but no text that is none.
  return { mediaType: media.mediaType, value: isPlain && !parseXml(String(value), 1) ? '<root/>' : value };
}
