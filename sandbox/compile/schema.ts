import { isArray, isObject, type Json, type JsonObject, property, text } from '../notation/json.ts';
import type { Problem, ProblemCode } from '../problem.ts';
import { problemAt } from '../read/source.ts';
import { addressOf, childOf, type Node, type Tree } from '../read/tree.ts';
import { isKnownFormat } from './formats/index.ts';
import { chooseByDiscriminator, exclusiveLimits, nullable } from './schema-dialect.ts';
import { companions, type KeywordValue, keywords } from './schema-keywords.ts';

/** `3.0` has a Schema Object of its own; from 3.1 on it is JSON Schema 2020-12. */
export type SchemaDialect = '3.0' | '3.1';

/** In requests, `readOnly` properties are never required; in responses, `writeOnly` ones (OpenAPI 3.0.4, 4.7.24.2). */
export type Direction = 'request' | 'response';

/** The schemas of one operation, made into one JSON Schema 2020-12 document that refers to nothing outside itself. */
export interface SchemaBundle {
  /** Takes a schema in, with all that it refers to, and gives its place: `/$defs/Patient`. */
  add(node: Node, label: string): string;
  /** What has been taken in so far. */
  document(): JsonObject;
  /** Where a place of the bundle was written, for problems. */
  origin(place: string): Node | undefined;
}

/**
 * Starts an empty bundle. Each schema is normalised to JSON Schema 2020-12 once, however often it is referred to; circles
 * are no trouble. What a validator could not work with (a keyword's value of the wrong shape, a pattern that does not
 * compile, an unknown format or type) is reported and left out, so that only that constraint is lost.
 */
