import { isObject, type Json, type JsonObject, property } from '../../syntax/json.ts';
import { matchingText } from '../regex-text.ts';
import type { Candidate, ValueMaker, ValuePosition } from './candidate.ts';
import { greatest, type Parts, requiredNames, schemasFor, smallest } from './constraints.ts';
import { statedObject } from './documented-values.ts';
import { Chance } from './random.ts';
import { satisfies } from './satisfies.ts';

/** Further properties are not made, even if `minProperties` requires them. */
const maxProperties = 10_000;

/** The probability of an optional property in a random object. */
const optionalProbability = 0.8;

/** Which properties an object gets: those of a documented object, all described ones, or the required ones. */
type Choice = 'given' | 'all' | 'required';

/** Yields objects for schemas: with documented, with all, with only required properties, and ones that differ. */
export function* objectsFor(maker: ValueMaker, parts: Parts, position: ValuePosition): Generator<Candidate> {
  const isDocumented = !maker.options.chance && parts.some((part) => statedObject(part) !== undefined);
  if (isDocumented) yield objectOf(maker, parts, position, 'given');
  const plain = objectOf(maker, parts, position, 'all');
  yield plain;
  if (hasOptionals(plain, parts)) yield objectOf(maker, parts, position, 'required');
  if (isObject(plain.value)) yield* differing(maker, parts, position, plain.value);
}

/** Returns a name that matches a pattern, a different one for each number if possible. */
function nameMatching(pattern: string, count: number): string {
  const chance = new Chance(count);
  return matchingText(pattern, 0, undefined, () => chance.next()) ?? pattern;
}

/** Whether an object has an optional property. */
function hasOptionals({ value = null }: Candidate, parts: Parts): boolean {
  const required = new Set(requiredNames(parts));
  const described = parts.flatMap((part) => Object.keys(objectIn(part, 'properties')));
  return described.some((name) => !required.has(name) && property(value, name) !== undefined);
}

function objectOf(maker: ValueMaker, parts: Parts, position: ValuePosition, choice: Choice): Candidate {
  const builder = new ObjectBuilder(maker, parts, position, choice);
  builder.addDescribed();
  builder.addDependents();
  builder.dropSurplus();
  builder.addMissing();
  return builder.candidate;
}

class ObjectBuilder {
  readonly #maker: ValueMaker;
  readonly #parts: Parts;
  readonly #position: ValuePosition;
  readonly #choice: Choice;
  readonly #required: ReadonlySet<string>;
  readonly #values = new Map<string, Json>();
  readonly #nameRules: readonly Json[];
  readonly #above: ReadonlySet<Json>;
  #isValid = true;

  constructor(maker: ValueMaker, parts: Parts, position: ValuePosition, choice: Choice) {
    this.#maker = maker;
    this.#parts = parts;
    this.#position = position;
    this.#choice = choice;
    this.#required = new Set(requiredNames(parts));
    this.#nameRules = parts.map(({ propertyNames }) => propertyNames).filter((rule) => rule !== undefined);
    this.#above = new Set([...position.above, ...parts]);
  }

