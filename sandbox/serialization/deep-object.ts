import type { ShapePlan, ShapesPlan } from '../plan.ts';
import { digitsBetween, withTexts, written } from '../syntax/digits.ts';
import { isArray, isObject, type Json, type JsonArray, setProperty } from '../syntax/json.ts';
import { escapeToken } from '../syntax/json-pointer.ts';
import { percentEncode } from '../syntax/percent.ts';
import type { decodeQuery, RawQuery } from '../syntax/urlencoded.ts';
import { coerce, coerceLossless, looksNested } from './coerce.ts';
import { maxDepth, readJson } from './read-json.ts';
import { maxFaults, type ReadFault, type ReadResult } from './read-result.ts';
import { isUndocumented, shapeAt, shapeOfProperty } from './shapes.ts';

/** A parameter, or a property of a form, in the style `deepObject`. */
export interface DeepObjectPlan {
  readonly name: string;
  readonly shapes: ShapesPlan;
}

/** A node of the tree that bracketed names form: the texts sent under this name, and the nodes of the next brackets. */
interface Branch {
  texts: readonly string[];
  children: Map<string, Branch>;
}

/**
 * Reads `card[address][city]=Leeds&tags[]=a&items[0][name]=b`: the style `deepObject` (OpenAPI 3.1.1, 4.8.12.3). The
 * specification leaves arrays and nested objects undefined; both follow the conventions of `qs` and PHP, or are JSON:
 * `card[address]={"city":"Leeds"}`.
 *
 * @returns undefined if the query contains no such name
 */
export function readDeep(
  { name, shapes }: DeepObjectPlan,
  query: RawQuery,
  decode: typeof decodeQuery,
): ReadResult | undefined {
  const root = newBranch();
  const faults: ReadFault[] = [];
  for (const key of deepNames(name, query)) {
    const texts = query.get(key) ?? [];
    const tokens = key === name ? [] : bracketTokens(key.slice(name.length));
    let branch = root;
    for (const token of tokens) {
      const existing = branch.children.get(token);
      const next = existing ?? newBranch();
      if (branch.children === noChildren) branch.children = new Map();
      if (!existing) branch.children.set(token, next);
      branch = next;
    }
    branch.texts = branch.texts.length === 0 ? texts : [...branch.texts, ...texts];
  }
  if (root.texts.length === 0 && root.children.size === 0) return undefined;
  const shape = shapeAt(shapes, shapes.root);
  const reader = new DeepObjectReader(shapes, decode, faults, coerce);
  const value = reader.value(shape, root, '');
  if (!reader.hasNumber) return { value, faults };
  const texts = new DeepObjectReader(shapes, decode, [], coerceLossless).value(shape, root, '');
  return { ...written(value, digitsBetween(value, texts)), faults };
}

/** Returns the names in a query that belong to the parameter: `a`, `a[b]`, `a[]`. */
export function deepNames(name: string, query: RawQuery): readonly string[] {
  return [...query.keys()].filter((key) => isDeepName(name, key));
}

/** Whether a name in a query belongs to the parameter: `a`, `a[b]`, `a[]`. */
export function isDeepName(name: string, key: string): boolean {
  return key.startsWith(name) && (key.length === name.length || key[name.length] === '[');
}

/** Shared by all leaves, since a query can have very many. */
const noChildren = new Map<string, Branch>();
const noTexts: readonly string[] = [];

function newBranch(): Branch {
  return { texts: noTexts, children: noChildren };
}

/** Splits `[a][]` into `a` and an empty token; text that is not a run of brackets is one token. */
function bracketTokens(brackets: string): readonly string[] {
  if (!/^(\[[^[\]]*\])+$/.test(brackets)) return [brackets];
  return brackets.slice(1, -1).split('][').slice(0, maxDepth);
}

class DeepObjectReader {
  readonly #shapes: ShapesPlan;
  readonly #decode: typeof decodeQuery;
  readonly #faults: ReadFault[];
  readonly #coerce: typeof coerce;
  /** Texts that only begin like JSON. */
  #failures = 0;
  /** Whether any value that was read is a number. */
  hasNumber = false;

  constructor(shapes: ShapesPlan, decode: typeof decodeQuery, faults: ReadFault[], coerceText: typeof coerce) {
    this.#shapes = shapes;
    this.#decode = decode;
    this.#faults = faults;
    this.#coerce = coerceText;
  }

