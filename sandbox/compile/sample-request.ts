import type { Json, JsonObject } from '../notation/json.ts';
import { valueAt } from '../notation/json-pointer.ts';
import { parseXml } from '../notation/xml.ts';
import type { SampleRequestPlan } from '../plan.ts';
import type { Tree } from '../read/tree.ts';
import { sampleOf } from '../samples/value.ts';
import type { CompiledBody } from './body.ts';
import { isNegativeName } from './example-names.ts';
import { parameterValue } from './examples.ts';
import type { CompiledParameter } from './parameters.ts';
import { soundSample } from './sound-sample.ts';
import type { SchemaCompiler } from './validators.ts';

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
  compile: SchemaCompiler,
): SampleRequestPlan {
  const made = (place: string) =>
    soundSample(sampleOf(valueAt(schemas, place), schemas, 'request'), place, schemas, compile);
  const values = parameters.map(({ plan, examples }) => {
    const [example] = examples.filter(({ name }) => !isNegativeName(name));
    if (example) return parameterValue(tree, example, plan.coding);
    return plan.validator === null ? 'string' : made(plan.validator);
  });
  return { values, body: sampleBody(body, positive, made) };
}

function sampleBody(
  { plan, examples }: CompiledBody,
  positive: ReadonlySet<string>,
  made: (place: string) => Json,
): SampleRequestPlan['body'] {
  const example = examples.find(({ name }) => positive.has(name));
  if (example) return { mediaType: example.mediaType, value: example.value };
  const [media] = plan?.content ?? [];
  if (!media) return null;
  const value = media.validator === null ? null : made(media.validator);
  const isPlain = media.coding.by === 'xml' && media.coding.shapes === null && typeof value !== 'object';
  // Any document will do, but no text that is none.
  return { mediaType: media.mediaType, value: isPlain && !parseXml(String(value), 1) ? '<root/>' : value };
}
