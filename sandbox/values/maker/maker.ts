import { isArray, type Json, property } from '../../syntax/json.ts';
import { valueAt } from '../../syntax/json-pointer.ts';
import type { Candidate, Made, MakerOptions, ValueMaker, ValuePosition } from './candidate.ts';
import type { Chance } from './chance.ts';
import { type Parts, say, typesOf } from './constraints.ts';
import { valuesGiven } from './documented-values.ts';
import { readings } from './expansions.ts';
import { listsFor } from './lists.ts';
import { numbersFor } from './numbers.ts';
import { objectsFor } from './objects.ts';
import { satisfies, satisfiesAlone } from './satisfies.ts';
import { textsFor } from './texts.ts';
import { textForFaker, textForProperty } from './words.ts';

/** Ways to read schemas that are tried for one value. */
const maxReadings = 50;

/** Nothing is made deeper than that, though a schema asks for it. */
const maxLevels = 100;

/** Keywords that say more of a value than its parts do one by one. */
const wholeValueKeywords = [
  'not',
  'oneOf',
  'if',
  'contains',
  'dependentSchemas',
  'unevaluatedProperties',
  'unevaluatedItems',
];

const leftOut: Made = { value: undefined, isValid: true };

/** Makes values for schemas: for each place in a value, the first candidate that obeys what describes the place. */
export class Maker implements ValueMaker {
  readonly options: MakerOptions;
  #reached = 0;

  constructor(options: MakerOptions) {
    this.options = options;
  }

  /** How deep the deepest object or list is that nobody asks for. */
  get reached(): number {
    return this.#reached;
  }

  /** A value for schemas that describe it together; if none obeys them all, the first that was tried. */
  make(schemas: readonly Json[], position: ValuePosition): Made {
    if (position.depth > maxLevels) return { value: undefined, isValid: false };
    if (schemas.length === 0) return this.#undescribed(position);
    const { document, chance, tries, room } = this.options;
    let best: Json | undefined;
    let read = 0;
    for (const { parts, isCircular } of readings(schemas, document, position.above, chance)) {
      if (isCircular && !position.isNeeded) return leftOut;
      read += 1;
      if (read > maxReadings || tries.isSpent || room.isSpent) break;
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
    if (isBuilt && !say(parts, ...wholeValueKeywords)) return parts.every((part) => satisfiesAlone(value, part));
    return schemas.every((schema) => satisfies(value, schema, this.options.document));
  }

  /** Values that may do, the best first: those that the document gives, then those made for each type. */
  *#candidates(parts: Parts, schemas: readonly Json[], position: ValuePosition): Generator<Candidate> {
    const { chance, as } = this.options;
    const isWritable = (value: Json) => as === 'data' || !position.isNeeded || !isEmpty(value);
    const given = (values: readonly Json[]) => values.filter(isWritable).map(whole);
    if (position.given !== undefined && position.given !== null) yield* given([position.given]);
    if (chance) yield* this.#byChance(parts, position, chance);
    else yield* given(valuesGiven(parts, schemas));
    const types = typesOf(parts);
    const isClosed = say(parts, 'enum', 'const');
    if (types.length === 0 && !isClosed) yield* this.#anything(position);
    if (!isClosed || !chance) for (const type of types) yield* this.#ofType(type, parts, position);
    if (chance) yield* given(valuesGiven(parts, schemas));
    // Keywords say nothing of a value of another type than theirs.
    if (types.length > 0 && !isClosed && !say(parts, 'type')) yield* this.#anything({ ...position, isNeeded: true });
  }

  /** What takes anything: nothing in particular, unless there must be something. */
  *#anything({ isNeeded }: ValuePosition): Generator<Candidate> {
    if (!isNeeded) yield { ...leftOut, isBuilt: true };
    const values: readonly Json[] = ['string', 0, true, {}, [], 1, 'a'];
    yield* (this.options.as === 'text' ? values : [null, ...values]).map(whole);
  }

  /** What people would write, or one of a closed list. */
  *#byChance(parts: Parts, position: ValuePosition, chance: Chance): Generator<Candidate> {
    const closed = parts.flatMap(({ enum: listed }) => (isArray(listed) ? listed : []));
    yield* chance.shuffled(closed).map(whole);
    const types = typesOf(parts);
    const texts = [
      ...parts.map((part) => textForFaker(part['x-faker'] ?? null, chance)),
      textForProperty(position.name, chance),
    ].filter((text) => text !== undefined);
    if (types.includes('string')) yield* texts.map(whole);
    if (types.includes('number') || types.includes('integer'))
      yield* texts.map(Number).filter(Number.isFinite).map(whole);
  }

  *#ofType(type: string, parts: Parts, position: ValuePosition): Generator<Candidate> {
    const { chance, deepest } = this.options;
    switch (type) {
      case 'object':
      case 'array':
        if (!position.isNeeded && position.depth > deepest) return yield { ...leftOut, isBuilt: true };
        if (!position.isNeeded) this.#reached = Math.max(this.#reached, position.depth);
        if (type === 'object') yield* objectsFor(this, parts, position);
        else yield* listsFor(this, parts, position);
        return;
      case 'string':
        for (const text of textsFor(parts, chance)) yield whole(text);
        return;
      case 'integer':
      case 'number':
        for (const number of numbersFor(parts, type, chance)) yield whole(number);
        return;
      case 'boolean':
        yield* (chance ? chance.shuffled([true, false]) : [true, false]).map(whole);
        return;
      default:
        yield whole(null);
    }
  }

  /** Whether a property is not sent in this direction. */
  isSkipped(schemas: readonly Json[]): boolean {
    const { document, skip } = this.options;
    return schemas.some((schema) => {
      const reference = property(schema, '$ref');
      const referred = typeof reference === 'string' ? valueAt(document, reference.slice(1)) : undefined;
      return property(schema, skip) === true || property(referred, skip) === true;
    });
  }
}

function whole(value: Json): Candidate {
  return { value, isValid: true, isBuilt: false };
}

function isEmpty(value: Json): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}
