import { childOf, type Node } from '../read/tree.ts';
import { isArray, isObject, type Json, type JsonObject, property, text } from '../syntax/json.ts';
import { type Conversion, schemaAt } from './context.ts';
import { convertSchemaObject } from './schema.ts';

/** Fields of a parameter or header that are schema keywords in 3.0. */
const schemaFields: ReadonlySet<string> = new Set(
  ['type', 'format', 'items', 'default', 'enum', 'multipleOf', 'pattern', 'uniqueItems', 'x-nullable'].concat(
    ['maximum', 'exclusiveMaximum', 'minimum', 'exclusiveMinimum'],
    ['maxLength', 'minLength', 'maxItems', 'minItems'],
  ),
);

/** All fields of a parameter or header that `valueSchemaOf` converts. */
export const schemaBearingFields: readonly string[] = [...schemaFields, 'schema', 'collectionFormat'];

/** The schema of a parameter or header, and the serialization of its lists. */
export interface ValueSchema {
  readonly schema: Json;
  /** `style` and `explode`; empty unless the value is a list. */
  readonly style: JsonObject;
  /** Converts an example from its written form to a value of the schema. */
  readonly readExample: (example: Json) => Json;
}

/** The locations that share list styles: query and form, or path and header. */
export type StyleFamily = 'form' | 'simple';

/**
 * Returns the schema of a parameter or header, and the style equivalent to its `collectionFormat` (OpenAPI 2.0,
 * Parameter Object and Header Object).
 */
export function valueSchemaOf(conversion: Conversion, node: Node, family: StyleFamily): ValueSchema {
  const { record, refer, report } = conversion;
  const type = text(node.value, 'type');
  const writtenSchema = childOf(node, 'schema');
  // Some documents already use `schema` as in 3.0.
  if (writtenSchema && type === undefined)
    return { schema: schemaAt(conversion, writtenSchema), style: {}, readExample: unchanged };
  if (type === undefined) report(node, 'This has no `type`, so any value is taken.');
  if (type === 'file' && text(node.value, 'in') !== 'formData') {
    report(node, 'Only a parameter in formData can be a file.');
  }
  const fields = isObject(node.value) ? Object.entries(node.value).filter(([key]) => schemaFields.has(key)) : [];
  const schema = convertSchemaObject(Object.fromEntries(fields), (reference) => refer(reference, node));
  if (type === 'array') return listSchema(conversion, node, family, schema);
  return { schema: record(schema, node), style: {}, readExample: (example) => coerceExample(example, node.value) };
}

/** Converts a list (OpenAPI 2.0, Items Object). One without an equivalent style in 3.0 becomes a string. */
function listSchema({ record, report }: Conversion, node: Node, family: StyleFamily, schema: JsonObject): ValueSchema {
  const format = collectionFormatOf(report, node, family);
  const style = styles[family].get(format);
  if (!style) {
    report(node, 'A list in this collectionFormat is taken for one text, and its items are not checked.');
    const readExample = (example: Json) => (isArray(example) ? example.join(delimiters[format]) : example);
    return { schema: record({ type: 'string' }, node), style: {}, readExample };
  }
  const readExample = (example: Json) => coerceExample(example, node.value);
  const items = childOf(node, 'items');
  if (!items || text(items.value, 'type') !== 'array') return { schema: record(schema, node), style, readExample };
  report(items, 'A list in a list is taken for one text, and its items are not checked.');
  return { schema: record({ ...schema, items: {} }, node), style, readExample };
}

function unchanged(example: Json): Json {
  return example;
}

type CollectionFormat = 'csv' | 'ssv' | 'tsv' | 'pipes' | 'multi';

const delimiters: Readonly<Record<CollectionFormat, string>> = {
  csv: ',',
  ssv: ' ',
  tsv: '\t',
  pipes: '|',
  multi: ',',
};

const styles: Readonly<Record<StyleFamily, ReadonlyMap<CollectionFormat, JsonObject>>> = {
  form: new Map<CollectionFormat, JsonObject>([
    ['csv', { style: 'form', explode: false }],
    ['ssv', { style: 'spaceDelimited', explode: false }],
    ['pipes', { style: 'pipeDelimited', explode: false }],
    ['multi', { style: 'form', explode: true }],
  ]),
  simple: new Map<CollectionFormat, JsonObject>([['csv', { style: 'simple', explode: false }]]),
};

function isCollectionFormat(format: string | undefined): format is CollectionFormat {
  return format !== undefined && Object.hasOwn(delimiters, format);
}

/** Returns the `collectionFormat`; `csv` if it is absent or not allowed here. */
function collectionFormatOf(report: Conversion['report'], node: Node, family: StyleFamily): CollectionFormat {
  const written = childOf(node, 'collectionFormat');
  if (!written) return 'csv';
  const format = text(node.value, 'collectionFormat');
  if (isCollectionFormat(format) && (family === 'form' || format !== 'multi')) return format;
  const allowed = family === 'form' ? 'csv, ssv, tsv, pipes or multi' : 'csv, ssv, tsv or pipes';
  report(written, `collectionFormat must be ${allowed} here; it is taken for csv.`);
  return 'csv';
}

/** Converts an example to its documented type, since tools write numbers, booleans and lists as strings. */
function coerceExample(value: Json, parameter: Json): Json {
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
      return value
        .split(delimiters[isCollectionFormat(format) ? format : 'csv'])
        .map((item) => coerceExample(item, items));
    }
    default:
      return value;
  }
}
