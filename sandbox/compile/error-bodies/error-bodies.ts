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
 * Compiles how the body of an error response is built from faults: in the error format of its first example that has
 * one, or, without examples, of its schema or media type. Null if it has no error format.
 */
export function errorBodyOf(key: string, media: readonly ResponseMedia[], bundle: SchemaBundle): ErrorBodyPlan | null {
  if (/^[123]/.test(key)) return null;
  for (const one of media) {
    const { mediaType, schemaPointer } = one;
    const errorFormat = errorFormatIn(one, bundle.document);
    if (errorFormat) return { ...errorFormat, mediaType, schemaPointer, missing: [] };
  }
  return null;
}

/** An error format with a documented body in it. */
export type DocumentedErrorFormat = Pick<ErrorBodyPlan, 'format' | 'template' | 'places'>;

/** Returns the error format of a media type's examples; without examples, that of its schema, else of its name. */
export function errorFormatIn(
  { mediaType, schemaPointer, examples }: ResponseMedia,
  document: JsonObject,
): DocumentedErrorFormat | undefined {
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

/** Returns the style in which the examples of a format write the locations of errors. */
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
 * Returns the format in which an API reports errors outside of its operations, such as an unknown path: that of an
 * example of a 404, else of any 4xx, else of a 4xx media type, else problem details.
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

/** Problems of these examples are reported when their operation is planned. */
function ignore(): void {}
