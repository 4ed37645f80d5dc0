import {
  type Alias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  type ParsedNode,
  parseDocument,
  Scalar,
  visit,
  YAMLMap,
  YAMLSeq,
} from 'yaml';
import { type Digits, digitsBetween, isJsonNumber, numberOf } from '../syntax/digits.ts';
import type { Json } from '../syntax/json.ts';
import { pointerOf } from '../syntax/json-pointer.ts';
import { explainYamlError } from './yaml-errors.ts';

/** A parsed YAML text, with the offsets of its nodes. */
export type YamlDocument = ReturnType<typeof parseDocument>;

export type YamlRead =
  | {
      readonly ok: true;
      readonly value: Json;
      /** How its numbers are written; absent: as JSON writes them. */
      readonly digits: Digits | undefined;
      readonly oddities: readonly SyntaxWarning[];
      /** What it was read from, with the offsets of its parts. */
      readonly document: YamlDocument;
    }
  | { readonly ok: false; readonly offset: number; readonly message: string };

/** A warning about YAML that JSON cannot represent, with the value that is used instead. */
export interface SyntaxWarning {
  readonly offset: number;
  readonly pointer: string;
  readonly message: string;
}

/** Parses YAML 1.2, or returns the message and the offset of the syntax error. */
export function readYaml(text: string): YamlRead {
  const document = parseYaml(text);
  const [error] = document.errors;
  if (error) {
    return { ok: false, ...explainYamlError(error, text, document) };
  }
  const wrong = wrongAlias(document);
  if (wrong) return { ok: false, offset: wrong.alias.range?.[0] ?? 0, message: wrong.message };
  try {
    const { spelled, oddities } = toJson(document, text);
    const value: Json = document.toJS({ maxAliasCount: maxAliases });
    for (const scalar of spelled) scalar.value = scalar.source;
    const digits =
      spelled.length === 0 ? undefined : digitsBetween(value, document.toJS({ maxAliasCount: maxAliases }));
    return { ok: true, value, digits, oddities, document };
  } catch (failure) {
    const detail = failure instanceof Error ? failure.message : String(failure);
    return { ok: false, offset: 0, message: `This YAML cannot be used: ${detail}` };
  }
}

/** Parses a text to a YAML document, even if it has errors. */
export function parseYaml(text: string): YamlDocument {
  // Tags are resolved by `toJson`: the parser would create objects that JSON does not have.
  const document = parseDocument(text, {
    merge: true,
    schema: 'core',
    resolveKnownTags: false,
    uniqueKeys: isSameKey,
    logLevel: 'error',
  });
  nameKeys(document);
  return document;
}

/** Whether two keys have the same text. */
function isSameKey(one: ParsedNode, other: ParsedNode): boolean {
  return isScalar(one) && isScalar(other) && textOfKey(one) === textOfKey(other);
}

function textOfKey({ source, value }: Scalar): string {
  return source ?? String(value);
}

/** Replaces keys by their text (OpenAPI 3.1.1, 4.3): `1.10` and `Null` are names, not a number and null. */
function nameKeys(document: YamlDocument): void {
  visit(document, {
    Pair: (_, { key }) => {
      if (isScalar(key) && isNoText(key.value)) key.value = textOfKey(key);
    },
  });
}

function isNoText(value: unknown): boolean {
  return value === null || typeof value === 'number' || typeof value === 'boolean';
}

/**
 * Converts each scalar to a value of JSON (OpenAPI 3.1.1, 4.3): numbers to the nearest double, and values that JSON
 * does not have to their text.
 *
 * @returns the scalars whose spelling differs from JSON's, and warnings about converted values
 */
