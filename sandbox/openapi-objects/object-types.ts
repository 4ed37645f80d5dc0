/** The type of a field. */
export type FieldType =
  | { readonly is: 'string' | 'boolean' | 'number' | 'any' }
  /** An OpenAPI object; `reference`: a Reference Object may replace it. */
  | { readonly is: 'object'; readonly name: string; readonly reference: boolean }
  | { readonly is: 'list' | 'map'; readonly of: FieldType }
  | { readonly is: 'either'; readonly of: readonly FieldType[] };

/** A field of an object. */
export interface Field {
  readonly type: FieldType;
  readonly required: boolean;
}

/** An OpenAPI object. */
export interface ObjectType {
  /** The fixed fields by name. */
  readonly fields: ReadonlyMap<string, Field>;
  /** The type of fields with patterned names; null if there are none. */
  readonly others: FieldType | null;
}

/** The objects of an OpenAPI version, by name. */
export type ObjectTypes = ReadonlyMap<string, ObjectType>;

/**
 * The notation for objects and their fields. A type is `string`, `boolean`, `number`, `any` or the name of an object.
 * `Name@` allows a reference in its place, `[Name]` is a list, `{Name}` a map, `one|other` either; a final `!` marks a
 * required field. The field `*` types all names that are not listed.
 */
export type ObjectTable = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Parses a table. */
export function objectTypesOf(table: ObjectTable): ObjectTypes {
  return new Map(
    Object.entries(table).map(([name, fieldTypes]) => {
      const fields = Object.entries(fieldTypes).map(([field, text]) => [field, fieldOf(text)] as const);
      const others = fields.find(([field]) => field === '*')?.[1].type ?? null;
      return [name, { fields: new Map(fields.filter(([field]) => field !== '*')), others }];
    }),
  );
}

function fieldOf(text: string): Field {
  const required = text.endsWith('!');
  return { type: fieldTypeOf(required ? text.slice(0, -1) : text), required };
}

function fieldTypeOf(text: string): FieldType {
  if (text.startsWith('[')) return { is: 'list', of: fieldTypeOf(text.slice(1, -1)) };
  if (text.startsWith('{')) return { is: 'map', of: fieldTypeOf(text.slice(1, -1)) };
  if (text.includes('|')) return { is: 'either', of: text.split('|').map(fieldTypeOf) };
  if (text === 'string' || text === 'boolean' || text === 'number' || text === 'any') return { is: text };
  return { is: 'object', name: text.replace('@', ''), reference: text.endsWith('@') };
}
