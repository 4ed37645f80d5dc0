import { isArray, type Json, property } from '../../syntax/json.ts';
import { valueAt } from '../../syntax/json-pointer.ts';
import { arraysFor } from './arrays.ts';
import type { Candidate, Made, MakerOptions, ValueMaker, ValuePosition } from './candidate.ts';
import { hasKeyword, type Parts, typesOf } from './constraints.ts';
import { statedValues } from './documented-values.ts';
import { readings } from './expand-schemas.ts';
import { numbersFor } from './numbers.ts';
import { objectsFor } from './objects.ts';
import type { Chance } from './random.ts';
import { textForFaker, textForProperty } from './realistic-text.ts';
import { satisfies, satisfiesOwnKeywords } from './satisfies.ts';
import { stringsFor } from './strings.ts';

/** Expansions tried for one value. */
const maxReadings = 50;

/** Deeper values are not made, even if they are required. */
const maxLevels = 100;

/** Keywords that a value may violate although its parts are valid. */
const wholeValueKeywords = [
  'not',
  'oneOf',
  'if',
  'contains',
  'dependentSchemas',
  'unevaluatedProperties',
  'unevaluatedItems',
];

const omitted: Made = { value: undefined, isValid: true };

/** Makes values for schemas: at each position, the first candidate that satisfies the schemas there. */
export class Maker implements ValueMaker {
  readonly options: MakerOptions;
  #reached = 0;

  constructor(options: MakerOptions) {
    this.options = options;
  }

  /** The depth of the deepest optional object or array that was made. */
  get reached(): number {
    return this.#reached;
  }

  /** Makes a value for schemas that apply together; if none satisfies them all, returns the first candidate. */
  make(schemas: readonly Json[], position: ValuePosition): Made {
    if (position.depth > maxLevels) return { value: undefined, isValid: false };
    if (schemas.length === 0) return this.#undescribed(position);
    const { document, chance, tries, room } = this.options;
    let best: Json | undefined;
    let expanded = 0;
    for (const { parts, isCircular } of readings(schemas, document, position.above, chance)) {
      if (isCircular && !position.isNeeded) return omitted;
      expanded += 1;
      if (expanded > maxReadings || tries.isSpent || room.isSpent) break;
      if (isCircular) continue;
      for (const candidate of this.#candidates(parts, schemas, position)) {
        tries.spend(1 + (typeof candidate.value === 'string' ? candidate.value.length / 100 : 0));
        if (this.#fits(candidate, parts, schemas)) return this.#taken(candidate);
        best ??= candidate.value;
        if (tries.isSpent || room.isSpent) break;
      }
    }
    return { value: best, isValid: false };
  }

  #undescribed({ given, isNeeded }: ValuePosition): Made {
    const value = given ?? (isNeeded ? (this.options.as === 'text' ? 'string' : null) : undefined);
    if (value !== undefined) this.options.room.spend(JSON.stringify(value).length + 1);
    return { value, isValid: true };
  }

  #taken({ value, isBuilt }: Candidate): Made {
    const isCounted = isBuilt && typeof value === 'object' && value !== null;
    if (value !== undefined) this.options.room.spend(isCounted ? 2 : JSON.stringify(value).length + 1);
    return { value, isValid: true };
  }

  #fits({ value, isValid, isBuilt }: Candidate, parts: Parts, schemas: readonly Json[]): boolean {
    if (!isValid || value === undefined) return isValid;
    if (isBuilt && !hasKeyword(parts, ...wholeValueKeywords))
      return parts.every((part) => satisfiesOwnKeywords(value, part));
    return schemas.every((schema) => satisfies(value, schema, this.options.document));
  }

  /** Yields candidates: documented values, then values of each type. Random ones come first if they are asked for. */
  *#candidates(parts: Parts, schemas: readonly Json[], position: ValuePosition): Generator<Candidate> {
    const { chance, as } = this.options;
    const isWritable = (value: Json) => as === 'data' || !position.isNeeded || !isEmpty(value);
    const given = (values: readonly Json[]) => values.filter(isWritable).map(candidateOf);
    if (position.given !== undefined && position.given !== null) yield* given([position.given]);
    if (chance) yield* this.#byChance(parts, position, chance);
    else yield* given(statedValues(parts, schemas));
    const types = typesOf(parts);
    const isClosed = hasKeyword(parts, 'enum', 'const');
    if (types.length === 0 && !isClosed) yield* this.#anything(position);
    if (!isClosed || !chance) for (const type of types) yield* this.#ofType(type, parts, position);
    if (chance) yield* given(statedValues(parts, schemas));
    // Without `type`, a value of a type that no keyword applies to is valid.
    if (types.length > 0 && !isClosed && !hasKeyword(parts, 'type'))
      yield* this.#anything({ ...position, isNeeded: true });
  }

  /** Yields candidates for schemas without types: nothing, unless a value is required. */
  *#anything({ isNeeded }: ValuePosition): Generator<Candidate> {
    if (!isNeeded) yield { ...omitted, isBuilt: true };
    const values: readonly Json[] = ['string', 0, true, {}, [], 1, 'a'];
    yield* (this.options.as === 'text' ? values : [null, ...values]).map(candidateOf);
  }

  /** Yields random candidates: items of `enum`, and realistic texts. */
  *#byChance(parts: Parts, position: ValuePosition, chance: Chance): Generator<Candidate> {
    const closed = parts.flatMap(({ enum: listed }) => (isArray(listed) ? listed : []));
    yield* chance.shuffled(closed).map(candidateOf);
    const types = typesOf(parts);
    const texts = [
      ...parts.map((part) => textForFaker(part['x-faker'] ?? null, chance)),
      textForProperty(position.name, chance),
    ].filter((text) => text !== undefined);
    if (types.includes('string')) yield* texts.map(candidateOf);
    if (types.includes('number') || types.includes('integer'))
      yield* texts.map(Number).filter(Number.isFinite).map(candidateOf);
  }

  *#ofType(type: string, parts: Parts, position: ValuePosition): Generator<Candidate> {
    const { chance, deepest } = this.options;
    switch (type) {
      case 'object':
      case 'array':
        if (!position.isNeeded && position.depth > deepest) return yield { ...omitted, isBuilt: true };
        if (!position.isNeeded) this.#reached = Math.max(this.#reached, position.depth);
        if (type === 'object') yield* objectsFor(this, parts, position);
        else yield* arraysFor(this, parts, position);
        return;
      case 'string':
        for (const text of stringsFor(parts, chance)) yield candidateOf(text);
        return;
      case 'integer':
      case 'number':
        for (const number of numbersFor(parts, type, chance)) yield candidateOf(number);
        return;
      case 'boolean':
        yield* (chance ? chance.shuffled([true, false]) : [true, false]).map(candidateOf);
        return;
      default:
        yield candidateOf(null);
    }
  }

  /** Whether a property with these schemas is not sent in this direction. */
  isSkipped(schemas: readonly Json[]): boolean {
    const { document, skip } = this.options;
    return schemas.some((schema) => {
      const reference = property(schema, '$ref');
      const referred = typeof reference === 'string' ? valueAt(document, reference.slice(1)) : undefined;
      return property(schema, skip) === true || property(referred, skip) === true;
    });
  }
}

function candidateOf(value: Json): Candidate {
  return { value, isValid: true, isBuilt: false };
}

function isEmpty(value: Json): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}
