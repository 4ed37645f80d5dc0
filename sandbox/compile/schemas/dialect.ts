import { isArray, isObject, type Json, type JsonObject, property, text } from '../../syntax/json.ts';

/** The Schema Object of OpenAPI 3.0, or JSON Schema 2020-12, which 3.1 and later use. */
export type SchemaDialect = '3.0' | '3.1';

/** In requests, `readOnly` properties are never required; in responses, `writeOnly` ones (OpenAPI 3.0.4, 4.7.24.2). */
export type Direction = 'request' | 'response';

/*
 * Translations of OpenAPI's own keywords to JSON Schema 2020-12. `written` is the Schema Object in the document, `schema`
 * the partial result, which is changed in place.
 */

/** Translates the exclusive limits of 3.0, which are flags beside the limits (OpenAPI 3.0.4, 4.7.24). */
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
 * Translates `nullable` of 3.0. The specification lets it extend only a `type` beside it (OpenAPI 3.0.4, 4.7.24), but many
 * documents write it beside `allOf` or omit null from `enum`, and mean that null is allowed.
 */
export function nullable(schema: Record<string, Json>): Json {
  const { type, enum: values } = schema;
  if (typeof type !== 'string') return { anyOf: [{ type: 'null' }, schema] };
  const widened = { ...schema, type: [type, 'null'] };
  return isArray(values) && !values.includes(null) ? { ...widened, enum: [...values, null] } : widened;
}

/**
 * Translates `oneOf` or `anyOf` with a discriminator to a choice by the property's value (OpenAPI 3.1.1, 4.8.25), so that
 * a body is validated against the schema that it names, with the violations of that schema.
 *
 * @param addressOf resolves a reference to the address of its target, so that different spellings are equal
 * @param constantsAt returns the values that the schema at a reference allows for a property; empty if any
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
    // A branch whose constants exclude its name and mapping is selected by its constants.
    const isPossible = constants.length === 0 || values.some((value) => constants.includes(value));
    for (const value of isPossible ? values : constants) byValue.set(value, branch);
  }
  const having = (values: Json): Json => ({ type: 'object', properties: { [name]: values }, required: [name] });
  // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema
  const named = [...byValue].map(([value, branch]): Json => ({ if: having({ const: value }), then: branch }));
  const known = { enum: [...byValue.keys()] };
  const other = branches[defaultBranch(written, references, addressOf)];
  const choice: Json =
    other === undefined
      ? { type: 'object', required: [name], properties: { [name]: known }, allOf: named }
      : { type: 'object', allOf: [...named, { if: having(known), else: other }] };
  delete schema[keyword];
  schema['allOf'] = [...(isArray(schema['allOf']) ? schema['allOf'] : []), choice];
}

/**
 * Returns the index of the branch for an absent or unknown value of the property; -1 if there is none (OpenAPI 3.2,
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
    return target === lastName(reference) || target === reference || leadsTo(target, addressOf(reference), addressOf);
  });
}

/** Whether the target of a mapping is a reference to an address. */
function leadsTo(
  target: Json,
  address: string | undefined,
  addressOf: (reference: string) => string | undefined,
): boolean {
  // Two references that lead nowhere are not equal.
  return address !== undefined && typeof target === 'string' && /[/#.]/.test(target) && addressOf(target) === address;
}

/** Returns the values that select a schema: those mapped to it, and its name unless that is mapped to another schema. */
function valuesFor(
  reference: string,
  mapping: Json | undefined,
  addressOf: (reference: string) => string | undefined,
): readonly string[] {
  const name = lastName(reference);
  const address = addressOf(reference);
  const mapped = Object.entries(isObject(mapping) ? mapping : {}).filter(([, target]) => {
    return target === reference || target === name || leadsTo(target, address, addressOf);
  });
  const isMapped = isObject(mapping) && Object.hasOwn(mapping, name);
  return [...mapped.map(([value]) => value), ...(isMapped ? [] : [name])];
}

/** Returns the last name in a reference: that of a component, or of a file without its extension. */
export function lastName(reference: string): string {
  const last = reference.split(/[/#]/).filter(Boolean).at(-1) ?? reference;
  return last.replace(/\.(ya?ml|json)$/i, '');
}
