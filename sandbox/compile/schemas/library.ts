import type { Problem } from '../../problem.ts';
import { problemAt } from '../../read/source.ts';
import { addressOf, childOf, type Node, type Tree } from '../../read/tree.ts';
import { frozen } from '../../syntax/frozen.ts';
import { isObject, type Json, type JsonObject } from '../../syntax/json.ts';
import { tokensOf } from '../../syntax/json-pointer.ts';
import { appliedBy, maxApplied, tooMany } from './applied-schemas.ts';
import { InPlaceSteps } from './circular.ts';
import { DefinitionNames } from './definition-names.ts';
import { type Direction, lastName, type SchemaDialect } from './dialect.ts';
import { namesFrom } from './document.ts';
import { addressIn, type DynamicScope, noScope, scopeWithin } from './dynamic-scope.ts';
import { Losses, oneOfAsAnyOf } from './losses.ts';
import { asObject, type Definitions, SchemaNormaliser } from './normalise.ts';

/** Schemas in one JSON Schema 2020-12 document that has no references to other documents. */
export interface SchemaBundle {
  /** Adds a schema and everything it refers to; returns its JSON Pointer in `document`: `/$defs/Patient`. */
  add(node: Node, label: string): string;
  /** Adds a list schema: `items` applies to each item, `whole`, where present, to the list. Returns its JSON Pointer. */
  addSequence(items: Node, whole: Node | undefined, label: string): string;
  /** The same object at every call; it gains definitions as schemas are added. */
  readonly document: JsonObject;
  /** Returns the node that a JSON Pointer into `document` was made from, for problems. */
  origin(pointer: string): Node | undefined;
  /** Returns the pointers of placeholders for dangling references that the added schemas lead to. A placeholder accepts any value. */
  missing(): readonly string[];
}

/** The schemas of a whole API in one direction. Operations share it, so each schema is normalised once. */
export interface SchemaLibrary {
  /** Returns a bundle for one operation, backed by the document that all operations share. */
  bundle(): SchemaBundle;
  /** Returns whether a schema was added, alone or as a part of another. */
  has(node: Node): boolean;
}

/** Returns a bundle that shares nothing with other bundles. */
export function createSchemaBundle(...given: Parameters<typeof createSchemaLibrary>): SchemaBundle {
  return createSchemaLibrary(...given).bundle();
}

/**
 * Creates an empty library. It normalises each schema to JSON Schema 2020-12 when the schema is first added. Constraints
 * that no validator can use (a keyword value of the wrong type, an invalid pattern, an unknown format or type, a circle
 * without a step into the value) are reported once and left out; the rest of the schema stays.
 *
 * @param unknownKeywords whether a keyword that JSON Schema does not define is reported
 */
export function createSchemaLibrary(
  tree: Tree,
  dialect: SchemaDialect,
  direction: Direction,
  report: (problem: Problem) => void,
  unknownKeywords: 'ignored' | 'told' = 'ignored',
): SchemaLibrary {
  const definitions = new SchemaDefinitions(tree, dialect, direction, report, unknownKeywords);
  return {
    has: ({ value }) => isObject(value) && definitions.has(value),
    bundle: () => {
      const pointers = new Set<string>();
      const pointerTo = (name: string): string => {
        const pointer = `/$defs/${name}`;
        pointers.add(pointer);
        return pointer;
      };
      return {
        add: (node, label) => pointerTo(definitions.defineWhole(node, label)),
        addSequence: (items, whole, label) => pointerTo(definitions.defineSequence(items, whole, label)),
        document: definitions.document,
        origin: (pointer) => definitions.origin(pointer),
        missing: () => definitions.missingFrom(pointers),
      };
    },
  };
}

/** Definitions are normalised inside each other to this depth; deeper ones wait until the outer ones are finished. */
const maxNesting = 64;