function toJson(
  document: YamlDocument,
  text: string,
): { readonly spelled: readonly Scalar[]; readonly oddities: readonly SyntaxWarning[] } {
  const spelled: Scalar[] = [];
  const oddities: SyntaxWarning[] = [];
  const { version, explicit } = document.directives?.yaml ?? {};
  if (explicit && version === '1.1')
    oddities.push({
      offset: 0,
      pointer: '',
      message:
        'This file is said to be YAML 1.1, and is read as YAML 1.2: `yes`, `017` and `2024-01-01` mean other things there.',
    });
  visit(document, {
    Scalar(key, scalar, path) {
      const report = (message: string) =>
        oddities.push({ offset: startOf(scalar, text), pointer: pointerTo(path, scalar), message });
      if (scalar.tag !== undefined && !coreTags.has(scalar.tag)) {
        scalar.value = untagged(scalar, document);
        const isNumber = scalar.tag === `${standard}float` && typeof scalar.value === 'number';
        if (!isNumber) report(`JSON has no ${tagText(scalar.tag)}: this is ${JSON.stringify(scalar.value)}.`);
      }
      const { value, source = '' } = scalar;
      if (typeof value === 'boolean' && source !== String(value)) spelled.push(scalar);
      if (typeof value !== 'number' || key === 'key') return;
      if (!Number.isFinite(value) && !/\d/.test(source)) {
        scalar.value = source;
        report(`JSON has no number ${source}: this is the text "${source}".`);
        return;
      }
      scalar.value = numberOf(isJsonNumber(source) ? source : String(value));
      if (JSON.stringify(scalar.value) !== source) spelled.push(scalar);
    },
    Collection(_, collection, path) {
      const { tag } = collection;
      if (tag === undefined || coreTags.has(tag)) return undefined;
      const made = untaggedCollection(collection);
      const isSame = made === collection;
      const what = isSame ? 'what it is without the tag' : isSeq(made) ? 'the list of its keys' : 'one object';
      const message = `JSON has no ${tagText(tag)}: this is ${what}.`;
      oddities.push({ offset: startOf(collection, text), pointer: pointerTo(path, collection), message });
      if (isSame) return undefined;
      if (collection.anchor !== undefined) made.anchor = collection.anchor;
      if (collection.range) made.range = collection.range;
      return made;
    },
  });
  return { spelled, oddities };
}
const standard = 'tag:yaml.org,2002:';
/** Tags whose values JSON can represent (YAML 1.2.2, 10.3.1). */
const coreTags: ReadonlySet<string> = new Set(
  ['str', 'int', 'null', 'bool', 'map', 'seq', 'merge'].map((name) => standard + name).concat('!'),
);

/** Returns a tag as authors write it: `!!float`. */
function tagText(tag: string): string {
  return tag.startsWith(standard) ? `!!${tag.slice(standard.length)}` : tag;
}

/** Returns the value of a scalar without its tag: binary data stay in base64, timestamps stay text. */
function untagged({ tag, source = '', type, value }: Scalar, { schema }: YamlDocument): unknown {
  if (tag === `${standard}binary`) return source.replace(/\s/g, '');
  if (tag === `${standard}timestamp`) return source;
  if (type !== Scalar.PLAIN && tag !== `${standard}float`) return value;
  const read = schema.tags.find((one) => one.default === true && !one.collection && one.test?.test(source));
  return read && !read.collection ? read.resolve(source, () => {}, {}) : source;
}

/** Converts a set to the list of its keys, and an ordered map to an object. */
function untaggedCollection(collection: YAMLMap | YAMLSeq): YAMLMap | YAMLSeq {
  if (collection.tag === `${standard}set` && isMap(collection)) {
    const list = new YAMLSeq();
    list.items = collection.items.map(({ key }) => key);
    return list;
  }
  if (collection.tag === `${standard}omap` && isSeq(collection) && collection.items.every((item) => isMap(item))) {
    const map = new YAMLMap();
    map.items = collection.items.flatMap((item) => item.items);
    return map;
  }
  return collection;
}

/** Returns the offset of a node, including the tag and the anchor before its value. */
function startOf({ range }: Scalar | YAMLMap | YAMLSeq, text: string): number {
  const value = range?.[0] ?? 0;
  const before = text.slice(Math.max(0, value - maxBefore), value);
  return value - (/(?:[&!][^\s,[\]{}]*\s+)*$/.exec(before)?.[0].length ?? 0);
}

/** Characters; longer than any tag. */
const maxBefore = 200;

/** Returns the JSON Pointer of a node, from its ancestors. */
function pointerTo(path: readonly unknown[], node: unknown): string {
  const tokens = [...path, node].flatMap((one, index): readonly string[] => {
    if (isPair(one)) return [String(isScalar(one.key) ? one.key.value : one.key)];
    const around = path[index - 1];
    return isSeq(around) ? [String(around.items.indexOf(one))] : [];
  });
  return pointerOf(tokens);
}

/** Aliases that may be resolved in one document, against exponential expansion. */
const maxAliases = 10_000;

/** Finds the first alias without an anchor, or within its own anchor: JSON has no circular values. */
function wrongAlias(document: YamlDocument): { readonly alias: Alias; readonly message: string } | undefined {
  let found: { readonly alias: Alias; readonly message: string } | undefined;
  // An alias means the last node before it that has its anchor (YAML 1.2.2, 7.1).
  const anchored = new Map<string, unknown>();
  visit(document, {
    Value: (_, node) => {
      if (node.anchor !== undefined) anchored.set(node.anchor, node);
    },
    Alias: (_, alias, path) => {
      const target = anchored.get(alias.source);
      if (target === undefined)
        found = {
          alias,
          message: `This is not YAML: *${alias.source} is an alias, and there is no &${alias.source}; put a text that begins with * in quotes.`,
        };
      else if (path.some((node) => node === target))
        found = { alias, message: `The alias *${alias.source} stands inside of what it means; use a $ref instead.` };
      return found && visit.BREAK;
    },
  });
  return found;
}
