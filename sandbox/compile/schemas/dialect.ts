import { isArray, isObject, type Json, type JsonObject, property, text } from '../../syntax/json.ts';

/** `3.0` has a Schema Object of its own; from 3.1 on it is JSON Schema 2020-12. */
export type SchemaDialect = '3.0' | '3.1';

/** In requests, `readOnly` properties are never required; in responses, `writeOnly` ones (OpenAPI 3.0.4, 4.7.24.2). */
export type Direction = 'request' | 'response';

/*
 * What OpenAPI says in words of its own, said in those of JSON Schema 2020-12. Each function takes a Schema Object as it
 * was written, and the schema made from it so far.
 */

/** In 3.0 the exclusive limits are flags beside the limits (OpenAPI 3.0.4, 4.7.24). */
export function exclusiveLimits(written: JsonObject, schema: Record<string, Json>): void {
  for (const [flag, limit] of [
    ['exclusiveMinimum', 'minimum'],
    ['exclusiveMaximum', 'maximum'],
  ] as const) {
    const value = schema[limit];
    if (written[flag] !== true || value === undefined) continue;
    schema[flag] = value;
    delete schema[limit];
  }
}

/**
 * `nullable` of 3.0. By the letter it only widens a `type` beside it (OpenAPI 3.0.4, 4.7.24); documents that write it
 * beside `allOf`, or forget null among the `enum`, mean the same, and are taken at their meaning.
 */
export function nullable(schema: Record<string, Json>): Json {
  const { type, enum: values } = schema;
  if (typeof type !== 'string') return { anyOf: [{ type: 'null' }, schema] };
  const widened = { ...schema, type: [type, 'null'] };
  return isArray(values) && !values.includes(null) ? { ...widened, enum: [...values, null] } : widened;
}

/**
 * `oneOf` or `anyOf` with a discriminator becomes a choice by the property's value (OpenAPI 3.1.1, 4.8.25): a body is
 * checked against the schema that it claims to be, and its faults are told from there.
 *
 * @param addressOf where a reference leads in the end, so that two spellings of one place are the same
 * @param constantsAt the values that the schema at a reference allows for a property; none: any
 */
export function chooseByDiscriminator(
  written: JsonObject,
  schema: Record<string, Json>,
  addressOf: (reference: string) => string | undefined,
  constantsAt: (reference: string, property: string) => readonly string[],
): void {
  const name = text(written['discriminator'], 'propertyName');
  const keyword = 'oneOf' in schema ? 'oneOf' : 'anyOf';
  const branches = schema[keyword];
  const references = written[keyword];
  if (name === undefined || !isArray(branches) || !isArray(references)) return;
  const mapping = property(written['discriminator'], 'mapping');
  const byValue = new Map<string, Json>();
  for (const [index, branch] of branches.entries()) {
    const reference = text(references[index], '$ref');
    if (reference === undefined) return;
    const values = valuesFor(reference, mapping, addressOf);
    const constants = constantsAt(reference, name);
    // Where the branch refuses all of these, it is meant by those that it allows.
    const isPossible = constants.length === 0 || values.some((value) => constants.includes(value));
    for (const value of isPossible ? values : constants) byValue.set(value, branch);
  }
  const saying = (values: Json): Json => ({ type: 'object', properties: { [name]: values }, required: [name] });
  // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema
  const named = [...byValue].map(([value, branch]): Json => ({ if: saying({ const: value }), then: branch }));
  const known = { enum: [...byValue.keys()] };
  const other = branches[defaultBranch(written, references, addressOf)];
  const choice: Json =
    other === undefined
      ? { type: 'object', required: [name], properties: { [name]: known }, allOf: named }
      : { type: 'object', allOf: [...named, { if: saying(known), else: other }] };
  delete schema[keyword];
  schema['allOf'] = [...(isArray(schema['allOf']) ? schema['allOf'] : []), choice];
}

/**
 * Which branch counts where the property is absent or says what no branch is known by; -1: none (OpenAPI 3.2,
 * Discriminator Object, `defaultMapping`).
 */
function defaultBranch(
  written: JsonObject,
  references: readonly Json[],
  addressOf: (reference: string) => string | undefined,
): number {
  const target = text(written['discriminator'], 'defaultMapping');
  if (target === undefined) return -1;
  return references.findIndex((branch) => {
    const reference = text(branch, '$ref') ?? '';
    return (
      target === lastName(reference) || target === reference || isSameSchema(target, addressOf(reference), addressOf)
    );
  });
}

/** Whether a mapping that looks like a reference leads to an address. */
function isSameSchema(
  target: Json,
  address: string | undefined,
  addressOf: (reference: string) => string | undefined,
): boolean {
  // What leads nowhere is the same as nothing, not even as what else leads nowhere.
  return address !== undefined && typeof target === 'string' && /[/#.]/.test(target) && addressOf(target) === address;
}

/** The values that mean a schema: those mapped to it, by name or by reference, and its name, unless that is mapped itself. */
function valuesFor(
  reference: string,
  mapping: Json | undefined,
  addressOf: (reference: string) => string | undefined,
): readonly string[] {
  const name = lastName(reference);
  const address = addressOf(reference);
  const mapped = Object.entries(isObject(mapping) ? mapping : {}).filter(([, target]) => {
    return target === reference || target === name || isSameSchema(target, address, addressOf);
  });
  const isTaken = isObject(mapping) && Object.hasOwn(mapping, name);
  return [...mapped.map(([value]) => value), ...(isTaken ? [] : [name])];
}

/** The name that a reference ends in: of a component, or of a file without its ending. */
export function lastName(reference: string): string {
  const last = reference.split(/[/#]/).filter(Boolean).at(-1) ?? reference;
  return last.replace(/\.(ya?ml|json)$/i, '');
}
