import type { Ajv2020 } from 'ajv/dist/2020.js';
import { SchemaEnv } from 'ajv/dist/compile/index.js';
import { isObject, type Json, type JsonObject } from '../notation/json.ts';
import { tokensOf } from '../notation/json-pointer.ts';
import type { Memory } from './ajv/remembering.ts';
import { appliedBy, mostApplied, tooMany } from './applied-schemas.ts';

/** A definition that is being compiled, and the names of those that it refers to and that were not looked at yet. */
interface Step {
  readonly name: string;
  readonly env: SchemaEnv;
  readonly waiting: string[];
  readonly isLeaf: boolean;
}

/**
 * Ajv compiles a schema as soon as it meets a reference to it, one inside of the other: a chain of 150 references takes
 * more stack than there is. What this gives compiles each definition after those that it refers to, so that none is met
 * that is not compiled; of a circle, what is on the way counts as being compiled, as it does for Ajv itself.
 *
 * Definitions that one value may come to in several ways are remembered: those to which two references lead by the same
 * step, and one of each circle; what refers to nothing is as soon asked again.
 *
 * @param document known to Ajv by the id; references in it lead to its own definitions
 * @param fail makes what is thrown when a definition cannot be compiled
 * @returns compiles what a place of the document needs
 */
export function compilerInOrder(
  ajv: Ajv2020,
  document: JsonObject,
  id: string,
  memory: Memory,
  fail: (place: string, error: unknown) => Error,
): (place: string) => void {
  const root = ajv.schemas[id];
  const definitions = document['$defs'];
  const entered = new Set<string>();
  // Of each definition that was compiled, how many schemas it applies to one value.
  const applied = new Map<string, number>();
  const circular = new Set<string>();
  let shared: ReadonlySet<string> | undefined;

  function enter(name: string): Step | undefined {
    const schema = definitionOf(name);
    if (!(root instanceof SchemaEnv) || !isObject(schema) || entered.has(name)) return undefined;
    entered.add(name);
    const known = ajv.refs[keyOf(name)];
    const env =
      known instanceof SchemaEnv ? known : new SchemaEnv({ schema, root, baseId: root.baseId, schemaId: '$id' });
    ajv.refs[keyOf(name)] = env;
    ajv._compilations.add(env);
    const waiting = [...new Set(referencesIn(schema))];
    return { name, env, waiting, isLeaf: waiting.length === 0 };
  }

  function definitionOf(name: string): Json | undefined {
    return isObject(definitions) && Object.hasOwn(definitions, name) ? definitions[name] : undefined;
  }

  function keyOf(name: string): string {
    return `${id}#/$defs/${encodeURIComponent(name)}`;
  }

  function isWorthRemembering({ name, isLeaf }: Step): boolean {
    shared ??= sharedIn(definitions ?? {});
    return circular.has(name) || (!isLeaf && shared.has(name));
  }

  function compile(step: Step): void {
    const { name, env } = step;
    ajv._compilations.delete(env);
    const count = appliedBy(definitionOf(name) ?? true, applied);
    if (count > mostApplied) throw fail(`/$defs/${name}`, new Error(tooMany));
    applied.set(name, count);
    try {
      const validate = ajv.getSchema(keyOf(name));
      if (validate && isWorthRemembering(step)) env.validate = memory.remembering(validate);
    } catch (error) {
      throw fail(`/$defs/${name}`, error);
    }
  }

  return (place) => {
    const first = enter(tokensOf(place)[1] ?? '');
    const way = first ? [first] : [];
    try {
      for (let step = way.at(-1); step; step = way.at(-1)) {
        const next = step.waiting.pop();
        const inner = next === undefined ? undefined : enter(next);
        if (next !== undefined && !inner && way.some(({ name }) => name === next)) circular.add(next);
        if (inner) way.push(inner);
        if (next !== undefined) continue;
        compile(step);
        way.pop();
      }
    } finally {
      for (const { name, env } of way) {
        entered.delete(name);
        ajv._compilations.delete(env);
      }
    }
  };
}

/** The definitions that a schema refers to, as often as it does. */
function referencesIn(schema: Json): readonly string[] {
  const names: string[] = [];
  const waiting: Json[] = [schema];
  for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
    if (typeof value !== 'object' || value === null) continue;
    for (const [key, child] of Object.entries(value)) {
      if (key === '$ref' && typeof child === 'string') names.push(tokensOf(child.slice(1))[1] ?? '');
      else waiting.push(child);
    }
  }
  return names;
}

/** Stands for any step into a value, and for none. */
const anyStep = '*';

/** Keywords that apply their schemas to parts of a value, whichever these are. */
const steps: ReadonlyMap<string, string> = new Map([
  ...['patternProperties', 'additionalProperties', 'unevaluatedProperties'].map((name) => [name, anyStep] as const),
  ...['items', 'prefixItems', 'contains', 'unevaluatedItems'].map((name) => [name, '/items'] as const),
]);

/** The definitions that one value may come to in two ways: to which two references lead by the same step. */
function sharedIn(definitions: Json): ReadonlySet<string> {
  const ways = new Map<string, string[]>();
  const visit = (value: Json, step: string): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, child] of Object.entries(value)) {
      if (key === '$ref' && typeof child === 'string') {
        const name = tokensOf(child.slice(1))[1] ?? '';
        const known = ways.get(name);
        if (known) known.push(step);
        else ways.set(name, [step]);
      } else if (key === 'properties' && isObject(child)) {
        for (const [name, schema] of Object.entries(child)) visit(schema, `/properties/${name}`);
      } else visit(child, steps.get(key) ?? step);
    }
  };
  visit(definitions, anyStep);
  const isShared = (all: readonly string[]) =>
    all.length > 1 && (all.includes(anyStep) || new Set(all).size < all.length);
  return new Set([...ways].filter(([, all]) => isShared(all)).map(([name]) => name));
}
