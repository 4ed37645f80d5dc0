import { isArray, isObject, type Json, text } from '../syntax/json.ts';
import { escapeToken } from '../syntax/json-pointer.ts';
import type { Source } from './source.ts';

/** A schema resource: a file, or a schema with `$id`. References inside it are relative to it. */
export interface Resource {
  readonly uri: string;
  readonly pointer: string;
  /** Anchors → pointers (JSON Schema 2020-12 Core, 8.2.2); the first of duplicate anchors wins. */
  readonly anchors: ReadonlyMap<string, string>;
  /** The anchors declared by `$dynamicAnchor`. */
  readonly dynamic: ReadonlyMap<string, string>;
}

const known = new WeakMap<Source, readonly Resource[]>();

/**
 * Returns the schema resources of a file, the file itself first (JSON Schema 2020-12 Core, 8.2.1; OpenAPI 3.2, OpenAPI
 * Object, `$self`). A file is identified by the URI that it declares, else by its path.
 */
export function resourcesOf(source: Source): readonly Resource[] {
  const found = known.get(source) ?? findResources(source);
  known.set(source, found);
  return found;
}

/** Returns the innermost resource that contains a location. */
export function resourceAround(source: Source, pointer: string): Resource {
  const around = resourcesOf(source).filter((resource) => isWithin(pointer, resource.pointer));
  const [first = whole('')] = around;
  return around.reduce((one, other) => (other.pointer.length > one.pointer.length ? other : one), first);
}

/** Resolves a reference against a resource, to an absolute URI and a fragment; undefined if it is not a valid URI. */
export function resolvedIn({ uri }: Resource, reference: string): readonly [string, string] | undefined {
  const hash = reference.indexOf('#');
  const path = hash === -1 ? reference : reference.slice(0, hash);
  const fragment = hash === -1 ? '' : reference.slice(hash + 1);
  if (path === '') return [uri, fragment];
  return URL.canParse(path, uri) ? [withoutHash(new URL(path, uri).href), fragment] : undefined;
}

/** Resolves a fragment in a resource, which is a JSON Pointer or an anchor. */
export function pointerIn({ pointer, anchors }: Resource, fragment: string): string | undefined {
  return fragment === '' || fragment.startsWith('/') ? pointer + fragment : anchors.get(fragment);
}

function isWithin(pointer: string, ancestor: string): boolean {
  return pointer === ancestor || pointer.startsWith(`${ancestor}/`);
}

function whole(uri: string): Resource {
  return { uri, pointer: '', anchors: new Map(), dynamic: new Map() };
}

/** Keys whose values are data, in which `$id` has no meaning. */
const values = new Set(['example', 'examples', 'default', 'enum', 'const', 'value', 'dataValue']);

function findResources(source: Source): readonly Resource[] {
  const base = addressOf(source);
  // Most files have no identifiers, and are not traversed.
  if (!/\$(id|anchor|dynamicAnchor)\b/.test(source.text)) return [whole(base)];
  const resources: Resource[] = [];
  const visit = (value: Json, pointer: string, around: Building): void => {
    if (isArray(value)) {
      for (const [index, item] of value.entries()) visit(item, `${pointer}/${index}`, around);
      return;
    }
    if (!isObject(value)) return;
    const own = pointer === '' ? undefined : ownResource(value, pointer, around);
    if (own) resources.push(own);
    const here = own ?? around;
    for (const [keyword, names] of [
      ['$anchor', here.anchors],
      ['$dynamicAnchor', here.anchors],
      ['$dynamicAnchor', here.dynamic],
    ] as const) {
      const name = text(value, keyword);
      if (name !== undefined && !names.has(name)) names.set(name, pointer);
    }
    for (const [key, child] of Object.entries(value)) {
      if (!values.has(key)) visit(child, `${pointer}/${escapeToken(key)}`, here);
    }
  };
  const root: Building = { uri: base, pointer: '', anchors: new Map(), dynamic: new Map() };
  resources.push(root);
  visit(source.value, '', root);
  return resources;
}

interface Building extends Resource {
  readonly anchors: Map<string, string>;
  readonly dynamic: Map<string, string>;
}

function ownResource(value: Json, pointer: string, around: Resource): Building | undefined {
  const id = text(value, '$id');
  if (id === undefined || id === '' || id.startsWith('#') || !URL.canParse(id, around.uri)) return undefined;
  return { uri: withoutHash(new URL(id, around.uri).href), pointer, anchors: new Map(), dynamic: new Map() };
}

/** Returns the URI that a file declares, else one made from its path. */
function addressOf({ file, value }: Source): string {
  const path = new URL(encodeURI(file.replace(/\p{Surrogate}/gu, '\ufffd')), 'file:///').href;
  const own = text(value, '$self') ?? text(value, '$id');
  return own !== undefined && URL.canParse(own, path) ? withoutHash(new URL(own, path).href) : path;
}

function withoutHash(url: string): string {
  return url.replace(/#.*$/s, '');
}
