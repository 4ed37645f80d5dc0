/** What a field may hold, as the tables write it (below). */
export type FieldType =
  | { readonly is: 'text' | 'flag' | 'number' | 'any' }
  /** An object of OpenAPI; `reference`: a Reference Object may stand for it. */
  | { readonly is: 'object'; readonly name: string; readonly reference: boolean }
  | { readonly is: 'list' | 'map'; readonly of: FieldType }
  | { readonly is: 'either'; readonly of: readonly FieldType[] };

export interface Field {
  readonly type: FieldType;
  readonly required: boolean;
}

export interface ObjectType {
  /** The fixed fields, by name. */
  readonly fields: ReadonlyMap<string, Field>;
  /** What all other fields hold; null: there may be no others. */
  readonly others: FieldType | null;
}

/** The objects of a version of OpenAPI, by name. */
export type ObjectTypes = ReadonlyMap<string, ObjectType>;

/**
 * A table of objects and their fields. A field holds `text`, `flag`, `number` or `any`; an object by its name, `Name@`
 * where a reference may stand for it; `[Name]` a list, `{Name}` a map, `one|other` either. `!` after it: required.
 * The field `*` is for all names that are not listed.
 */
export type ObjectTable = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Reads a table. */
export function objectTypesOf(table: ObjectTable): ObjectTypes {
  return new Map(
    Object.entries(table).map(([name, written]) => {
      const fields = Object.entries(written).map(([field, text]) => [field, fieldOf(text)] as const);
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
  if (text === 'text' || text === 'flag' || text === 'number' || text === 'any') return { is: text };
  return { is: 'object', name: text.replace('@', ''), reference: text.endsWith('@') };
}
