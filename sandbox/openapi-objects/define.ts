/** What a field may hold, as the tables write it (below). */
export type Shape =
  | { readonly is: 'text' | 'flag' | 'number' | 'any' }
  /** An object of OpenAPI; `reference`: a Reference Object may stand for it. */
  | { readonly is: 'object'; readonly name: string; readonly reference: boolean }
  | { readonly is: 'list' | 'map'; readonly of: Shape }
  | { readonly is: 'either'; readonly of: readonly Shape[] };

export interface Field {
  readonly shape: Shape;
  readonly required: boolean;
}

export interface ObjectType {
  /** The fixed fields, by name. */
  readonly fields: ReadonlyMap<string, Field>;
  /** What all other fields hold; null: there may be no others. */
  readonly others: Shape | null;
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
      const others = fields.find(([field]) => field === '*')?.[1].shape ?? null;
      return [name, { fields: new Map(fields.filter(([field]) => field !== '*')), others }];
    }),
  );
}

function fieldOf(text: string): Field {
  const required = text.endsWith('!');
  return { shape: shapeOf(required ? text.slice(0, -1) : text), required };
}

function shapeOf(text: string): Shape {
  if (text.startsWith('[')) return { is: 'list', of: shapeOf(text.slice(1, -1)) };
  if (text.startsWith('{')) return { is: 'map', of: shapeOf(text.slice(1, -1)) };
  if (text.includes('|')) return { is: 'either', of: text.split('|').map(shapeOf) };
  if (text === 'text' || text === 'flag' || text === 'number' || text === 'any') return { is: text };
  return { is: 'object', name: text.replace('@', ''), reference: text.endsWith('@') };
}
