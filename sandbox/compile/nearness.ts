import { equal, isArray, isObject, type Json, type JsonObject } from '../notation/json.ts';
import { escapeToken, tokensOf, valueAt } from '../notation/json-pointer.ts';
import type { CandidatePlan, FeaturePlan, NearnessPlan, ScenarioName } from '../plan.ts';
import { markOf } from '../triggers/example.ts';
import { keywordIn, propertiesOf, typesOf } from './schema-view.ts';

/** A request example that is valid, with what it leads to. */
export interface SoundExample {
  /** Null: the default. */
  readonly answer: ScenarioName | null;
  readonly value: Json;
  readonly validator: string | null;
}

/** Beyond this, whether one is near another is decided. */
const mostFeatures = 200;

/**
 * What tells the examples apart: properties that some have and others lack, and values that differ. Null where all of
 * them lead to one answer.
 */
export function nearnessOf(examples: readonly SoundExample[], schemas: JsonObject): NearnessPlan | null {
  const distinctAnswers = new Set(examples.map(({ answer }) => JSON.stringify(answer)));
  if (distinctAnswers.size < 2) return null;
  const places = examples.map(({ value }) => placesIn(value));
  const all = [...new Set(places.flatMap((set) => [...set]))];
  const having = (place: string) => places.map((set) => set.has(place)).join();
  const features = all
    .flatMap((place): readonly FeaturePlan[] => {
      const tokens = tokensOf(place);
      // What is below a property that tells them apart tells nothing more, unless by itself.
      const parent = place.slice(0, place.lastIndexOf('/'));
      if (place !== '' && having(place) !== having('') && having(place) !== having(parent))
        return [{ tokens, by: 'presence' }];
      const values = examples.map(({ value }) => markOf({ tokens, by: 'open' }, value));
      const shared = values.filter((mark) => isArray(mark) && mark.length > 0);
      return shared.length > 1 && shared.some((mark) => !equal(mark, shared[0]))
        ? [{ tokens, by: isClosed(tokens, examples, schemas) ? 'closed' : 'open' }]
        : [];
    })
    .slice(0, mostFeatures);
  const candidates = examples.map(
    ({ answer, value }): CandidatePlan => ({ answer, marks: features.map((feature) => markOf(feature, value)) }),
  );
  return { features, candidates };
}

/** Every place in a value, as pointers with `*` for indices. */
function placesIn(value: Json, place = ''): ReadonlySet<string> {
  const children = isArray(value)
    ? value.map((item) => [`${place}/*`, item] as const)
    : isObject(value)
      ? Object.entries(value).map(([name, child]) => [`${place}/${escapeToken(name)}`, child] as const)
      : [];
  return new Set([place, ...children.flatMap(([below, child]) => [...placesIn(child, below)])]);
}

/** Whether the schema lists the values that there may be at a place. */
function isClosed(tokens: readonly string[], examples: readonly SoundExample[], schemas: JsonObject): boolean {
  return examples.some(({ validator }) => {
    const schema = validator === null ? undefined : valueAt(schemas, validator);
    return schemasAt(schema, tokens, schemas).some(
      (one) =>
        keywordIn(one, schemas, 'enum') !== undefined ||
        keywordIn(one, schemas, 'const') !== undefined ||
        typesOf(one, schemas).join() === 'boolean',
    );
  });
}

/** The schemas that describe a place. */
function schemasAt(schema: Json | undefined, tokens: readonly string[], schemas: JsonObject): readonly Json[] {
  if (schema === undefined) return [];
  const [token, ...rest] = tokens;
  if (token === undefined) return [schema];
  if (token === '*') return schemasAt(keywordIn(schema, schemas, 'items'), rest, schemas);
  const children = propertiesOf(schema, schemas).filter(([name]) => name === token);
  return children.flatMap(([, child]) => schemasAt(child, rest, schemas));
}
