import { isArray, isObject, type Json, type JsonObject } from '../../syntax/json.ts';
import { similarName } from '../../syntax/similar-name.ts';

/** Returns what to write for a keyword's value that cannot be used: a sentence, preceded by a blank; empty if nothing is known. */
export function adviceForKeyword(keyword: string, value: Json, schema: JsonObject): string {
  const advice =
    keyword === 'type' ? typeAdvice(value) : (flagAdvice(keyword, value, schema) ?? listAdvice(keyword, value));
  return advice === undefined ? '' : ` Write ${advice}.`;
}

/** Names of types in languages and databases, with what JSON Schema has for them. */
const types: Readonly<Record<string, string>> = {
  any: 'no type, or a list of types',
  bool: 'type: boolean',
  date: 'type: string, format: date',
  datetime: 'type: string, format: date-time',
  decimal: 'type: number',
  dict: 'type: object',
  double: 'type: number, format: double',
  file: 'type: string, format: binary',
  float: 'type: number, format: float',
  hash: 'type: object',
  int: 'type: integer',
  list: 'type: array',
  long: 'type: integer, format: int64',
  map: 'type: object',
  none: "type: 'null'",
  str: 'type: string',
  text: 'type: string',
  uuid: 'type: string, format: uuid',
};

const names = ['string', 'number', 'integer', 'boolean', 'array', 'object', 'null'];

function typeAdvice(value: Json): string {
  if (value === null) return "type: 'null', in quotes";
  if (isArray(value)) {
    const written = value.map((one) => (one === null ? "'null'" : String(one)));
    return value.includes(null) ? `[${written.join(', ')}], with quotes` : names.join(', ');
  }
  const given = String(value).toLowerCase();
  const parts = given.split(/\s*[|,]\s*/);
  if (parts.length > 1 && parts.every((part) => names.includes(part)))
    return `type: [${parts.map((part) => (part === 'null' ? "'null'" : part)).join(', ')}]`;
  const similar = similarName(names, given);
  return types[given] ?? (similar === undefined ? `one of ${names.join(', ')}` : `type: ${similar}`);
}

function flagAdvice(keyword: string, value: Json, schema: JsonObject): string | undefined {
  const limit = keyword === 'exclusiveMinimum' ? 'minimum' : keyword === 'exclusiveMaximum' ? 'maximum' : undefined;
  if (limit !== undefined && typeof value === 'boolean') {
    const number = schema[limit];
    return typeof number === 'number' ? `${keyword}: ${number}, in place of ${limit}: ${number}` : 'the limit itself';
  }
  if (typeof value !== 'string') return undefined;
  if (/^(true|yes|on|false|no|off)$/i.test(value)) return `${keyword}: ${/^(true|yes|on)$/i.test(value)}`;
  return value !== '' && Number.isFinite(Number(value)) ? `${keyword}: ${value}, without quotes` : undefined;
}

const lists = new Set(['enum', 'required', 'examples']);

function listAdvice(keyword: string, value: Json): string | undefined {
  if (keyword === 'allOf' || keyword === 'anyOf' || keyword === 'oneOf')
    return isObject(value) ? 'a dash before each of its schemas' : undefined;
  if (!lists.has(keyword)) return undefined;
  if (typeof value === 'string') return `${keyword}: [${value.split(/\s*[,|]\s*/).join(', ')}]`;
  if (isArray(value)) return keyword === 'required' ? 'each name once' : undefined;
  return isObject(value)
    ? `its values as a list: ${keyword}: [${Object.values(value).map(shown).join(', ')}]`
    : undefined;
}

/** Returns the value of an example that has a name, or the value itself. */
function shown(value: Json): string {
  const inner = isObject(value) ? (value['value'] ?? '…') : value;
  return typeof inner === 'object' ? '…' : String(inner);
}

/** Returns what to write in place of a value that is no schema; empty if nothing is known. */
export function adviceForSchema(value: Json): string {
  if (isArray(value)) return ' Write one schema, without a dash.';
  if (value === null) return ' Write {} if any value will do.';
  if (typeof value !== 'string') return '';
  if (/^(true|yes|on|false|no|off)$/i.test(value)) return ` Write ${/^(true|yes|on)$/i.test(value)}.`;
  return ` Write ${typeAdvice(value)}.`;
}

/** Formats that are often written for others. */
const formats: Readonly<Record<string, string>> = {
  datetime: 'date-time',
  guid: 'uuid',
  int: 'int32',
  integer: 'int32',
  long: 'int64',
  mail: 'email',
  timestamp: 'date-time',
};

/** Returns the format that was intended by an unknown one; undefined if none is similar. */
export function similarFormat(known: readonly string[], format: string): string | undefined {
  return formats[format.toLowerCase()] ?? similarName(known, format);
}
