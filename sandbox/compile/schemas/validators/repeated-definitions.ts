import { isArray, isObject, type Json, type JsonObject } from '../../../syntax/json.ts';
import { appliedInPlace } from '../applied-schemas.ts';
import { definitionOf, nameAt, referencesIn } from '../document.ts';

/** The maximum number of sets of schemas that are searched; beyond it, all definitions count as repeated. */
const maxSets = 10_000;

/**
 * Finds the definitions that may be applied to one value several times: those that two references reach by the same steps
 * into the value, and one of each circle. If two branches of a choice lead to the same definition, whose branches do so
 * again, a part at depth n would be validated 2ⁿ times.
 */
export class RepeatedDefinitions {
  readonly #document: JsonObject;
  readonly #found = new Set<string>();
  /** Definitions whose circles have been found. */
  readonly #finished = new Set<string>();
  /** Sets of schemas that have been searched, by the numbers of the schemas. */
  readonly #seen = new Set<string>();
  /** Schemas that have been searched by themselves. */
  readonly #alone = new WeakSet<JsonObject>();
  readonly #numbers = new WeakMap<JsonObject, number>();
  #count = 0;

  constructor(document: JsonObject) {
    this.#document = document;
  }

  /** Whether a definition may be applied to one value several times. */
  has(name: string): boolean {
    return this.#found.has(name) || this.#seen.size > maxSets;
  }

  /** Searches the schemas that a definition applies to one value and to the parts of that value. */
  search(name: string): void {
    this.#findCircles(name);
    const definition = definitionOf(this.#document, name);
    if (isObject(definition)) this.#lookAtAll([definition]);
  }

  /** Finds the definitions that a reference leads back to, by a depth-first search. */
  #findCircles(name: string): void {
    const path = [this.#step(name)];
    const open = new Set([name]);
    for (let step = path.at(-1); step; step = path.at(-1)) {
      const next = step.waiting.pop();
      if (next === undefined) {
        path.pop();
        open.delete(step.name);
        this.#finished.add(step.name);
      } else if (open.has(next)) this.#found.add(next);
      else if (!this.#finished.has(next)) {
        open.add(next);
        path.push(this.#step(next));
      }
    }
  }

  #step(name: string): { readonly name: string; readonly waiting: string[] } {
    const waiting = this.#finished.has(name) ? [] : [...referencesIn(definitionOf(this.#document, name))];
    return { name, waiting };
  }

  /** Searches schemas that apply to one value together. */
  #lookAtAll(schemas: readonly JsonObject[]): void {
    const waiting = [schemas];
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const steps = this.#stepsFrom(next);
      const anywhere = steps.get(anyStep) ?? [];
      for (const [step, children] of steps) {
        const applied = step === anyStep || step === itemStep ? children : [...children, ...anywhere];
        const referring = applied.filter((schema) => referencesIn(schema).length > 0);
        if (referring.some((schema) => referring.length > 1 || !isReference(schema)) && this.#isNew(referring))
          waiting.push(referring);
      }
    }
  }

  #isNew(schemas: readonly JsonObject[]): boolean {
    const [only] = schemas;
    if (schemas.length === 1 && only) {
      if (this.#alone.has(only)) return false;
      this.#alone.add(only);
      return true;
    }
    if (this.#seen.size > maxSets) return false;
    const key = schemas.map((schema) => this.#numberOf(schema)).join(' ');
    if (this.#seen.has(key)) return false;
    this.#seen.add(key);
    return true;
  }

  #numberOf(schema: JsonObject): number {
    const known = this.#numbers.get(schema);
    if (known !== undefined) return known;
    this.#count += 1;
    this.#numbers.set(schema, this.#count);
    return this.#count;
  }

  /** Returns the schemas for each child of a value to which these schemas and their in-place applicators apply. */
  #stepsFrom(schemas: readonly JsonObject[]): ReadonlyMap<string, readonly JsonObject[]> {
    const steps = new Map<string, JsonObject[]>();
    const entered = new Set<string>();
    const add = (step: string, child: Json | undefined): void => {
      if (!isObject(child)) return;
      const known = steps.get(step);
      if (known) known.push(child);
      else steps.set(step, [child]);
    };
    const waiting: (Json | undefined)[] = [...schemas];
    for (let schema = waiting.pop(); waiting.length > 0 || schema !== undefined; schema = waiting.pop()) {
      if (!isObject(schema)) continue;
      const { $ref: reference, properties } = schema;
      if (typeof reference === 'string') {
        const name = nameAt(reference.slice(1));
        if (entered.has(name)) this.#found.add(name);
        else waiting.push(definitionOf(this.#document, name));
        entered.add(name);
      }
      waiting.push(...appliedInPlace(schema));
      if (isObject(properties)) for (const [name, child] of Object.entries(properties)) add(`/${name}`, child);
      if (isObject(schema['patternProperties']))
        for (const child of Object.values(schema['patternProperties'])) add(anyStep, child);
      for (const keyword of anyProperty) add(anyStep, schema[keyword]);
      for (const keyword of anyItem) add(itemStep, schema[keyword]);
      if (isArray(schema['prefixItems'])) for (const child of schema['prefixItems']) add(itemStep, child);
    }
    return steps;
  }
}

/** Whether a schema is only a reference to a definition, which is searched by itself. */
function isReference(schema: JsonObject): boolean {
  return '$ref' in schema && Object.keys(schema).length === 1;
}

/** Keys of the steps into any property and into any item; a named property has its pointer. */
const anyStep = '*';
const itemStep = '[]';

/** Keywords that apply their schema to properties or items (JSON Schema 2020-12 Core, 10.3 and 11). */
const anyProperty = ['additionalProperties', 'unevaluatedProperties'];
const anyItem = ['items', 'contains', 'unevaluatedItems'];
