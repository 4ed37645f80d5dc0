import { isArray, isObject, type Json, type JsonArray } from '../../syntax/json.ts';

/** The constraints that a schema lacks, including those of the schemas it refers to. */
export interface Loss {
  /** Pointers to the placeholders of dangling references. */
  readonly missing: readonly string[];
  /** Whether one of the placeholders applies to the value itself, so that it might have described any part of it. */
  readonly isInPlace: boolean;
}

/** A position in the sequence of losses. */
export interface Mark {
  readonly count: number;
  readonly missing: number;
  readonly inPlace: number;
}

/**
 * Records the constraints that are left out while schemas are normalised: unusable ones and dangling references. They
 * make a schema accept more, and a `not` around it refuse more, than the document does.
 */
export class Losses {
  #count = 0;
  #inPlace = 0;
  readonly #missing: string[] = [];
  /** The losses of finished schemas, by address. */
  readonly #known = new Map<string, Loss>();

  /** Records a constraint that is left out. */
  note(): void {
    this.#count += 1;
  }

  /** Records a dangling reference by the pointer to its placeholder. */
  noteMissing(pointer: string): void {
    this.#count += 1;
    this.#inPlace += 1;
    this.#missing.push(pointer);
  }

  /** Returns the current position. */
  mark(): Mark {
    return { count: this.#count, missing: this.#missing.length, inPlace: this.#inPlace };
  }

  /** Returns the losses since a mark; undefined if there are none. */
  since(mark: Mark): Loss | undefined {
    if (this.#count === mark.count) return undefined;
    return { missing: [...new Set(this.#missing.slice(mark.missing))], isInPlace: this.#inPlace > mark.inPlace };
  }

  /** Marks the losses since a mark as those of a child value, a property or an item, rather than of the value itself. */
  stepOut(mark: Mark): void {
    this.#inPlace = mark.inPlace;
  }

  /** Keeps the losses of a finished schema since a mark, for references to it. */
  keep(address: string, mark: Mark): void {
    const loss = this.since(mark);
    if (loss) this.#known.set(address, loss);
  }

  /** Records the losses of a finished schema again, for another reference to it. */
  meet(address: string): void {
    const loss = this.#known.get(address);
    if (!loss) return;
    this.#count += 1;
    this.#missing.push(...loss.missing);
    if (loss.isInPlace) this.#inPlace += 1;
  }
}

/** Contravariant keywords: loosening their subschema makes the schema stricter. */
const contravariant = new Set(['not', 'if', 'contains']);

/** Keywords whose result is unknown if one of their subschemas is missing: the missing part is reported for them. */
const reportedAsWhole: readonly string[] = [...contravariant, 'oneOf', 'anyOf'];

/**
 * Loosens a schema that lacks constraints so that it refuses no more than the document does: `oneOf` may match more than
 * one branch, contravariant keywords are removed, and so are `unevaluated*` keywords if a missing schema might have
 * evaluated the values.
 *
 * @param lost losses by keyword, `$ref` among them
 */
export function refuseNoMore(schema: Record<string, Json>, lost: ReadonlyMap<string, Loss>): void {
  if (lost.size === 0) return;
  const missing = reportedAsWhole
    .filter((keyword) => keyword in schema)
    .flatMap((keyword) => lost.get(keyword)?.missing ?? []);
  for (const keyword of contravariant) if (lost.has(keyword)) delete schema[keyword];
  if (schema['oneOf'] !== undefined && lost.has('oneOf')) {
    schema['allOf'] = [...listIn(schema, 'allOf'), { anyOf: schema['oneOf'] }];
    delete schema['oneOf'];
  }
  if ([...lost.values()].some(({ isInPlace }) => isInPlace)) {
    delete schema['unevaluatedProperties'];
    delete schema['unevaluatedItems'];
  }
  if (missing.length > 0) {
    const references = [...new Set(missing)].map((pointer): Json => ({ $ref: `#${pointer}` }));
    schema['allOf'] = [...listIn(schema, 'allOf'), ...references];
  }
}

/** Returns the array at a keyword; empty if there is none. */
export function listIn(schema: Readonly<Record<string, Json>>, keyword: string): JsonArray {
  const list = schema[keyword];
  return isArray(list) ? list : [];
}

/** Returns a schema that accepts a value which more than one branch of its `oneOf` accepts. */
export function oneOfAsAnyOf(schema: Json): Json {
  if (!isObject(schema) || schema['oneOf'] === undefined) return schema;
  const { oneOf, ...rest } = schema;
  return { ...rest, allOf: [...listIn(rest, 'allOf'), { anyOf: oneOf }] };
}
