import type { Problem, ProblemCode } from '../../problem.ts';
import { problemAt } from '../../read/source.ts';
import { addressOf, childOf, type Node, type Tree, writtenReference } from '../../read/tree.ts';
import { frozen } from '../../syntax/frozen.ts';
import { isArray, isObject, type Json, type JsonArray, type JsonObject, property, text } from '../../syntax/json.ts';
import { tokensOf } from '../../syntax/json-pointer.ts';
import { appliedBy, maxApplied, tooMany } from './applied-schemas.ts';
import { InPlaceSteps } from './circular.ts';
import { DefinitionNames } from './definition-names.ts';
import {
  chooseByDiscriminator,
  type Direction,
  exclusiveLimits,
  lastName,
  nullable,
  type SchemaDialect,
} from './dialect.ts';
import { exemptProperties } from './direction.ts';
import { namesFrom } from './document.ts';
import { addressIn, type DynamicScope, noScope, outermost, scopeWithin } from './dynamic-scope.ts';
import { compilable, dataDefect, isBareFlag } from './keyword-values.ts';
import { companions, type KeywordValue, keywords } from './keywords.ts';
import { type Loss, Losses, listIn, refuseNoMore } from './losses.ts';
import { withTextsAsWritten } from './number-text.ts';
import { showInherited } from './proto-property.ts';
import { betweenSlashes } from './slashed-pattern.ts';

/** Schemas, made into one JSON Schema 2020-12 document that refers to nothing outside itself. */
export interface SchemaBundle {
  /** Takes a schema in, with all that it refers to, and gives its place: `/$defs/Patient`. */
  add(node: Node, label: string): string;
  /** Takes in a schema that each item of a list must meet, beside one for the list as a whole, if there is one. */
  addSequence(items: Node, whole: Node | undefined, label: string): string;
  /** What has been taken in; the same object each time, in which there may be more later. */
  readonly document: JsonObject;
  /** Where a place of the document was written, for problems. */
  origin(place: string): Node | undefined;
  /**
   * Places that stand for what references do not lead to, and that what was added to this bundle leads to: any value is
   * taken there, since nobody knows what is asked.
   */
  missing(): readonly string[];
}

/** The schemas of a whole API for one direction: what its operations share is made once. */
export interface SchemaLibrary {
  /** The schemas of one operation, in the document of all. */
  bundle(): SchemaBundle;
  /** Whether a schema was taken in, by itself or in another one. */
  has(node: Node): boolean;
}

/** A bundle that shares nothing. */
export function createSchemaBundle(...given: Parameters<typeof createSchemaLibrary>): SchemaBundle {
  return createSchemaLibrary(...given).bundle();
}

/**
 * Starts an empty library. Each schema is normalised to JSON Schema 2020-12 once, however often it is referred to. What a
 * validator could not work with (a keyword's value of the wrong shape, a pattern that does not compile, an unknown format
 * or type, a circle without a step into the value) is reported and left out, so that only that constraint is lost.
 *
 * @param report is told what is wrong with a schema once, when it is first asked for
 */
