import type { ParameterPlan } from '../../plan.ts';
import { readParameter, writeParameter } from '../../serialization/single-parameter.ts';
import { parseJson, type Written } from '../../syntax/digits.ts';
import { equal, isArray, isObject, type Json } from '../../syntax/json.ts';

/**
 * Returns the values that an example of a parameter may mean, serialized as a client does and read as a server does.
 * First the value that is read when the example is sent unchanged: `'2'` is the integer 2, and in the style `form` `'a,b'`
 * is two items unless it is exploded. Then the other meanings of its text: a list with commas, `a=1&a=2` with the name, or
 * JSON.
 *
 * Empty if the example is not sent: null, an empty array, an empty string for another type (RFC 6570, section 2.3).
 */
export function readingsOf(parameter: ParameterPlan, example: Written): readonly Written[] {
  if (isAbsent(parameter, example.value)) return [];
  const texts = serializationsOf(parameter, example);
  if (texts[0] === '') return [];
  const read = texts.map((text) => readParameter(parameter, text)).filter((value) => value !== undefined);
  // An example that no server can read is reported as the document writes it.
  const readings = read.length > 0 ? read : [example];
  return readings.filter(({ value }, index) => readings.findIndex((other) => equal(other.value, value)) === index);
}

function isAbsent({ format }: ParameterPlan, example: Json): boolean {
  if (example !== null && example !== '') return false;
  if (format.by !== 'style') return format.by === 'deep';
  const type = example === null ? 'null' : 'string';
  return format.shape.kind !== 'primitive' || !format.shape.types.includes(type);
}

/** Returns the serializations that an example may mean, the most literal first. */
function serializationsOf(parameter: ParameterPlan, written: Written): readonly string[] {
  const { format } = parameter;
  const { value: example } = written;
  const asData = writeParameter(parameter, written);
  if (typeof example !== 'string') {
    // A parameter of a primitive type may show several values as an array, which is sent with commas.
    const isPrimitive = format.by === 'style' && format.shape.kind === 'primitive';
    return isPrimitive && isArray(example) && example.length > 0
      ? [asData, writeParameter(parameter, { value: example.join(',') })]
      : [asData];
  }
  const asSerialized = isSerialized(parameter, example)
    ? [restoreDelimiters(parameter.in === 'path' ? encodeURIComponent(example) : example)]
    : [];
  if (format.by === 'style' && format.shape.kind === 'primitive') return [...asSerialized, asData];
  const structure = parseStructure(example);
  const asJson = structure === undefined ? [] : [writeParameter(parameter, structure)];
  if (format.by === 'json') return [...asJson, asData];
  if (format.by === 'querystring') return [example, ...asJson, asData];
  const items = splitItems(example).map((list) => writeParameter(parameter, { value: list }));
  const asText = format.by === 'deep' ? [] : [restoreDelimiters(asData)];
  return [...asSerialized, ...asText, ...asJson, ...items];
}

/** Whether a text is the serialized parameter already: it begins with the parameter's name or the prefix of its style. */
function isSerialized({ in: location, name, format }: ParameterPlan, text: string): boolean {
  if (format.by === 'style' && format.style === 'matrix') return text.startsWith(';');
  if (format.by === 'style' && /label/i.test(format.style)) return text.startsWith('.');
  if (location !== 'query' || format.by === 'json' || format.by === 'querystring') return false;
  const isPrimitive = format.by === 'style' && format.shape.kind === 'primitive';
  const hasPropertyNames = format.by === 'style' && format.shape.kind === 'object' && format.explode;
  return (
    !isPrimitive && (hasPropertyNames ? text.includes('=') : text.startsWith(`${name}=`) || text.startsWith(`${name}[`))
  );
}

/** Restores delimiters that were percent-encoded: an example that is a string may write a list with them. */
function restoreDelimiters(text: string): string {
  return text.replace(/%(2C|7C|3B|3D)/gi, (encoded) => decodeURIComponent(encoded));
}

/** Splits a text by each delimiter of a parameter style. */
function splitItems(text: string): readonly (readonly string[])[] {
  return [',', '|', ' '].map((delimiter) => text.split(delimiter).map((item) => item.trim()));
}

/** Parses a text as a JSON array or object; undefined if it is neither. */
function parseStructure(text: string): Written | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    const read = parseJson(text);
    return isArray(read.value) || isObject(read.value) ? read : undefined;
  } catch {
    return undefined;
  }
}
