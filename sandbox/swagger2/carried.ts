import { childOf, type Node } from '../read/tree.ts';
import { isArray, isObject, type Json, type JsonObject, property, text } from '../syntax/json.ts';
import { type Conversion, schemaAt } from './conversion.ts';
import { convertSchemaObject } from './schema.ts';

/** Fields that say of a parameter or header what a schema says of a value. */
const schemaFields: ReadonlySet<string> = new Set(
  ['type', 'format', 'items', 'default', 'enum', 'multipleOf', 'pattern', 'uniqueItems', 'x-nullable'].concat(
    ['maximum', 'exclusiveMaximum', 'minimum', 'exclusiveMinimum'],
    ['maxLength', 'minLength', 'maxItems', 'minItems'],
  ),
);

/** Fields of a parameter or header that `carriedBy` takes up. */
export const carriedFields: readonly string[] = [...schemaFields, 'schema', 'collectionFormat'];

/** What a parameter or header carries, and how a list is put into a text. */
export interface Carried {
  readonly schema: Json;
  /** `style` and `explode`, of lists. */
  readonly style: JsonObject;
  /** What an example of it means, as it was written. */
  readonly read: (example: Json) => Json;
}

/** Where lists are put into texts alike: queries and forms, or paths and headers. */
export type Family = 'form' | 'simple';

/**
 * The schema of a parameter or header, and the style that means what its `collectionFormat` does (OpenAPI 2.0, Parameter
 * Object and Header Object).
 */
export function carriedBy(conversion: Conversion, node: Node, family: Family): Carried {
  const { made, refer, report } = conversion;
  const type = text(node.value, 'type');
  const written = childOf(node, 'schema');
  // Some write it as in 3.0.
  if (written && type === undefined) return { schema: schemaAt(conversion, written), style: {}, read: asItIs };
  if (type === undefined) report(node, 'This has no `type`, so any value is taken.');
  if (type === 'file' && text(node.value, 'in') !== 'formData') {
    report(node, 'Only a parameter in formData can be a file.');
  }
  const fields = isObject(node.value) ? Object.entries(node.value).filter(([key]) => schemaFields.has(key)) : [];
  const schema = convertSchemaObject(Object.fromEntries(fields), (reference) => refer(reference, node));
  if (type === 'array') return carriedList(conversion, node, family, schema);
  return { schema: made(schema, node), style: {}, read: (example) => typed(example, node.value) };
}

/** A list (OpenAPI 2.0, Items Object). One for which 3.0 has no style is taken for one text. */
function carriedList({ made, report }: Conversion, node: Node, family: Family, schema: JsonObject): Carried {
  const format = formatOf(report, node, family);
  const style = styles[family].get(format);
  if (!style) {
    report(node, 'A list in this collectionFormat is taken for one text, and its items are not checked.');
    const read = (example: Json) => (isArray(example) ? example.join(delimiters[format]) : example);
    return { schema: made({ type: 'string' }, node), style: {}, read };
  }
  const read = (example: Json) => typed(example, node.value);
  const items = childOf(node, 'items');
  if (!items || text(items.value, 'type') !== 'array') return { schema: made(schema, node), style, read };
  report(items, 'A list in a list is taken for one text, and its items are not checked.');
  return { schema: made({ ...schema, items: {} }, node), style, read };
}

function asItIs(example: Json): Json {
  return example;
}

type Format = 'csv' | 'ssv' | 'tsv' | 'pipes' | 'multi';

const delimiters: Readonly<Record<Format, string>> = { csv: ',', ssv: ' ', tsv: '\t', pipes: '|', multi: ',' };

const styles: Readonly<Record<Family, ReadonlyMap<Format, JsonObject>>> = {
  form: new Map<Format, JsonObject>([
    ['csv', { style: 'form', explode: false }],
    ['ssv', { style: 'spaceDelimited', explode: false }],
    ['pipes', { style: 'pipeDelimited', explode: false }],
    ['multi', { style: 'form', explode: true }],
  ]),
  simple: new Map<Format, JsonObject>([['csv', { style: 'simple', explode: false }]]),
};

function isFormat(format: string | undefined): format is Format {
  return format !== undefined && Object.hasOwn(delimiters, format);
}

/** The `collectionFormat`, or `csv` where there is none that is allowed. */
function formatOf(report: Conversion['report'], node: Node, family: Family): Format {
  const written = childOf(node, 'collectionFormat');
  if (!written) return 'csv';
  const format = text(node.value, 'collectionFormat');
  if (isFormat(format) && (family === 'form' || format !== 'multi')) return format;
  const allowed = family === 'form' ? 'csv, ssv, tsv, pipes or multi' : 'csv, ssv, tsv or pipes';
  report(written, `collectionFormat must be ${allowed} here; it is taken for csv.`);
  return 'csv';
}

/** Tools write numbers, flags and lists as texts; the type tells what is meant. */
function typed(value: Json, parameter: Json): Json {
  if (typeof value !== 'string') return value;
  switch (text(parameter, 'type')) {
    case 'integer':
    case 'number':
      return value.trim() !== '' && Number.isFinite(Number(value)) ? Number(value) : value;
    case 'boolean':
      return value === 'true' || value === 'false' ? value === 'true' : value;
    case 'array': {
      const format = text(parameter, 'collectionFormat');
      const items = property(parameter, 'items') ?? null;
      return value.split(delimiters[isFormat(format) ? format : 'csv']).map((item) => typed(item, items));
    }
    default:
      return value;
  }
}