export function createSchemaLibrary(
  tree: Tree,
  dialect: SchemaDialect,
  direction: Direction,
  report: (problem: Problem) => void,
  unknownKeywords: 'ignored' | 'told' = 'ignored',
): SchemaLibrary {
  const names = new Map<string, string>();
  const definitions: Record<string, Json> = {};
  // Frozen, but for the definitions in it, which become more.
  const document: JsonObject = Object.freeze({ $defs: definitions });
  const origins = new Map<string, Node>();
  const taken = new WeakSet<JsonObject>();
  const naming = new DefinitionNames(tree.root.source);
  const steps = new InPlaceSteps();
  // How many schemas each definition applies to one value.
  const applied = new Map<string, number>();
  const losses = new Losses();
  /** Names of definitions that stand for what references do not lead to, by the addresses of these. */
  const missing = new Map<string, string>();
  // Definitions in definitions, and what waits until there are none around it.
  let enclosing = 0;
  const waiting: (() => void)[] = [];

  function reportLoss(node: Node, code: ProblemCode, message: string): void {
    losses.note();
    report(problemAt(node.source, node.pointer, code, 'warning', message));
  }

  function define(node: Node, label: string, around: DynamicScope = noScope): string {
    const scope = scopeWithin(node, around);
    const address = addressIn(node, scope);
    const known = names.get(address);
    if (known !== undefined) return known;
    const name = naming.nameFor(node, label);
    names.set(address, name);
    definitions[name] = true;
    origins.set(name, node);
    const fill = (): void => {
      const before = losses.mark();
      const made = asObject(normalise(node, { owner: address, exempt: none, isPart: false, scope, depth: 0 }));
      const schema = bounded(name, node, made);
      losses.keep(address, before);
      // Of a choice in a circle that was cut, more than one branch may fit.
      definitions[name] = frozen(steps.isCut(address) ? anyInsteadOfOne(schema) : schema);
    };
    if (enclosing === maxAround) waiting.push(fill);
    else {
      enclosing += 1;
      fill();
      enclosing -= 1;
    }
    return name;
  }

  /** The schema, unless it is applied to one value so often that nobody could wait for it. */
  function bounded(name: string, node: Node, schema: Json): Json {
    const count = appliedBy(schema, applied);
    applied.set(name, count > maxApplied ? 1 : count);
    if (count <= maxApplied) return schema;
    losses.note();
    const message = `This schema cannot be used, so nothing is checked against it: ${tooMany}`;
    report(problemAt(node.source, node.pointer, 'schema-unusable', 'error', message));
    return true;
  }

  /** The definition of a schema, with all that it refers to. */
  function defineWhole(node: Node, label: string): string {
    const name = define(node, label);
    for (let fill = waiting.pop(); fill; fill = waiting.pop()) fill();
    return name;
  }

  /** What stands for a schema that is not there. */
  function defineMissing(node: Node, reference: string): string {
    const name = missing.get(addressOf(node)) ?? naming.nameFor(node, lastName(reference));
    missing.set(addressOf(node), name);
    definitions[name] = true;
    origins.set(name, node);
    losses.noteMissing(`/$defs/${name}`);
    return name;
  }

  function normalise(node: Node, outside: Around): Json {
    const { value } = node;
    if (isObject(value)) taken.add(value);
    const around = { ...outside, scope: scopeWithin(node, outside.scope), depth: outside.depth + 1 };
    if (typeof value === 'boolean') return value;
    if (!isObject(value)) {
      reportLoss(node, 'schema-keyword', 'A schema must be an object.');
      return true;
    }
    if (outside.depth === deepest) return { $ref: `#/$defs/${define(node, 'inner', outside.scope)}` };
    const wrong = childOf(node, '$ref');
    if (wrong && typeof wrong.value !== 'string')
      reportLoss(wrong, 'schema-keyword', '$ref must be a text; it is left out.');
    const lost = new Map<string, Loss>();
    const start = losses.mark();
    const reference = referenceTo(node, text(value, '$ref'), around);
    const beyond = losses.since(start);
    if (beyond) lost.set('$ref', beyond);
    if (reference !== undefined && dialect === '3.0') return reference;
    const dynamic = referenceTo(node, text(value, '$dynamicRef'), around, true);
    const elsewhere = { ...around, owner: null, exempt: none, isPart: false };
    if (unknownKeywords === 'told') reportUnknown(node, value);
    const exempt = around.isPart ? around.exempt : exemptIn(node, around.exempt);
    const result: Record<string, Json> = isObject(reference) ? { ...reference } : {};
    for (const [keyword, kind] of keywords) {
      if (!Object.hasOwn(value, keyword)) continue;
      const child = childOf(node, keyword);
      const within = inPlace.has(keyword) ? { ...around, exempt, isPart: keyword === 'allOf' } : elsewhere;
      const before = losses.mark();
      const normalised = child && normaliseKeyword(keyword, kind, child, within);
      if (!inPlace.has(keyword)) losses.stepOut(before);
      const loss = losses.since(before);
      if (loss) lost.set(keyword, loss);
      if (normalised !== undefined) result[keyword] = normalised;
    }
    if (dynamic !== undefined) result['allOf'] = [...listIn(result, 'allOf'), dynamic];
    translateChoice(node, value, result);
    refuseNoMore(result, lost);
    for (const [keyword, needed] of companions) if (!(needed in result)) delete result[keyword];
    showInherited(result);
    if (isArray(result['required'])) result['required'] = withoutAny(result['required'], exempt());
    return withTextsAsWritten(node, translate(node, value, result, elsewhere));
  }

  /** Worked out only where something is required. */
  function exemptIn(node: Node, around: () => ReadonlySet<string>): () => ReadonlySet<string> {
    let known: ReadonlySet<string> | undefined;
    return () => {
      known ??= new Set([...around(), ...exemptProperties(tree, node, direction, dialect)]);
      return known;
    };
  }

  function reportUnknown(node: Node, value: JsonObject): void {
    for (const key of Object.keys(value)) {
      const child = childOf(node, key);
      if (child && !keywords.has(key) && !annotations.has(key))
        reportLoss(child, 'schema-keyword', `${key} is no keyword of JSON Schema.`);
    }
  }

  /** A reference into the bundle; `true` when it leads in a circle, which has been reported. */
  function referenceTo(
    node: Node,
    reference: string | undefined,
    { owner, scope }: Around,
    isDynamic = false,
  ): Json | undefined {
    if (reference === undefined) return undefined;
    const followed = schemaAt({ ...node, value: { $ref: reference } });
    if (!followed) return { $ref: `#/$defs/${defineMissing(node, reference)}` };
    const target = isDynamic ? outermost(followed, reference, scope) : followed;
    const address = addressIn(target, scopeWithin(target, scope));
    losses.meet(address);
    if (owner !== null && !steps.note(owner, address)) {
      const written = writtenReference(node, reference);
      reportLoss(node, 'schema-unusable', `${written} leads back here without a step into the value; it is left out.`);
      return true;
    }
    return { $ref: `#/$defs/${define(target, lastName(reference), scope)}` };
  }

  /** The first schema on the way of a reference that says something itself; in 3.0, the last (OpenAPI 3.0.4, 4.7.23). */
  function schemaAt(node: Node): Node | undefined {
    const followed = tree.follow(node);
    if (!followed.resolved || dialect === '3.0') return followed.resolved ? followed.node : undefined;
    const [, ...steps] = tree.steps(node);
    return steps.find(({ value }) => !isObject(value) || Object.keys(value).length > 1) ?? followed.node;
  }

  function normaliseKeyword(keyword: string, kind: KeywordValue, node: Node, around: Around): Json | undefined {
    const { value } = node;
    switch (kind.holds) {
      case 'schema':
        if (keyword === 'items' && isArray(value)) return undefined;
        return ownKeyword.has(keyword) ? normalise(node, around) : asObject(normalise(node, around));
      case 'schemaList':
        if (isArray(value) && value.length > maxBranches && choices.has(keyword)) {
          reportLoss(node, 'schema-unusable', `${keyword} has more than ${maxBranches} schemas; it is left out.`);
          return undefined;
        }
        if (isArray(value) && value.length > 0) return normaliseList(node, value, around);
        reportLoss(node, 'schema-keyword', `${keyword} must be a list of schemas; it is left out.`);
        return undefined;
      case 'schemaMap':
        if (isObject(value)) return normaliseMap(keyword, node, value, around);
        reportLoss(node, 'schema-keyword', `${keyword} must be an object of schemas; it is left out.`);
        return undefined;
      case 'data': {
        if (isBareFlag(keyword, value, dialect)) return undefined;
        const defect = dataDefect(keyword, kind, value);
        if (!defect) return keyword === 'pattern' && typeof value === 'string' ? intendedPattern(node, value) : value;
        reportLoss(node, defect.code, defect.message);
        return undefined;
      }
    }
  }

  /** A pattern as it is meant; undefined where it does not compile. */
  function intendedPattern(node: Node, pattern: string): string | undefined {
    const inner = betweenSlashes(pattern);
    const intended = inner === undefined ? undefined : compilable(inner);
    if (intended === undefined) return compilable(pattern);
    const message = `The regular expression ${pattern} stands between slashes, which are no part of one; it is read without: ${intended}.`;
    report(problemAt(node.source, node.pointer, 'schema-pattern', 'warning', message));
    return intended;
  }

  function normaliseList(node: Node, value: JsonArray, around: Around): Json {
    return value.map((_, index) => {
      const child = childOf(node, String(index));
      return child ? asObject(normalise(child, around)) : true;
    });
  }

  function normaliseMap(keyword: string, node: Node, value: JsonObject, around: Around): Json {
    const entries = Object.keys(value).flatMap((key): readonly (readonly [string, Json])[] => {
      const child = childOf(node, key);
      const name = keyword === 'patternProperties' ? intendedPattern(child ?? node, key) : key;
      if (child && name !== undefined) return [[name, asObject(normalise(child, around))]];
      reportLoss(node, 'schema-pattern', `The regular expression ${key} does not compile; it is left out.`);
      return [];
    });
    return Object.fromEntries(entries);
  }

  /** What the dialect or OpenAPI says in words of its own. */
  function translate(node: Node, written: JsonObject, schema: Record<string, Json>, elsewhere: Around): Json {
    const items = childOf(node, 'items');
    if (items && isArray(items.value) && !('prefixItems' in schema)) {
      schema['prefixItems'] = normaliseList(items, items.value, elsewhere);
      const others = childOf(node, 'additionalItems');
      if (others) schema['items'] = normalise(others, elsewhere);
    }
    const example = property(written, 'example');
    if (example !== undefined) schema['examples'] = [example];
    if (dialect === '3.1') return schema;
    const flag = childOf(node, 'nullable');
    if (flag && typeof flag.value !== 'boolean')
      reportLoss(flag, 'schema-keyword', 'nullable must be true or false; it is left out.');
    exclusiveLimits(written, schema);
    return written['nullable'] === true ? nullable(schema) : schema;
  }

  /** A choice by the value of a property (OpenAPI 3.1.1, 4.8.25). */
  function translateChoice(node: Node, written: JsonObject, schema: Record<string, Json>): void {
    const referred = (reference: string): Node | undefined => {
      const followed = tree.follow({ ...node, value: { $ref: reference } });
      return followed.resolved ? followed.node : undefined;
    };
    chooseByDiscriminator(
      written,
      schema,
      (reference) => {
        const target = referred(reference);
        return target && addressOf(target);
      },
      (reference, name) => constantsAt(tree, referred(reference), name),
    );
  }

  function defineSequence(items: Node, whole: Node | undefined, label: string): string {
    const address = `items ${addressOf(items)} of ${whole ? addressOf(whole) : ''}`;
    const known = names.get(address);
    if (known !== undefined) return known;
    const schema = { items: { $ref: `#/$defs/${defineWhole(items, `${label}-item`)}` } };
    const list = whole ? { ...schema, $ref: `#/$defs/${defineWhole(whole, label)}` } : schema;
    const name = naming.nameFor(items, `${label}-items`);
    names.set(address, name);
    definitions[name] = frozen(list);
    origins.set(name, items);
    return name;
  }

  function originOf(place: string): Node | undefined {
    const [, name = '', ...rest] = tokensOf(place);
    let node = origins.get(name);
    for (const token of rest) {
      const child = node && childOf(node, token);
      // Steps that translation put in are not in the text.
      if (child) node = child;
    }
    return node;
  }

  function missingFrom(places: Iterable<string>): readonly string[] {
    if (missing.size === 0) return [];
    const used = namesFrom(document, places);
    return [...missing.values()].filter((name) => used.has(name)).map((name) => `/$defs/${name}`);
  }

  return {
    has: ({ value }) => isObject(value) && taken.has(value),
    bundle: () => {
      const places = new Set<string>();
      const placeOf = (name: string): string => {
        const place = `/$defs/${name}`;
        places.add(place);
        return place;
      };
      return {
        add: (node, label) => placeOf(defineWhole(node, label)),
        addSequence: (items, whole, label) => placeOf(defineSequence(items, whole, label)),
        document,
        origin: originOf,
        missing: () => missingFrom(places),
      };
    },
  };
}

