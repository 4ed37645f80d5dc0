import type { Problem, ProblemCode } from '../../problem.ts';
import { problemAt } from '../../read/source.ts';
import { childOf, type Node, type Tree, writtenReference } from '../../read/tree.ts';
import { isArray, isObject, type Json, type JsonArray, type JsonObject, property, text } from '../../syntax/json.ts';
import { tokensOf } from '../../syntax/json-pointer.ts';
import type { InPlaceSteps } from './circular.ts';
import { type Direction, exclusiveLimits, lastName, nullable, type SchemaDialect } from './dialect.ts';
import { exemptProperties } from './direction.ts';
import { chooseByConstants } from './discriminator.ts';
import { addressIn, type DynamicScope, outermost, scopeWithin } from './dynamic-scope.ts';
import { adviceForKeyword, adviceForSchema } from './keyword-advice.ts';
import { compilable, dataDefect, isBareFlag } from './keyword-values.ts';
import { companions, type KeywordValue, keywords } from './keywords.ts';
import { type Loss, type Losses, listIn, refuseNoMore } from './losses.ts';
import { withTextsAsWritten } from './number-text.ts';
import { showInherited } from './proto-property.ts';
import { betweenSlashes } from './slashed-pattern.ts';

/** The definitions that normalised references point to. */
export interface Definitions {
  /** Defines a schema, if it is not yet defined in this scope, and returns the name of its definition. */
  define(node: Node, label: string, scope: DynamicScope): string;
  /** Defines a placeholder for a dangling reference, which accepts any value, and returns its name. */
  defineMissing(node: Node, reference: string): string;
}

/** What all schemas of a library are normalised with. */
export interface NormaliserContext {
  readonly tree: Tree;
  readonly dialect: SchemaDialect;
  readonly direction: Direction;
  readonly losses: Losses;
  readonly steps: InPlaceSteps;
  readonly report: (problem: Problem) => void;
  readonly unknownKeywords: 'ignored' | 'told';
}

/** How a schema is applied by the schema around it. */
interface Application {
  /** Address of the definition that applies it to its own value; null if it is applied to a part of that value. */
  readonly owner: string | null;
  /** Properties of the value that are not required in this direction. */
  readonly exempt: () => ReadonlySet<string>;
  /** Whether it is a member of an `allOf`, whose properties `exempt` already includes. */
  readonly isPart: boolean;
  readonly scope: DynamicScope;
  /** The number of schemas around it in the same definition. */
  readonly depth: number;
}

/** Ajv compiles nested schemas recursively and its stack is finite: a schema nested deeper gets its own definition. */
const maxDepth = 32;

/** Ajv nests the code of the branches of a choice, and its stack is finite. */
const maxBranches = 1000;
const choices = new Set(['oneOf', 'anyOf']);

/** Keywords that apply their schemas to the value itself (JSON Schema 2020-12 Core, 10.2). */
const inPlace = new Set(['allOf', 'anyOf', 'oneOf', 'not', 'if', 'then', 'else', 'dependentSchemas']);

/** Keywords that constrain nothing, or that are translated. */
const annotations = new Set(
  ['$ref', '$dynamicRef', '$anchor', '$dynamicAnchor', '$defs', '$id', '$schema', '$comment', '$vocabulary'].concat(
    ['title', 'description', 'deprecated', 'example', 'nullable', 'discriminator', 'xml', 'externalDocs'],
    ['contentEncoding', 'contentMediaType', 'contentSchema'],
  ),
);

/** Ajv reports `false` under these as the keyword itself, not as "false schema". */
const reportsFalse = new Set(['items', 'additionalProperties', 'unevaluatedItems', 'unevaluatedProperties']);

const noNames: ReadonlySet<string> = new Set();

/** Makes JSON Schema 2020-12 of the schemas of OpenAPI 3.0 and later. */
export class SchemaNormaliser {
  readonly #context: NormaliserContext;
  readonly #definitions: Definitions;
  readonly #normalised = new WeakSet<JsonObject>();

  constructor(context: NormaliserContext, definitions: Definitions) {
    this.#context = context;
    this.#definitions = definitions;
  }