/** The definitions of a library: one for each schema that a reference or an operation leads to. */
class SchemaDefinitions implements Definitions {
  readonly #report: (problem: Problem) => void;
  readonly #losses = new Losses();
  readonly #steps = new InPlaceSteps();
  readonly #naming: DefinitionNames;
  readonly #normaliser: SchemaNormaliser;
  /** Names of definitions by the addresses of their schemas. */
  readonly #names = new Map<string, string>();
  readonly #definitions: Record<string, Json> = {};
  /** Frozen; only the object under `$defs` gains properties. */
  readonly document: JsonObject = Object.freeze({ $defs: this.#definitions });
  /** The nodes that definitions were made from, by name. */
  readonly #origins = new Map<string, Node>();
  /** The number of schemas that each definition applies to one value, by name. */
  readonly #applied = new Map<string, number>();
  /** Names of placeholders for dangling references, by the addresses of the references. */
  readonly #missing = new Map<string, string>();
  #nesting = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(
    tree: Tree,
    dialect: SchemaDialect,
    direction: Direction,
    report: (problem: Problem) => void,
    unknownKeywords: 'ignored' | 'told',
  ) {
    this.#report = report;
    this.#naming = new DefinitionNames(tree.root.source);
    const shared = { losses: this.#losses, steps: this.#steps, report };
    this.#normaliser = new SchemaNormaliser({ tree, dialect, direction, unknownKeywords, ...shared }, this);
  }

  /** Returns whether a schema was normalised, alone or as a part of another. */
  has(schema: JsonObject): boolean {
    return this.#normaliser.has(schema);
  }

  /** Defines a schema and everything it refers to; returns the name of its definition. */
  defineWhole(node: Node, label: string): string {
    const name = this.define(node, label, noScope);
    for (let fill = this.#waiting.pop(); fill; fill = this.#waiting.pop()) fill();
    return name;
  }

  define(node: Node, label: string, outerScope: DynamicScope): string {
    const scope = scopeWithin(node, outerScope);
    const address = addressIn(node, scope);
    const known = this.#names.get(address);
    if (known !== undefined) return known;
    const name = this.#add(address, node, label, true);
    const fill = () => this.#fill(name, node, address, scope);
    if (this.#nesting === maxNesting) this.#waiting.push(fill);
    else {
      this.#nesting += 1;
      fill();
      this.#nesting -= 1;
    }
    return name;
  }

  defineMissing(node: Node, reference: string): string {
    const address = addressOf(node);
    const name = this.#missing.get(address) ?? this.#naming.nameFor(node, lastName(reference));
    this.#missing.set(address, name);
    this.#definitions[name] = true;
    this.#origins.set(name, node);
    this.#losses.noteMissing(`/$defs/${name}`);
    return name;
  }

  /** Defines a list of `items` that also matches `whole`, where present; returns the name of the definition. */
  defineSequence(items: Node, whole: Node | undefined, label: string): string {
    const address = `items ${addressOf(items)} of ${whole ? addressOf(whole) : ''}`;
    const known = this.#names.get(address);
    if (known !== undefined) return known;
    const schema = { items: { $ref: `#/$defs/${this.defineWhole(items, `${label}-item`)}` } };
    const list = whole ? { ...schema, $ref: `#/$defs/${this.defineWhole(whole, label)}` } : schema;
    return this.#add(address, items, `${label}-items`, frozen(list));
  }

  /** Returns the node that a JSON Pointer into the document was made from. */
  origin(pointer: string): Node | undefined {
    const [, name = '', ...rest] = tokensOf(pointer);
    let node = this.#origins.get(name);
    for (const token of rest) {
      const child = node && childOf(node, token);
      // Tokens that normalising added do not exist in the source.
      if (child) node = child;
    }
    return node;
  }

  /** Returns the pointers of the placeholders that the definitions at these pointers lead to. */
  missingFrom(pointers: Iterable<string>): readonly string[] {
    if (this.#missing.size === 0) return [];
    const used = namesFrom(this.document, pointers);
    return [...this.#missing.values()].filter((name) => used.has(name)).map((name) => `/$defs/${name}`);
  }

  #add(address: string, node: Node, label: string, schema: Json): string {
    const name = this.#naming.nameFor(node, label);
    this.#names.set(address, name);
    this.#definitions[name] = schema;
    this.#origins.set(name, node);
    return name;
  }

  #fill(name: string, node: Node, address: string, scope: DynamicScope): void {
    const before = this.#losses.mark();
    const normalised = asObject(this.#normaliser.normaliseDefinition(node, address, scope));
    const schema = this.#limited(name, node, normalised);
    this.#losses.keep(address, before);
    // More than one branch of a choice may match once a circle through it was cut.
    this.#definitions[name] = frozen(this.#steps.isCut(address) ? oneOfAsAnyOf(schema) : schema);
  }

  /** Returns the schema, or `true` if it applies so many schemas to one value that validation would not end. */
  #limited(name: string, node: Node, schema: Json): Json {
    const count = appliedBy(schema, this.#applied);
    this.#applied.set(name, count > maxApplied ? 1 : count);
    if (count <= maxApplied) return schema;
    this.#losses.note();
    const message = `This schema cannot be used, so nothing is checked against it: ${tooMany}`;
    this.#report(problemAt(node.source, node.pointer, 'schema-unusable', message, 'omitted'));
    return true;
  }
}