/** The texts that a schema allows for a property, by its own words or those of the schemas that it is made of. */
function constantsAt(tree: Tree, schema: Node | undefined, name: string, depth = 0): readonly string[] {
  if (!schema || depth > maxSteps) return [];
  const properties = tree.get(schema, 'properties');
  const own = properties && tree.get(properties, name)?.value;
  const constant = isObject(own) ? (own['const'] ?? own['enum']) : undefined;
  const texts = (isArray(constant) ? constant : [constant]).filter((value) => typeof value === 'string');
  if (texts.length > 0) return texts;
  return tree.items(tree.get(schema, 'allOf')).flatMap((part) => constantsAt(tree, part, name, depth + 1));
}

/** Nothing real is made of more, one in another. */
const maxSteps = 10;

/** Where a schema is applied. */
interface Around {
  /** Address of the definition that applies it to its own value; null: it is applied to another. */
  readonly owner: string | null;
  /** Properties of that value that are not required in this direction. */
  readonly exempt: () => ReadonlySet<string>;
  /** One of an `allOf`, whose own properties are among those already. */
  readonly isPart: boolean;
  readonly scope: DynamicScope;
  /** Schemas around it in the same definition. */
  readonly depth: number;
}

/** A schema with more around it gets a definition of its own: Ajv goes through each with a stack that has an end. */
const deepest = 32;