  /** Returns whether a schema was normalised, alone or as a part of another. */
  has(schema: JsonObject): boolean {
    return this.#normalised.has(schema);
  }

  /** Normalises the schema of a definition. @param address identifies the definition */
  normaliseDefinition(node: Node, address: string, scope: DynamicScope): Json {
    return this.#normalise(node, { owner: address, exempt: () => noNames, isPart: false, scope, depth: 0 });
  }

  #normalise(node: Node, outer: Application): Json {
    const { value } = node;
    if (isObject(value)) this.#normalised.add(value);
    if (typeof value === 'boolean') return value;
    if (!isObject(value)) {
      const message = `A schema must be an object, not ${shownValue(value)}.${adviceForSchema(value)}`;
      this.#reportLoss(node, 'schema-keyword', message);
      return true;
    }
    if (outer.depth === maxDepth) return { $ref: `#/$defs/${this.#definitions.define(node, 'inner', outer.scope)}` };
    const applied = { ...outer, scope: scopeWithin(node, outer.scope), depth: outer.depth + 1 };
    const lost = new Map<string, Loss>();
    const reference = this.#normaliseReference(node, value, applied, lost);
    if (reference !== undefined && this.#context.dialect === '3.0') return reference;
    const dynamic = this.#referenceTo(node, text(value, '$dynamicRef'), applied, true);
    if (this.#context.unknownKeywords === 'told') this.#reportUnknown(node, value);
    const exempt = applied.isPart ? applied.exempt : this.#exemptIn(node, applied.exempt);
    const result: Record<string, Json> = isObject(reference) ? { ...reference } : {};
    this.#normaliseKeywords(node, value, { ...applied, exempt }, result, lost);
    if (dynamic !== undefined) result['allOf'] = [...listIn(result, 'allOf'), dynamic];
    chooseByConstants(this.#context.tree, node, value, result);
    refuseNoMore(result, lost);
    for (const [keyword, needed] of companions) if (!(needed in result)) delete result[keyword];
    showInherited(result);
    if (isArray(result['required'])) result['required'] = withoutAny(result['required'], exempt());
    return withTextsAsWritten(node, this.#translate(node, value, result, applied));
  }

  /** Normalises `$ref`, and notes what the referenced schema lost. */
  #normaliseReference(node: Node, schema: JsonObject, applied: Application, lost: Map<string, Loss>): Json | undefined {
    const reference = childOf(node, '$ref');
    if (reference && typeof reference.value !== 'string')
      this.#reportLoss(reference, 'schema-keyword', referenceMessage(reference.value));
    const before = this.#context.losses.mark();
    const normalised = this.#referenceTo(node, text(schema, '$ref'), applied);
    const loss = this.#context.losses.since(before);
    if (loss) lost.set('$ref', loss);
    return normalised;
  }

  #normaliseKeywords(
    node: Node,
    schema: JsonObject,
    applied: Application,
    result: Record<string, Json>,
    lost: Map<string, Loss>,
  ): void {
    const { losses } = this.#context;
    for (const [keyword, kind] of keywords) {
      if (!Object.hasOwn(schema, keyword)) continue;
      const child = childOf(node, keyword);
      const within = inPlace.has(keyword) ? { ...applied, isPart: keyword === 'allOf' } : toPart(applied);
      const before = losses.mark();
      const normalised = child && this.#normaliseKeyword(keyword, kind, child, within, schema);
      if (!inPlace.has(keyword)) losses.stepOut(before);
      const loss = losses.since(before);
      if (loss) lost.set(keyword, loss);
      if (normalised !== undefined) result[keyword] = normalised;
    }
  }

  /** Normalises the value of a keyword; undefined if the keyword is left out. */
  #normaliseKeyword(
    keyword: string,
    kind: KeywordValue,
    node: Node,
    applied: Application,
    schema: JsonObject,
  ): Json | undefined {
    switch (kind.holds) {
      case 'schema':
        return this.#normaliseSubschema(keyword, node, applied);
      case 'schemaList':
        return this.#normaliseSchemaList(keyword, node, applied);
      case 'schemaMap':
        return this.#normaliseSchemaMap(keyword, node, applied);
      case 'data':
        return this.#normaliseData(keyword, kind, node, schema);
    }
  }

