import { isArray, type Json, property } from '../../notation/json.ts';
import { valueAt } from '../../notation/json-pointer.ts';
import type { Candidate, Made, Manner, Spot, ValueMaker } from './candidate.ts';
import type { Chance } from './chance.ts';
import { type Parts, say, typesOf } from './facts.ts';
import { valuesGiven } from './given.ts';
import { listsFor } from './lists.ts';
import { numbersFor } from './numbers.ts';
import { obeys, obeysAlone } from './obeys.ts';
import { objectsFor } from './objects.ts';
import { readings } from './readings.ts';
import { textsFor } from './texts.ts';
import { textForFaker, textForProperty } from './words.ts';

/** Ways to read schemas that are tried for one value. */
const mostReadings = 50;

/** Nothing is made deeper than that, though a schema asks for it. */
const mostLevels = 100;

/** Keywords that say more of a value than its parts do one by one. */
const ofTheWhole = ['not', 'oneOf', 'if', 'contains', 'dependentSchemas', 'unevaluatedProperties', 'unevaluatedItems'];

const leftOut: Made = { value: undefined, isSound: true };

/** Makes values for schemas: for each place in a value, the first candidate that obeys what describes the place. */
export class Maker implements ValueMaker {
  readonly manner: Manner;
  #reached = 0;

  constructor(manner: Manner) {
    this.manner = manner;
  }

  /** How deep the deepest object or list is that nobody asks for. */
  get reached(): number {
    return this.#reached;
  }

  /** A value for schemas that describe it together; if none obeys them all, the first that was tried. */
  make(schemas: readonly Json[], spot: Spot): Made {
    if (spot.depth > mostLevels) return { value: undefined, isSound: false };
    if (schemas.length === 0) return this.#undescribed(spot);
    const { document, chance, tries, room } = this.manner;
    let best: Json | undefined;
    let read = 0;
    for (const { parts, isCircular } of readings(schemas, document, spot.above, chance)) {
      if (isCircular && !spot.isNeeded) return leftOut;
      read += 1;
      if (read > mostReadings || tries.isSpent || room.isSpent) break;
      if (isCircular) continue;
      for (const candidate of this.#candidates(parts, schemas, spot)) {
        tries.spend(1 + (typeof candidate.value === 'string' ? candidate.value.length / 100 : 0));
        if (this.#fits(candidate, parts, schemas)) return this.#taken(candidate);
        best ??= candidate.value;
        if (tries.isSpent || room.isSpent) break;
      }
    }
    return { value: best, isSound: false };
  }

  #undescribed({ given, isNeeded }: Spot): Made {
    const value = given ?? (isNeeded ? (this.manner.as === 'text' ? 'string' : null) : undefined);
    if (value !== undefined) this.manner.room.spend(JSON.stringify(value).length + 1);
    return { value, isSound: true };
  }

  #taken({ value, isBuilt }: Candidate): Made {
    const isCounted = isBuilt && typeof value === 'object' && value !== null;
    if (value !== undefined) this.manner.room.spend(isCounted ? 2 : JSON.stringify(value).length + 1);
    return { value, isSound: true };
  }

  #fits({ value, isSound, isBuilt }: Candidate, parts: Parts, schemas: readonly Json[]): boolean {
    if (!isSound || value === undefined) return isSound;
    if (isBuilt && !say(parts, ...ofTheWhole)) return parts.every((part) => obeysAlone(value, part));
    return schemas.every((schema) => obeys(value, schema, this.manner.document));
  }

  /** Values that may do, the best first: those that the document gives, then those made for each type. */
  *#candidates(parts: Parts, schemas: readonly Json[], spot: Spot): Generator<Candidate> {
    const { chance, as } = this.manner;
    const isWritable = (value: Json) => as === 'data' || !spot.isNeeded || !isEmpty(value);
    const given = (values: readonly Json[]) => values.filter(isWritable).map(whole);
    if (spot.given !== undefined && spot.given !== null) yield* given([spot.given]);
    if (chance) yield* this.#byChance(parts, spot, chance);
    else yield* given(valuesGiven(parts, schemas));
    const types = typesOf(parts);
    const isClosed = say(parts, 'enum', 'const');
    if (types.length === 0 && !isClosed) yield* this.#anything(spot);
    if (!isClosed || !chance) for (const type of types) yield* this.#ofType(type, parts, spot);
    if (chance) yield* given(valuesGiven(parts, schemas));
    // Keywords say nothing of a value of another type than theirs.
    if (types.length > 0 && !isClosed && !say(parts, 'type')) yield* this.#anything({ ...spot, isNeeded: true });
  }

  /** What takes anything: nothing in particular, unless there must be something. */
  *#anything({ isNeeded }: Spot): Generator<Candidate> {
    if (!isNeeded) yield { ...leftOut, isBuilt: true };
    const values: readonly Json[] = ['string', 0, true, {}, [], 1, 'a'];
    yield* (this.manner.as === 'text' ? values : [null, ...values]).map(whole);
  }

  /** What people would write, or one of a closed list. */
  *#byChance(parts: Parts, spot: Spot, chance: Chance): Generator<Candidate> {
    const closed = parts.flatMap(({ enum: listed }) => (isArray(listed) ? listed : []));
    yield* chance.shuffled(closed).map(whole);
    const types = typesOf(parts);
    const texts = [
      ...parts.map((part) => textForFaker(part['x-faker'] ?? null, chance)),
      textForProperty(spot.name, chance),
    ].filter((text) => text !== undefined);
    if (types.includes('string')) yield* texts.map(whole);
    if (types.includes('number') || types.includes('integer'))
      yield* texts.map(Number).filter(Number.isFinite).map(whole);
  }

  *#ofType(type: string, parts: Parts, spot: Spot): Generator<Candidate> {
    const { chance, deepest } = this.manner;
    switch (type) {
      case 'object':
      case 'array':
        if (!spot.isNeeded && spot.depth > deepest) return yield { ...leftOut, isBuilt: true };
        if (!spot.isNeeded) this.#reached = Math.max(this.#reached, spot.depth);
        if (type === 'object') yield* objectsFor(this, parts, spot);
        else yield* listsFor(this, parts, spot);
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
    const { document, skip } = this.manner;
    return schemas.some((schema) => {
      const reference = property(schema, '$ref');
      const referred = typeof reference === 'string' ? valueAt(document, reference.slice(1)) : undefined;
      return property(schema, skip) === true || property(referred, skip) === true;
    });
  }
}

function whole(value: Json): Candidate {
  return { value, isSound: true, isBuilt: false };
}

function isEmpty(value: Json): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}
