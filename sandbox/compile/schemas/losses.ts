import { isArray, isObject, type Json, type JsonArray } from '../../syntax/json.ts';

/** What was left out of a schema, with all that it refers to. */
export interface Loss {
  /** Places that stand for what references do not lead to. */
  readonly missing: readonly string[];
  /** One of them applies to the value itself, and might have described any part of it. */
  readonly isInPlace: boolean;
}

/** A moment from which losses are counted. */
export interface Mark {
  readonly count: number;
  readonly missing: number;
  readonly inPlace: number;
}

/**
 * Counts what is left out while schemas are made: constraints that no validator could work with, and what references do
 * not lead to. Where less is asked than the document asks, `not` and its kin would refuse more.
 */
export class Losses {
  #count = 0;
  #inPlace = 0;
  readonly #missing: string[] = [];
  /** Of schemas that are finished, by address. */
  readonly #known = new Map<string, Loss>();

  /** Notes a constraint that is left out. */
  note(): void {
    this.#count += 1;
  }

  /** Notes a reference that leads nowhere, by the place that stands for it. */
  noteMissing(place: string): void {
    this.#count += 1;
    this.#inPlace += 1;
    this.#missing.push(place);
  }

  mark(): Mark {
    return { count: this.#count, missing: this.#missing.length, inPlace: this.#inPlace };
  }

  /** What was lost since then; undefined: nothing. */
  since(mark: Mark): Loss | undefined {
    if (this.#count === mark.count) return undefined;
    return { missing: [...new Set(this.#missing.slice(mark.missing))], isInPlace: this.#inPlace > mark.inPlace };
  }

  /** What was lost since then concerned another value: a property's, an item's. */
  stepOut(mark: Mark): void {
    this.#inPlace = mark.inPlace;
  }

  /** Keeps what a schema lost since then, for whoever refers to it. */
  keep(address: string, mark: Mark): void {
    const loss = this.since(mark);
    if (loss) this.#known.set(address, loss);
  }

  /** A schema that is finished is referred to once more, and lacks the same there. */
  meet(address: string): void {
    const loss = this.#known.get(address);
    if (!loss) return;
    this.#count += 1;
    this.#missing.push(...loss.missing);
    if (loss.isInPlace) this.#inPlace += 1;
  }
}

/** Keywords that refuse more when their schemas ask for less. */
const refusesMore = new Set(['not', 'if', 'contains']);

/** Keywords of which nobody can say what they ask when one of their schemas is missing: they are told as a whole. */
const choices: readonly string[] = [...refusesMore, 'oneOf', 'anyOf'];

/**
 * Lets a schema refuse no more than the document does, for all that was left out of it: of a choice more than one branch
 * may fit; what only the missing part describes is not left over.
 *
 * @param lost by keyword; of a `$ref`, by that
 */
export function refuseNoMore(schema: Record<string, Json>, lost: ReadonlyMap<string, Loss>): void {
  if (lost.size === 0) return;
  const reported = choices
    .filter((keyword) => keyword in schema)
    .flatMap((keyword) => lost.get(keyword)?.missing ?? []);
  for (const keyword of refusesMore) if (lost.has(keyword)) delete schema[keyword];
  if (schema['oneOf'] !== undefined && lost.has('oneOf')) {
    schema['allOf'] = [...listIn(schema, 'allOf'), { anyOf: schema['oneOf'] }];
    delete schema['oneOf'];
  }
  if ([...lost.values()].some(({ isInPlace }) => isInPlace)) {
    delete schema['unevaluatedProperties'];
    delete schema['unevaluatedItems'];
  }
  if (reported.length > 0) {
    const references = [...new Set(reported)].map((place): Json => ({ $ref: `#${place}` }));
    schema['allOf'] = [...listIn(schema, 'allOf'), ...references];
  }
}

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
