import { isArray, isObject, type Json, type JsonObject } from '../notation/json.ts';
import { valueAt } from '../notation/json-pointer.ts';
import { percentEncode } from '../notation/percent.ts';
import type { ParameterPlan, SampleRequestPlan } from '../plan.ts';
import type { Tree } from '../read/tree.ts';
import type { CompiledBody } from './body.ts';
import { examplesOf, exampleValue } from './examples.ts';
import type { CompiledParameter } from './parameters.ts';
import { sampleOf } from './sample.ts';

/**
 * A request that an operation should accept: required parameters and the body, by the document's examples, else by the
 * schemas. Nobody has tried it yet.
 *
 * @param positive names of the request examples that are not meant to be wrong
 */
export function sampleRequest(
  tree: Tree,
  path: string,
  parameters: readonly CompiledParameter[],
  body: CompiledBody,
  positive: ReadonlySet<string>,
  schemas: JsonObject,
): SampleRequestPlan {
  const queries: string[] = [];
  const headers: Record<string, string> = {};
  const cookies: string[] = [];
  let filled = path;
  for (const { plan, node } of parameters) {
    if (!plan.required) continue;
    const [example] = examplesOf(tree, node);
    const schema = plan.validator === null ? undefined : valueAt(schemas, plan.validator);
    const value = example ? exampleValue(tree, example) : sampleOf(schema ?? { type: 'string' }, schemas, 'request');
    const text = encodeParameter(plan, value);
    if (plan.in === 'path') filled = filled.replace(`{${plan.name}}`, text);
    else if (plan.in === 'query') queries.push(text);
    else if (plan.in === 'cookie') cookies.push(text);
    else headers[plan.name] = text;
  }
  if (cookies.length > 0) headers['Cookie'] = cookies.join('; ');
  return { path: filled, query: queries.join('&'), headers, body: sampleBody(body, positive, schemas) };
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
  return { mediaType: media.mediaType, value: sampleOf(schema, schemas, 'request') };
}

/** A parameter in its style, percent-encoded, with its name where the style has one (OpenAPI 3.1.1, 4.8.12.3). */
function encodeParameter({ name, in: place, coding }: ParameterPlan, value: Json): string {
  const encode = place === 'header' ? (text: string) => text : percentEncode;
  const named = (text: string) => `${encode(name)}=${text}`;
  const scalar = (item: Json) => encode(typeof item === 'string' ? item : JSON.stringify(item));
  if (coding.by === 'json') {
    const text = encode(JSON.stringify(value));
    return place === 'query' || place === 'cookie' ? named(text) : text;
  }
  const { style, explode } = coding;
  const pairs = isObject(value) ? Object.entries(value).map(([key, item]) => [encode(key), scalar(item)] as const) : [];
  if (style === 'deepObject')
    return pairs.map(([key, text]) => `${encode(`${name}[`)}${key}${encode(']')}=${text}`).join('&');
  const items = isArray(value)
    ? value.map(scalar)
    : isObject(value)
      ? pairs.flatMap(([key, text]) => (explode ? [`${key}=${text}`] : [key, text]))
      : [scalar(value)];
  switch (style) {
    case 'simple':
      return items.join(',');
    case 'label':
      return `.${items.join(explode ? '.' : ',')}`;
    case 'matrix':
      if (!explode) return `;${named(items.join(','))}`;
      return (isObject(value) ? items : items.map(named)).map((item) => `;${item}`).join('');
    case 'spaceDelimited':
      return explode ? items.map(named).join('&') : named(items.join('%20'));
    case 'pipeDelimited':
      return explode ? items.map(named).join('&') : named(items.join('%7C'));
    case 'form':
      if (!explode) return named(items.join(','));
      return (isObject(value) ? items : items.map(named)).join('&');
  }
}