export function createSchemaBundle(
  tree: Tree,
  dialect: SchemaDialect,
  direction: Direction,
  report: (problem: Problem) => void,
): SchemaBundle {
  const names = new Map<string, string>();
  const definitions = new Map<string, Json>();
  const origins = new Map<string, Node>();

  function tell(node: Node, code: ProblemCode, message: string): void {
    report(problemAt(node.source, node.pointer, code, 'warning', message));
  }

  function define(node: Node, label: string): string {
    const address = addressOf(node);
    const known = names.get(address);
    if (known !== undefined) return known;
    const name = unusedName(label);
    names.set(address, name);
    definitions.set(name, true);
    origins.set(name, node);
    definitions.set(name, normalise(node));
    return name;
  }

  function unusedName(label: string): string {
    const base = label.replace(/[^A-Za-z0-9._-]+/g, '-').replace(/^-|-$/g, '') || 'schema';
    let name = base;
    for (let count = 2; definitions.has(name); count += 1) name = `${base}-${count}`;
    return name;
  }

  function normalise(node: Node): Json {
    const { value } = node;
    if (typeof value === 'boolean') return value;
    if (!isObject(value)) {
      tell(node, 'schema-keyword', 'A schema must be an object.');
      return true;
    }
    const reference = referenceTo(node);
    if (reference !== undefined && dialect === '3.0') return reference;
    const result: Record<string, Json> = isObject(reference) ? { ...reference } : {};
    for (const [keyword, kind] of keywords) {
      const child = childOf(node, keyword);
      const normalised = child && normaliseKeyword(keyword, kind, child);
      if (normalised !== undefined) result[keyword] = normalised;
    }
    for (const [keyword, needed] of companions) if (!(needed in result)) delete result[keyword];
    return translate(node, value, result);
  }

  /** `$ref` as a reference into the bundle; `true` when it leads nowhere, which has been reported. */
  function referenceTo(node: Node): Json | undefined {
    const reference = text(node.value, '$ref');
    if (reference === undefined) return undefined;
    const alone: Node = { ...node, value: { $ref: reference } };
    const followed = tree.follow(alone);
    if (!followed.resolved) return true;
    const label =
      reference
        .split(/[/#]/)
        .filter(Boolean)
        .at(-1)
        ?.replace(/\.(ya?ml|json)$/i, '') ?? 'schema';
    return { $ref: `#/$defs/${define(followed.node, label)}` };
  }

  function normaliseKeyword(keyword: string, kind: KeywordValue, node: Node): Json | undefined {
    const { value } = node;
    switch (kind.holds) {
      case 'schema':
        if (keyword === 'items' && isArray(value)) return undefined;
        return keyword === 'contains' ? asObject(normalise(node)) : normalise(node);
      case 'schemaList':
        if (isArray(value) && value.length > 0) {
          return value.map((_, index) => asObject(normaliseChild(node, String(index))));
        }
        tell(node, 'schema-keyword', `${keyword} must be a list of schemas; it is left out.`);
        return undefined;
      case 'schemaMap':
        if (isObject(value)) return normaliseMap(keyword, node, value);
        tell(node, 'schema-keyword', `${keyword} must be an object of schemas; it is left out.`);
        return undefined;
      case 'data':
        return normaliseData(keyword, kind, node);
    }
  }

  function normaliseChild(node: Node, key: string): Json {
    const child = childOf(node, key);
    return child ? normalise(child) : true;
  }

  function normaliseMap(keyword: string, node: Node, value: JsonObject): Json {
    const usable = Object.keys(value).filter((key) => {
      if (keyword !== 'patternProperties' || compiles(key)) return true;
      tell(node, 'schema-pattern', `The regular expression ${key} does not compile; it is left out.`);
      return false;
    });
    return Object.fromEntries(usable.map((key) => [key, normaliseChild(node, key)]));
  }

  function normaliseData(keyword: string, kind: KeywordValue & { holds: 'data' }, node: Node): Json | undefined {
    const { value } = node;
    if (dialect === '3.0' && /^exclusiveM/.test(keyword) && typeof value === 'boolean') return undefined;
    if (!kind.fits(value)) {
      // The old way of saying "this property is required" stands in many documents and does no harm.
      if (keyword !== 'required' || typeof value !== 'boolean') {
        tell(node, 'schema-keyword', `${keyword} must be ${kind.shape}, not ${JSON.stringify(value)}; it is left out.`);
      }
      return undefined;
    }
    if (keyword === 'pattern' && !compiles(String(value))) {
      tell(node, 'schema-pattern', `The regular expression ${value} does not compile; it is left out.`);
      return undefined;
    }
    if (keyword === 'format' && !isKnownFormat(String(value))) {
      tell(node, 'schema-format', `The format ${value} is unknown; it is left out.`);
      return undefined;
    }
    return value;
  }

  /** The names that this direction of the exchange requires. */
  function requiredIn(node: Node, required: readonly Json[]): readonly Json[] {
    const ignored = direction === 'request' ? 'readOnly' : 'writeOnly';
    const properties = tree.get(node, 'properties');
    return required.filter((name) => {
      const described = properties && tree.get(properties, String(name));
      return property(described?.value, ignored) !== true;
    });
  }

  /** What the dialect or OpenAPI says in words of its own. */
  function translate(node: Node, written: JsonObject, schema: Record<string, Json>): Json {
    if (Array.isArray(written['items']) && !('prefixItems' in schema)) {
      const items = childOf(node, 'items');
      if (items) schema['prefixItems'] = written['items'].map((_, index) => normaliseChild(items, String(index)));
    }
    const example = property(written, 'example');
    if (example !== undefined && !('examples' in schema)) schema['examples'] = [example];
    if (isArray(schema['required'])) schema['required'] = requiredIn(node, schema['required']);
    chooseByDiscriminator(written, schema);
    if (dialect === '3.1') return schema;
    exclusiveLimits(written, schema);
    return written['nullable'] === true ? nullable(schema) : schema;
  }

  return {
    add: (node, label) => `/$defs/${define(node, label)}`,
    document: () => ({ $defs: Object.fromEntries(definitions) }),
    origin: (place) => {
      const [, name = '', rest = ''] = /^#?\/\$defs\/([^/]+)(.*)$/.exec(place) ?? [];
      let node = origins.get(name);
      for (const token of rest.split('/').slice(1)) {
        const child = node && childOf(node, token.replaceAll('~1', '/').replaceAll('~0', '~'));
        if (!child) break;
        node = child;
      }
      return node;
    },
  };
}

/** A boolean schema in words: what fails inside a choice is asked again, and must be found by its place. */
function asObject(schema: Json): Json {
  return schema === false ? { not: {} } : schema;
}

function compiles(pattern: string): boolean {
  try {
    new RegExp(pattern, 'u');
    return true;
  } catch {
    return false;
  }
}
