import type { ShapePlan, ShapesPlan } from '../plan.ts';
import { digitsBetween, written } from '../syntax/digits.ts';
import { isArray, isObject, type Json, setProperty } from '../syntax/json.ts';
import { escapeToken } from '../syntax/json-pointer.ts';
import { percentEncode } from '../syntax/percent.ts';
import type { decodeQuery, RawQuery } from '../syntax/urlencoded.ts';
import { coerce, coerceExactly } from './coerce.ts';
import { deepest } from './json.ts';
import { maxFaults, type Reading, type ReadingFault } from './reading.ts';
import { isAnything, shapeAt, shapeOfProperty } from './shapes.ts';

/** A parameter or property in the style `deepObject`. */
export interface DeepPlan {
  readonly name: string;
  readonly shapes: ShapesPlan;
}

/** What the brackets of names lead to: texts, and further names. */
interface Branch {
  texts: readonly string[];
  children: Map<string, Branch>;
}

/**
 * `card[address][city]=Leeds&tags[]=a&items[0][name]=b`: the style `deepObject` (OpenAPI 3.1.1, 4.8.12.3), which says
 * nothing of lists, nor of objects in objects; both are written as is common. Undefined where nothing has the name.
 */
export function readDeep({ name, shapes }: DeepPlan, query: RawQuery, decode: typeof decodeQuery): Reading | undefined {
  const root = newBranch();
  const faults: ReadingFault[] = [];
  for (const key of deepNames(name, query)) {
    const texts = query.get(key) ?? [];
    const tokens = key === name ? [] : tokensIn(key.slice(name.length));
    let branch = root;
    for (const token of tokens) {
      const known = branch.children.get(token);
      const next = known ?? newBranch();
      if (branch.children === childless) branch.children = new Map();
      if (!known) branch.children.set(token, next);
      branch = next;
    }
    branch.texts = branch.texts.length === 0 ? texts : [...branch.texts, ...texts];
  }
  if (root.texts.length === 0 && root.children.size === 0) return undefined;
  const shape = shapeAt(shapes, shapes.root);
  const reader = new Reader(shapes, decode, faults, coerce);
  const value = reader.value(shape, root, '');
  if (!reader.hasNumber) return { value, faults };
  const texts = new Reader(shapes, decode, [], coerceExactly).value(shape, root, '');
  return { ...written(value, digitsBetween(value, texts)), faults };
}

/** The names of a query that make up a value: `a`, `a[b]`, `a[]`. */
export function deepNames(name: string, query: RawQuery): readonly string[] {
  return [...query.keys()].filter((key) => isDeepName(name, key));
}

/** Whether a name of a query is part of a value: `a`, `a[b]`, `a[]`. */
export function isDeepName(name: string, key: string): boolean {
  return key.startsWith(name) && (key.length === name.length || key[name.length] === '[');
}

/** One for all leaves, of which there may be many. */
const childless = new Map<string, Branch>();
const textless: readonly string[] = [];

function newBranch(): Branch {
  return { texts: textless, children: childless };
}

/** `[a][]` → `a` and nothing; what is no brackets is one name. */
function tokensIn(brackets: string): readonly string[] {
  if (!/^(\[[^[\]]*\])+$/.test(brackets)) return [brackets];
  return brackets.slice(1, -1).split('][').slice(0, deepest);
}

class Reader {
  readonly #shapes: ShapesPlan;
  readonly #decode: typeof decodeQuery;
  readonly #faults: ReadingFault[];
  readonly #coerce: typeof coerce;
  /** Whether any value is one. */
  hasNumber = false;

  constructor(shapes: ShapesPlan, decode: typeof decodeQuery, faults: ReadingFault[], how: typeof coerce) {
    this.#shapes = shapes;
    this.#decode = decode;
    this.#faults = faults;
    this.#coerce = how;
  }

  value(shape: ShapePlan, { texts, children }: Branch, pointer: string): Json {
    if (children.size > 0) {
      // `a=1&a[b]=2`: a text and what is in brackets are two values.
      if (texts.length > 0) this.#several(pointer);
      const isList = isListOf(shape, [...children.keys()]);
      return isList ? this.#list(shape, children, pointer) : this.#object(shape, children, pointer);
    }
    const [text = ''] = texts;
    // What else than a list could be one value stays one.
    const isOne = texts.length === 1 && (!shape.isList || shape.texts.some((type) => type !== 'null'));
    if (isOne) return this.#text(shape, text, pointer);
    if (!shape.isList && !isAnything(shape)) return this.#several(pointer);
    return texts.map((item, index) => this.#text(this.#itemsOf(shape), item, `${pointer}/${index}`));
  }

  /** One value is documented; several cannot be read as one. */
  #several(pointer: string): Json {
    this.#faults.push({ pointer, keyword: 'syntax', expected: 'one value' });
    return '';
  }

  /** By the order of their numbers; `[]` is any number of items. */
  #list(shape: ShapePlan, children: Branch['children'], pointer: string): Json {
    const items = this.#itemsOf(shape);
    const branches = [...children]
      .sort(([one], [other]) => Number(one) - Number(other))
      .flatMap(([token, branch]): readonly Branch[] =>
        token === '' && branch.children.size === 0
          ? branch.texts.map((text) => ({ texts: [text], children: childless }))
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

/** Whether the tokens in brackets are the places of a list: numbers or nothing, and where nothing is known, nothing. */
function isListOf(shape: ShapePlan, tokens: readonly string[]): boolean {
  if (shape.isList) return tokens.every((token) => /^\d*$/.test(token));
  return isAnything(shape) && tokens.every((token) => token === '');
}

/** The opposite of `readDeep`: pairs of percent-encoded names and texts. Empty lists and objects have none. */
export function deepPairs(name: string, value: Json, encode = percentEncode): readonly (readonly [string, string])[] {
  if (isArray(value)) {
    const isPlain = value.every((item) => !isArray(item) && !isObject(item));
    return value.flatMap((item, index) => deepPairs(`${name}[${isPlain ? '' : index}]`, item, encode));
  }
  if (isObject(value))
    return Object.entries(value).flatMap(([key, item]) => deepPairs(`${name}[${key}]`, item, encode));
  return [[encode(name), encode(typeof value === 'string' ? value : JSON.stringify(value))]];
}