  get candidate(): Candidate {
    return { value: Object.fromEntries(this.#values), isValid: this.#isValid, isBuilt: true };
  }

  addDescribed(): void {
    const given = this.#choice === 'given' ? this.#parts.map(statedObject) : [];
    const described = this.#parts.flatMap((part, index) => Object.keys(given[index] ?? objectIn(part, 'properties')));
    for (const name of new Set([...described, ...this.#required])) {
      const values = given.map((one) => property(one, name)).filter((value) => value !== undefined);
      this.#add(name, this.#required.has(name), values.findLast((value) => value !== null) ?? values.at(-1));
    }
  }

  /** Adds properties that present ones require (`dependentRequired`). */
  addDependents(): void {
    for (const name of requiredNames(this.#parts, [...this.#values.keys()])) this.#add(name, true);
  }

  /** Drops optional properties beyond `maxProperties`, the last ones first. */
  dropSurplus(): void {
    const max = smallest(this.#parts, 'maxProperties', Number.POSITIVE_INFINITY);
    for (const name of [...this.#values.keys()].reverse()) {
      if (this.#values.size > max && !this.#required.has(name)) this.#values.delete(name);
    }
  }

  /** Adds properties up to `minProperties`. */
  addMissing(): void {
    const isWritten = this.#maker.options.as === 'text' && this.#position.isNeeded;
    const minProperties = Math.min(greatest(this.#parts, 'minProperties', isWritten ? 1 : 0), maxProperties);
    if (this.#values.size >= minProperties) return;
    for (const name of this.#freeNames(minProperties)) {
      if (this.#maker.options.room.isSpent) return;
      this.#add(name, false, 'string', true);
      if (this.#values.size >= minProperties) return;
    }
  }

  /** Yields names for further properties: described ones, then names that patterns and `propertyNames` may allow. */
  *#freeNames(minProperties: number): Generator<string> {
    yield* this.#parts.flatMap((part) => Object.keys(objectIn(part, 'properties')));
    for (let count = 1; count <= minProperties; count += 1) yield `property${count}`;
    for (const pattern of this.#parts.flatMap((part) => Object.keys(objectIn(part, 'patternProperties')))) {
      yield* [0, 1, 2, 3].map((length) => matchingText(pattern, length) ?? pattern);
      const plain = matchingText(pattern) ?? pattern;
      for (let count = 1; count <= minProperties; count += 1) yield* [`${plain}${count}`, nameMatching(pattern, count)];
    }
    const rules = this.#nameRules;
    for (let count = 0; rules.length > 0 && count < minProperties; count += 1) {
      const unused = { not: { enum: [...this.#values.keys()] } };
      const made = this.#maker.make([{ type: 'string' }, ...rules, unused], {
        ...this.#position,
        isNeeded: true,
        given: undefined,
      });
      if (typeof made.value === 'string') yield made.value;
    }
  }

  /** Adds a property if its name and value can be valid; a required one is added in any case. */
  #add(name: string, isRequired: boolean, given?: Json, isWanted = isRequired): void {
    const { options } = this.#maker;
    const schemas = schemasFor(this.#parts, name);
    const isNameValid = this.#nameRules.every((rule) => satisfies(name, rule, options.document));
    if (this.#values.has(name) || (!isRequired && !isNameValid)) return;
    if (!isWanted && given === undefined && !this.#isIncluded(schemas)) return;
    options.room.spend(name.length + 4);
    const made = this.#maker.make(schemas, {
      above: this.#above,
      depth: this.#position.depth + 1,
      isNeeded: isWanted,
      name,
      given,
    });
    if (made.isValid && made.value !== undefined) this.#values.set(name, made.value);
    else if (isRequired) this.#values.set(name, made.value ?? null);
    if (isRequired && !(made.isValid && isNameValid)) this.#isValid = false;
  }

  /** Decides whether to include an optional property. */
  #isIncluded(schemas: readonly Json[]): boolean {
    const { chance, room, reserve } = this.#maker.options;
    if (this.#choice === 'required' || room.left < reserve || this.#maker.isSkipped(schemas)) return false;
    return chance === null || chance.next() < optionalProbability;
  }
}

/** Yields copies of an object in which one property differs from those that `not` excludes. */
function* differing(
  maker: ValueMaker,
  parts: Parts,
  { above, depth }: ValuePosition,
  plain: JsonObject,
): Generator<Candidate> {
  const others = parts.flatMap(({ not }) => valuesOf(property(not, 'enum'))).filter(isObject);
  if (others.length === 0) return;
  for (const [name, value] of Object.entries(plain)) {
    const different = { not: { enum: [value, ...others.flatMap((other) => other[name] ?? [])] } };
    const position = { above: new Set([...above, ...parts]), depth: depth + 1, isNeeded: true, name };
    const made = maker.make([...schemasFor(parts, name), different], position);
    if (made.isValid && made.value !== undefined) {
      yield { value: { ...plain, [name]: made.value }, isValid: true, isBuilt: false };
    }
  }
}

function valuesOf(list: Json | undefined): readonly Json[] {
  return Array.isArray(list) ? list : [];
}

function objectIn(part: JsonObject, keyword: string): JsonObject {
  const value = part[keyword];
  return isObject(value) ? value : {};
}
