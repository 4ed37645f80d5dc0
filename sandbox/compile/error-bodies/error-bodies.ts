import { errorFormats, formatOf, formatOfMediaType } from '../../errors/index.ts';
import { locationStyleOf } from '../../errors/location-style.ts';
import type { ErrorBodyPlan, ErrorFormatName, LocationStyle, RefusalPlan } from '../../plan.ts';
import type { Node, Tree } from '../../read/tree.ts';
import type { JsonObject } from '../../syntax/json.ts';
import { valueAt } from '../../syntax/json-pointer.ts';
import { isJsonType, parseMediaType } from '../../syntax/media-type.ts';
import { sampleOf } from '../../values/sample.ts';
import { valuedBodyExamplesOf } from '../examples/body-examples.ts';
import { contentOf, exampleValue, responsesOf } from '../examples/examples.ts';
import type { ResponseMedia } from '../examples/response-media.ts';
import type { SchemaBundle } from '../schemas/library.ts';

/**
 * How a response's body is built for faults: in the error format of its first example that has one; of a response
 * without examples, the one that its schema describes or its media type names. Null when it has none.
 */
export function errorBodyOf(key: string, media: readonly ResponseMedia[], bundle: SchemaBundle): ErrorBodyPlan | null {
  if (/^[123]/.test(key)) return null;
  for (const one of media) {
    const { mediaType, schemaPointer } = one;
    const found = errorFormatIn(one, bundle.document);
    if (found) return { ...found, mediaType, schemaPointer, missing: [] };
  }
  return null;
}

/** An error format, and a documented body of it. */
export type ErrorFormatFound = Pick<ErrorBodyPlan, 'format' | 'template' | 'places'>;

/** The error format of a media type: that of its examples, else the one that its schema describes or its name says. */
export function errorFormatIn(
  { mediaType, schemaPointer, examples }: ResponseMedia,
  document: JsonObject,
): ErrorFormatFound | undefined {
  const { essence } = parseMediaType(mediaType);
  if (!isJsonType(essence)) return undefined;
  for (const { value } of examples) {
    const format = formatOf(value);
    if (format) return { format, template: value, places: placesIn(examples, format) };
  }
  if (examples.length > 0) return undefined;
  const sample = schemaPointer === null ? undefined : sampleOf(valueAt(document, schemaPointer), document, 'response');
  const format = (sample === undefined ? undefined : formatOf(sample)) ?? formatOfMediaType(essence);
  return format && { format, template: null, places: null };
}

/** How those examples that are in a format say where something is wrong. */
function placesIn(examples: ResponseMedia['examples'], name: ErrorFormatName): LocationStyle | null {
  const format = errorFormats[name];
  const bodies = examples.map(({ value }) => value).filter((body) => format.recognises(body));
  return locationStyleOf(
    bodies,
    bodies.flatMap((body) => format.statements(body)),
    name === 'problem-details',
  );
}

/**
 * In which format an API tells what concerns no operation, such as an unknown path: that of its first error response
 * that has one, by example or media type; problem details if none has.
 */
export function refusalOf(tree: Tree, operations: readonly Node[]): RefusalPlan {
  let byMediaType: ErrorFormatName | undefined;
  let byExample: RefusalPlan | undefined;
  for (const operation of operations) {
    for (const { key, node } of responsesOf(tree, operation)) {
      if (!key.startsWith('4')) continue;
      for (const [mediaType, media] of contentOf(tree, key, node)) {
        byMediaType ??= formatOfMediaType(parseMediaType(mediaType).essence);
        if (byExample && key !== '404') continue;
        const [example] = valuedBodyExamplesOf(tree, media, mediaType, ignore);
        const body = example ? exampleValue(tree, example, mediaType) : null;
        const format = formatOf(body);
        if (!format) continue;
        byExample = { format, mediaType, template: { body, status: Number(key.replace('XX', '00')) } };
        if (key === '404') return byExample;
      }
    }
  }
  return byExample ?? { format: byMediaType ?? 'problem-details', mediaType: null, template: null };
}

/** Its problems are told where its operation is planned. */
function ignore(): void {}
