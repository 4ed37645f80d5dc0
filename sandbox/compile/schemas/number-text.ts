import { childOf, type Node, scalarText } from '../../read/tree.ts';
import { isArray, isObject, type Json } from '../../syntax/json.ts';

/**
 * Turns the enumeration, constant, default and examples of a string schema into strings as the document writes them: YAML
 * reads an unquoted `1.10` as a number, which no string can equal.
 *
 * @param schema the normalised schema of the node
 */
export function withTextsAsWritten(node: Node, schema: Json): Json {
  if (!isObject(schema) || !isStringType(schema['type'])) return schema;
  const changed = ['enum', 'const', 'default', 'examples'].flatMap((keyword): readonly (readonly [string, Json])[] => {
    const value = schema[keyword];
    const stated = childOf(node, keyword) ?? (keyword === 'examples' ? childOf(node, 'example') : undefined);
    if (value === undefined || !stated) return [];
    if (!isArray(value)) return [[keyword, asText(stated, value)]];
    return [[keyword, value.map((item, index) => asText(childOf(stated, String(index)) ?? stated, item))]];
  });
  return changed.length === 0 ? schema : { ...schema, ...Object.fromEntries(changed) };
}

function isStringType(type: Json | undefined): boolean {
  const types = isArray(type) ? type.filter((one) => one !== 'null') : [type];
  return types.length > 0 && types.every((one) => one === 'string');
}

function asText(node: Node, value: Json): Json {
  return typeof value === 'number' || typeof value === 'boolean' ? (scalarText(node) ?? value) : value;
}