  value(shape: ShapePlan, { texts, children }: Branch, pointer: string): Json {
    if (children.size > 0) {
      // `a=1&a[b]=2` gives `a` both a text and properties.
      if (texts.length > 0) this.#reportSeveral(pointer);
      const isList = isListOfTokens(shape, [...children.keys()]);
      return isList ? this.#list(shape, children, pointer) : this.#object(shape, children, pointer);
    }
    const [text = ''] = texts;
    const read = texts.length === 1 ? this.#json(shape, text) : undefined;
    if (read !== undefined) return read;
    // A single text is an item only if the schema allows nothing but a list.
    const isSingle = texts.length === 1 && (!shape.isList || shape.texts.some((type) => type !== 'null'));
    if (isSingle) return this.#text(shape, text, pointer);
    if (!shape.isList && !isUndocumented(shape)) return this.#reportSeveral(pointer);
    const items = this.#itemsOf(shape);
    return texts.map((item, index) => this.#json(items, item) ?? this.#text(items, item, `${pointer}/${index}`));
  }

  /** Reads an object or a list that is sent as JSON; undefined if the text may be anything else. */
  #json(shape: ShapePlan, text: string): Json | undefined {
    if (shape.texts.includes('string') || !(shape.isObject || shape.isList)) return undefined;
    const decoded = this.#failures < maxFaults ? decodedOrUndefined(text, this.#decode) : undefined;
    if (decoded === undefined || !looksNested(decoded)) return undefined;
    const { value, digits } = readJson(decoded);
    if (value === undefined) this.#failures += 1;
    const isObjectOrList = (isObject(value) && shape.isObject) || (isArray(value) && this.#isList(shape, value));
    if (value === undefined || !isObjectOrList) return undefined;
    this.hasNumber ||= digits !== undefined;
    return this.#coerce === coerceLossless ? withTexts(value, digits) : value;
  }

  /** Whether an array is all of a list, rather than its only item. */
  #isList(shape: ShapePlan, value: JsonArray): boolean {
    const items = this.#itemsOf(shape);
    return shape.isList && (!items.isList || isUndocumented(items) || value.every(isArray));
  }

  /** Reports several values where the schema allows only one. */
  #reportSeveral(pointer: string): Json {
    this.#faults.push({ pointer, keyword: 'syntax', expected: 'one value' });
    return '';
  }

  /** Orders items by index, whose gaps close; `[]` contributes one item per text. */
  #list(shape: ShapePlan, children: Branch['children'], pointer: string): Json {
    const items = this.#itemsOf(shape);
    const branches = [...children]
      .sort(([one], [other]) => Number(one) - Number(other))
      .flatMap(([token, branch]): readonly Branch[] =>
        token === '' && branch.children.size === 0
          ? branch.texts.map((text) => ({ texts: [text], children: noChildren }))
          : [branch],
      );
    return branches.map((branch, index) => this.value(items, branch, `${pointer}/${index}`));
  }

  #object(shape: ShapePlan, children: Branch['children'], pointer: string): Json {
    const object: Record<string, Json> = {};
    for (const [token, branch] of children) {
      const child = shapeOfProperty(this.#shapes, shape, token);
      setProperty(object, token, this.value(child, branch, `${pointer}/${escapeToken(token)}`));
    }
    return object;
  }

  #itemsOf(shape: ShapePlan): ShapePlan {
    return shapeAt(this.#shapes, shape.items);
  }

  #text({ texts }: ShapePlan, text: string, pointer: string): Json {
    try {
      if (this.#faults.length >= maxFaults) return text;
      const value = this.#coerce(this.#decode(text), texts);
      this.hasNumber ||= typeof value === 'number';
      return value;
    } catch (error) {
      if (!(error instanceof URIError)) throw error;
      this.#faults.push({ pointer, keyword: 'syntax', expected: 'deepObject' });
      return text;
    }
  }
}

function decodedOrUndefined(text: string, decode: typeof decodeQuery): string | undefined {
  try {
    return decode(text);
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}

/** Whether bracket tokens address a list: numbers or empty if the schema allows a list, only empty without a schema. */
function isListOfTokens(shape: ShapePlan, tokens: readonly string[]): boolean {
  if (shape.isList) return tokens.every((token) => /^\d*$/.test(token));
  return isUndocumented(shape) && tokens.every((token) => token === '');
}

/** Writes a value as encoded name-value pairs: the inverse of `readDeep`. Empty lists and objects yield no pairs. */
export function deepPairs(name: string, value: Json, encode = percentEncode): readonly (readonly [string, string])[] {
  if (isArray(value)) {
    const isPlain = value.every((item) => !isArray(item) && !isObject(item));
    return value.flatMap((item, index) => deepPairs(`${name}[${isPlain ? '' : index}]`, item, encode));
  }
  if (isObject(value))
    return Object.entries(value).flatMap(([key, item]) => deepPairs(`${name}[${key}]`, item, encode));
  return [[encode(name), encode(typeof value === 'string' ? value : JSON.stringify(value))]];
}