/** As many definitions are looked at one inside of the other; further ones afterwards. */
const maxAround = 64;

const empty: ReadonlySet<string> = new Set();
const none = (): ReadonlySet<string> => empty;

/** Ajv writes the branches of a choice one inside of the other, and the stack has an end. */
const maxBranches = 1000;
const choices = new Set(['oneOf', 'anyOf']);

/** Keywords that apply their schemas to the value itself (JSON Schema 2020-12 Core, 10.2). */
const inPlace = new Set(['allOf', 'anyOf', 'oneOf', 'not', 'if', 'then', 'else', 'dependentSchemas']);

/** Keywords that check nothing themselves, or that are translated. */
const annotations = new Set(
  ['$ref', '$dynamicRef', '$anchor', '$dynamicAnchor', '$defs', '$id', '$schema', '$comment', '$vocabulary'].concat(
    ['title', 'description', 'deprecated', 'example', 'nullable', 'discriminator', 'xml', 'externalDocs'],
    ['contentEncoding', 'contentMediaType', 'contentSchema'],
  ),
);

/** Keywords whose `false` is told by their own name. */
const ownKeyword = new Set(['items', 'additionalProperties', 'unevaluatedItems', 'unevaluatedProperties']);

/** `false` in words: what fails must be found by its place. */
function asObject(schema: Json): Json {
  return schema === false ? { not: {} } : schema;
}

function withoutAny(names: JsonArray, left: ReadonlySet<string>): JsonArray {
  return left.size === 0 ? names : names.filter((name) => !left.has(String(name)));
}

function anyInsteadOfOne(schema: Json): Json {
  if (!isObject(schema) || schema['oneOf'] === undefined) return schema;
  const { oneOf, ...rest } = schema;
  return { ...rest, allOf: [...listIn(rest, 'allOf'), { anyOf: oneOf }] };
}