  #normaliseSubschema(keyword: string, node: Node, applied: Application): Json | undefined {
    if (keyword === 'items' && isArray(node.value)) return undefined;
    const normalised = this.#normalise(node, applied);
    return reportsFalse.has(keyword) ? normalised : asObject(normalised);
  }

  #normaliseSchemaList(keyword: string, node: Node, applied: Application): Json | undefined {
    const { value } = node;
    if (!isArray(value) || value.length === 0) {
      this.#reportLoss(
        node,
        'schema-keyword',
        `${keyword} must be a list of schemas; it is left out.${adviceForKeyword(keyword, value, {})}`,
      );
      return undefined;
    }
    if (value.length <= maxBranches || !choices.has(keyword)) return this.#normaliseEach(node, value, applied);
    this.#reportLoss(node, 'schema-unusable', `${keyword} has more than ${maxBranches} schemas; it is left out.`);
    return undefined;
  }

  #normaliseEach(node: Node, schemas: JsonArray, applied: Application): JsonArray {
    return schemas.map((_, index) => {
      const child = childOf(node, String(index));
      return child ? asObject(this.#normalise(child, applied)) : true;
    });
  }

  #normaliseSchemaMap(keyword: string, node: Node, applied: Application): Json | undefined {
    const { value } = node;
    if (!isObject(value)) {
      this.#reportLoss(node, 'schema-keyword', `${keyword} must be an object of schemas; it is left out.`);
      return undefined;
    }
    const entries = Object.keys(value).flatMap((key): readonly (readonly [string, Json])[] => {
      const child = childOf(node, key);
      const name = keyword === 'patternProperties' ? this.#intendedPattern(child ?? node, key) : key;
      if (child && name !== undefined) return [[name, asObject(this.#normalise(child, applied))]];
      this.#reportLoss(node, 'schema-pattern', `The regular expression ${key} does not compile; it is left out.`);
      return [];
    });
    return Object.fromEntries(entries);
  }

  #normaliseData(
    keyword: string,
    kind: KeywordValue & { readonly holds: 'data' },
    node: Node,
    schema: JsonObject,
  ): Json | undefined {
    const { value } = node;
    if (isBareFlag(keyword, value, this.#context.dialect)) {
      if (keyword === 'required' && value === true) this.#reportRequired(node);
      return undefined;
    }
    const defect = dataDefect(keyword, kind, value, schema);
    if (!defect) return keyword === 'pattern' && typeof value === 'string' ? this.#intendedPattern(node, value) : value;
    this.#reportLoss(node, defect.code, defect.message);
    return undefined;
  }

  /** Returns a pattern without the slashes of a regular expression literal; undefined if it does not compile. */
  #intendedPattern(node: Node, pattern: string): string | undefined {
    const inner = betweenSlashes(pattern);
    const intended = inner === undefined ? undefined : compilable(inner);
    if (intended === undefined) return compilable(pattern);
    const message = `The regular expression ${pattern} stands between slashes, which are no part of one; it is read without: ${intended}.`;
    this.#context.report(problemAt(node.source, node.pointer, 'schema-pattern', message));
    return intended;
  }

  /** Returns a reference to a definition; `true` if it closes a circle, which is reported and cut. */
  #referenceTo(
    node: Node,
    reference: string | undefined,
    { owner, scope }: Application,
    isDynamic = false,
  ): Json | undefined {
    if (reference === undefined) return undefined;
    const { losses, steps } = this.#context;
    const followed = this.#schemaAt({ ...node, value: { $ref: reference } });
    if (!followed) return { $ref: `#/$defs/${this.#definitions.defineMissing(node, reference)}` };
    const target = isDynamic ? outermost(followed, reference, scope) : followed;
    const address = addressIn(target, scopeWithin(target, scope));
    losses.meet(address);
    if (owner !== null && !steps.note(owner, address)) {
      const written = writtenReference(node, reference);
      const message = `${written} leads back here without a step into the value; it is left out.`;
      this.#reportLoss(node, 'schema-unusable', message);
      return true;
    }
    return { $ref: `#/$defs/${this.#definitions.define(target, lastName(reference), scope)}` };
  }

  /** Follows a reference to the first schema with keywords of its own; in 3.0, to the last (OpenAPI 3.0.4, 4.7.23). */
  #schemaAt(node: Node): Node | undefined {
    const { tree, dialect } = this.#context;
    const followed = tree.follow(node);
    if (!followed.resolved || dialect === '3.0') return followed.resolved ? followed.node : undefined;
    const [, ...steps] = tree.steps(node);
    return steps.find(({ value }) => !isObject(value) || Object.keys(value).length > 1) ?? followed.node;
  }

  /** Returns the properties that are not required in this direction, found at the first call. */
  #exemptIn(node: Node, outer: () => ReadonlySet<string>): () => ReadonlySet<string> {
    const { tree, direction, dialect } = this.#context;
    let known: ReadonlySet<string> | undefined;
    return () => {
      known ??= new Set([...outer(), ...exemptProperties(tree, node, direction, dialect)]);
      return known;
    };
  }

  /** Translates the keywords of OpenAPI and of older drafts of JSON Schema. */
  #translate(node: Node, written: JsonObject, schema: Record<string, Json>, applied: Application): Json {
    const items = childOf(node, 'items');
    if (items && isArray(items.value) && !('prefixItems' in schema)) {
      schema['prefixItems'] = this.#normaliseEach(items, items.value, toPart(applied));
      const others = childOf(node, 'additionalItems');
      if (others) schema['items'] = this.#normalise(others, toPart(applied));
    }
    const example = property(written, 'example');
    if (example !== undefined) schema['examples'] = [example];
    if (this.#context.dialect === '3.1') return schema;
    const flag = childOf(node, 'nullable');
    if (flag && typeof flag.value !== 'boolean')
      this.#reportLoss(flag, 'schema-keyword', 'nullable must be true or false; it is left out.');
    exclusiveLimits(written, schema);
    return written['nullable'] === true ? nullable(schema) : schema;
  }

  #reportUnknown(node: Node, schema: JsonObject): void {
    for (const key of Object.keys(schema)) {
      const child = childOf(node, key);
      if (child && !keywords.has(key) && !annotations.has(key))
        this.#reportLoss(child, 'schema-keyword', `${key} is no keyword of JSON Schema.`);
    }
  }

  /** Reports the `required: true` of a property, as draft 3 of JSON Schema had it. */
  #reportRequired({ source, pointer }: Node): void {
    const [holder, name = 'name'] = tokensOf(pointer).slice(-3);
    const list = holder === 'properties' ? `required: [${name}] beside properties` : 'a list of names';
    const message = `required lists the properties of an object, and is not true; it is left out. Write ${list}.`;
    this.#context.report(problemAt(source, pointer, 'schema-keyword', message));
  }

  /** Reports a constraint that is left out. */
  #reportLoss(node: Node, code: ProblemCode, message: string): void {
    const { losses, report } = this.#context;
    losses.note();
    report(problemAt(node.source, node.pointer, code, message));
  }
}

function referenceMessage(value: Json): string {
  const hint = value === null ? ' It is empty, since # begins a comment in YAML: write the reference in quotes.' : '';
  return `$ref must be a text; it is left out.${hint}`;
}

function shownValue(value: Json): string {
  if (value === null) return 'nothing';
  return isArray(value) ? 'a list' : JSON.stringify(value);
}

/** How a schema is applied to a part of the value: a property, an item. */
function toPart(applied: Application): Application {
  return { ...applied, owner: null, exempt: () => noNames, isPart: false };
}

/** Writes `false` as an object, so that violations can be found by their place. */
export function asObject(schema: Json): Json {
  return schema === false ? { not: {} } : schema;
}

function withoutAny(names: JsonArray, exempt: ReadonlySet<string>): JsonArray {
  return exempt.size === 0 ? names : names.filter((name) => !exempt.has(String(name)));
}
