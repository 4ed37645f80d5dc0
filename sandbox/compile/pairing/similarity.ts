import type { CandidatePlan, FeaturePlan, ScenarioName, SimilarityPlan } from '../../plan.ts';
import { equal, isArray, isObject, type Json, type JsonObject, property } from '../../syntax/json.ts';
import { escapeToken, tokensOf, valueAt } from '../../syntax/json-pointer.ts';
import { isSomething, markOf, maxItems } from '../../triggers/similarity.ts';
import { branchesOf, keywordIn, typesOf } from '../schemas/view.ts';

/** A request example that is valid, with what it leads to. */
export interface ValidExample {
  /** Null: the default. */
  readonly answer: ScenarioName | null;
  readonly value: Json;
  readonly schemaPointer: string | null;
}

/** Beyond these, whether one is near another is decided. */
const maxFeatures = 200;
const maxPlaces = 2000;

/** What tells most, first. */
const strength: readonly FeaturePlan['by'][] = ['closed', 'presence', 'open'];

/**
 * What tells the examples apart: properties that some have and others lack, and values that differ. Null where all of
 * them lead to one answer.
 */
export function similarityOf(examples: readonly ValidExample[], schemas: JsonObject): SimilarityPlan | null {
  const distinctAnswers = new Set(examples.map(({ answer }) => JSON.stringify(answer)));
  if (distinctAnswers.size < 2) return null;
  const features = featuresOf(examples, schemas)
    .toSorted((one, other) => strength.indexOf(one.by) - strength.indexOf(other.by))
    .slice(0, maxFeatures);
  const candidates = examples.map(
    ({ answer, value }): CandidatePlan => ({ answer, marks: features.map((feature) => markOf(feature, value)) }),
  );
  return { features, candidates };
}

function featuresOf(examples: readonly ValidExample[], schemas: JsonObject): readonly FeaturePlan[] {
  const places = examples.map(({ value }) => placesIn(value));
  // Of each example in turn, so that none is known better than another.
  const ranked = places.flatMap((set) => [...set].map((place, rank) => [rank, place] as const));
  const inTurn = ranked.toSorted(([one], [other]) => one - other).map(([, place]) => place);
  const all = [...new Set(inTurn)].slice(0, maxPlaces);
  const having = new Map(all.map((place) => [place, places.map((set) => (set.has(place) ? 1 : 0)).join('')]));
  return all.flatMap((place): readonly FeaturePlan[] => {
    const tokens = tokensOf(place);
    const who = having.get(place);
    // What is below a property that tells them apart tells nothing more, unless by itself.
    const parent = place.slice(0, place.lastIndexOf('/'));
    const isInformative = place !== '' && who !== having.get('') && who !== having.get(parent);
    const presence: readonly FeaturePlan[] = isInformative ? [{ tokens, by: 'presence' }] : [];
    const marks = examples.map(({ value }) => markOf({ tokens, by: 'open' }, value));
    const shared = marks.filter((mark) => isArray(mark) && mark.length > 0);
    if (shared.length < 2 || shared.every((mark) => equal(mark, shared[0]))) return presence;
    return [...presence, { tokens, by: isClosed(tokens, examples, schemas) ? 'closed' : 'open' }];
  });
}

/** Every place in a value where something is, as pointers with `*` for indices; those near the root first. */
function placesIn(value: Json): ReadonlySet<string> {
  const places = new Set(['']);
  let level: readonly (readonly [string, Json])[] = [['', value]];
  while (level.length > 0 && places.size < maxPlaces) {
    level = level.flatMap(([place, parent]) => childrenOf(place, parent)).filter(([, child]) => isSomething(child));
    for (const [place] of level) places.add(place);
  }
  return places;
}

function childrenOf(place: string, value: Json): readonly (readonly [string, Json])[] {
  if (isArray(value)) return value.slice(0, maxItems).map((item) => [`${place}/*`, item]);
  if (!isObject(value)) return [];
  return Object.entries(value).map(([name, child]) => [`${place}/${escapeToken(name)}`, child]);
}

/** Whether the schema lists the values that there may be at a place. */
function isClosed(tokens: readonly string[], examples: readonly ValidExample[], schemas: JsonObject): boolean {
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

/** The schemas that describe a place. */
function schemasAt(schema: Json | undefined, tokens: readonly string[], schemas: JsonObject): readonly Json[] {
  const [token, ...rest] = tokens;
  if (schema === undefined || token === undefined) return schema === undefined ? [] : [schema];
  const children = branchesOf(schema, schemas).flatMap((part) => {
    const child = token === '*' ? part['items'] : property(part['properties'], token);
    return child === undefined ? [] : [child];
  });
  return [...new Set(children)].flatMap((child) => schemasAt(child, rest, schemas));
}
