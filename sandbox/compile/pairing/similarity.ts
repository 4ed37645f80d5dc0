import type { CandidatePlan, FeaturePlan, ScenarioName, SimilarityPlan } from '../../plan.ts';
import { equal, isArray, isObject, type Json, type JsonObject, property } from '../../syntax/json.ts';
import { escapeToken, tokensOf, valueAt } from '../../syntax/json-pointer.ts';
import { featureValueOf, isPresent, maxItems } from '../../triggers/similarity.ts';
import { branchesOf, keywordIn, typesOf } from '../schemas/view.ts';

/** A valid request example with the response example paired with it. */
export interface ValidExample {
  /** Null if it leads to the default answer. */
  readonly answer: ScenarioName | null;
  readonly value: Json;
  readonly schemaPointer: string | null;
}

/** Limits for large bodies: more features would not change which example is nearest. */
const maxFeatures = 200;
const maxPlaces = 2000;

/** The kinds of features, the most significant first. */
const bySignificance: readonly FeaturePlan['by'][] = ['closed', 'presence', 'open'];

/**
 * Finds the features that distinguish the examples: properties that only some have, and values that differ. Null if all
 * examples lead to the same answer.
 */
export function similarityOf(examples: readonly ValidExample[], schemas: JsonObject): SimilarityPlan | null {
  const distinctAnswers = new Set(examples.map(({ answer }) => JSON.stringify(answer)));
  if (distinctAnswers.size < 2) return null;
  const features = featuresOf(examples, schemas)
    .toSorted((one, other) => bySignificance.indexOf(one.by) - bySignificance.indexOf(other.by))
    .slice(0, maxFeatures);
  const candidates = examples.map(
    ({ answer, value }): CandidatePlan => ({
      answer,
      featureValues: features.map((feature) => featureValueOf(feature, value)),
    }),
  );
  return { features, candidates };
}

function featuresOf(examples: readonly ValidExample[], schemas: JsonObject): readonly FeaturePlan[] {
  const places = examples.map(({ value }) => placesIn(value));
  // Takes locations from the examples in turn, so that the limit cuts off all of them alike.
  const ranked = places.flatMap((set) => [...set].map((place, rank) => [rank, place] as const));
  const interleaved = ranked.toSorted(([one], [other]) => one - other).map(([, place]) => place);
  const all = [...new Set(interleaved)].slice(0, maxPlaces);
  const holdersOf = new Map(all.map((place) => [place, places.map((set) => (set.has(place) ? 1 : 0)).join('')]));
  return all.flatMap((place): readonly FeaturePlan[] => {
    const tokens = tokensOf(place);
    const holders = holdersOf.get(place);
    // A property that is present in the same examples as its parent adds nothing to the parent's presence.
    const parent = place.slice(0, place.lastIndexOf('/'));
    const isDistinctive = place !== '' && holders !== holdersOf.get('') && holders !== holdersOf.get(parent);
    const presence: readonly FeaturePlan[] = isDistinctive ? [{ tokens, by: 'presence' }] : [];
    const featureValues = examples.map(({ value }) => featureValueOf({ tokens, by: 'open' }, value));
    const shared = featureValues.filter((featureValue) => isArray(featureValue) && featureValue.length > 0);
    if (shared.length < 2 || shared.every((featureValue) => equal(featureValue, shared[0]))) return presence;
    return [...presence, { tokens, by: isEnumerated(tokens, examples, schemas) ? 'closed' : 'open' }];
  });
}

/** Returns the non-empty locations in a value as JSON Pointers with `*` for indices, those near the root first. */
function placesIn(value: Json): ReadonlySet<string> {
  const places = new Set(['']);
  let level: readonly (readonly [string, Json])[] = [['', value]];
  while (level.length > 0 && places.size < maxPlaces) {
    level = level.flatMap(([place, parent]) => childrenOf(place, parent)).filter(([, child]) => isPresent(child));
    for (const [place] of level) places.add(place);
  }
  return places;
}

function childrenOf(place: string, value: Json): readonly (readonly [string, Json])[] {
  if (isArray(value)) return value.slice(0, maxItems).map((item) => [`${place}/*`, item]);
  if (!isObject(value)) return [];
  return Object.entries(value).map(([name, child]) => [`${place}/${escapeToken(name)}`, child]);
}

/** Whether the schema enumerates the values that are allowed at a location. */
function isEnumerated(tokens: readonly string[], examples: readonly ValidExample[], schemas: JsonObject): boolean {
  const schemaPointers = new Set(examples.map(({ schemaPointer }) => schemaPointer));
  return [...schemaPointers].some((schemaPointer) => {
    const schema = schemaPointer === null ? undefined : valueAt(schemas, schemaPointer);
    return schemasAt(schema, tokens, schemas).some(
      (one) =>
        keywordIn(one, schemas, 'enum') !== undefined ||
        keywordIn(one, schemas, 'const') !== undefined ||
        typesOf(one, schemas)
          .filter((type) => type !== 'null')
          .join() === 'boolean',
    );
  });
}

/** Returns the schemas that describe a location, given as tokens with `*` for indices. */
function schemasAt(schema: Json | undefined, tokens: readonly string[], schemas: JsonObject): readonly Json[] {
  const [token, ...rest] = tokens;
  if (schema === undefined || token === undefined) return schema === undefined ? [] : [schema];
  const children = branchesOf(schema, schemas).flatMap((part) => {
    const child = token === '*' ? part['items'] : property(part['properties'], token);
    return child === undefined ? [] : [child];
  });
  return [...new Set(children)].flatMap((child) => schemasAt(child, rest, schemas));
}
