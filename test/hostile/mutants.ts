import { isArray, isObject, type Json, type JsonObject, property } from '../../sandbox/syntax/json.ts';
import { escapeToken, fragmentOf, replaceAt, valueAt } from '../../sandbox/syntax/json-pointer.ts';
import { seeded } from '../fixtures/seeded.ts';
import { growthsOf } from './growths.ts';
import { oddNumbers, oddTexts, oddValues } from './oddities.ts';

/** A document, as the files that it consists of. */
export interface Original {
  readonly name: string;
  /** The file that is opened. */
  readonly main: string;
  /** By absolute path; `/scenarios/<api>.yaml` among them is a scenario file. */
  readonly files: Readonly<Record<string, FileOf>>;
}

export interface FileOf {
  readonly text: string;
  readonly value: Json;
}

/** A document in which something is odd. */
export interface Mutant {
  /** `parameters /api.json#/paths name becomes "\u0000"` */
  readonly name: string;
  readonly main: string;
  readonly texts: Readonly<Record<string, string>>;
}

type Draw = (below: number) => number;
type Growths = 'usual' | 'rare';

/** Another value of a file, and what is odd in it. */
interface Change {
  readonly name: string;
  readonly value: Json;
}

/**
 * One of the many ways in which a document can be odd; the same for the same seed.
 *
 * @param growths schemas that are chained, doubled or nested take seconds: of a hundred changes ten are such, or one
 */
export function mutantOf({ name, main, files }: Original, seed: number, growths: Growths = 'usual'): Mutant {
  const next = seeded(seed);
  const paths = Object.keys(files);
  const path = paths.length > 1 && next(2) === 0 ? picked(paths, next) : main;
  const { text, value } = files[path] ?? { text: '', value: null };
  const texts = Object.fromEntries(Object.entries(files).map(([file, one]) => [file, one.text]));
  const changed = next(12) === 0 ? changedText(text, next) : changedValue(value, growths, next);
  return { name: `${name} ${path}${changed.name}`, main, texts: { ...texts, [path]: changed.text } };
}

function changedValue(value: Json, growths: Growths, next: Draw): { readonly name: string; readonly text: string } {
  let changed = value;
  const names: string[] = [];
  for (let left = 1 + (next(4) === 0 ? next(4) : 0); left > 0; left -= 1) {
    const change = changeOf(changed, growths, next);
    changed = change.value;
    names.push(change.name);
  }
  return { name: `#${names.join(' and ')}`, text: JSON.stringify(changed) };
}

/** What happens to files: they are cut, joined badly, and have what editors and attackers put into them. */
function changedText(text: string, next: Draw): { readonly name: string; readonly text: string } {
  const at = next(text.length + 1);
  const end = Math.min(text.length, at + next(40));
  const odd = picked(oddTexts, next);
  const ways: readonly (readonly [string, string])[] = [
    ['is cut', text.slice(0, at)],
    ['lacks a part', text.slice(0, at) + text.slice(end)],
    [`has ${shown(odd)} in it`, text.slice(0, at) + odd + text.slice(at)],
    ['has a part twice', text.slice(0, end) + text.slice(at)],
    ['has an alias in it', `${text.slice(0, at)}*a${text.slice(at)}`],
    ['begins later', text.slice(at)],
    ['has tabs', text.replace(/^ {2}/gm, '\t')],
    ['has CRLF', text.replaceAll('\n', '\r\n')],
  ];
  const [name, changed] = picked(ways, next);
  return { name: ` ${name} at ${at}`, text: changed };
}

function changeOf(document: Json, growths: Growths, next: Draw): Change {
  const pointers = pointersIn(document);
  const pointer = picked(pointers, next);
  const value = valueAt(document, pointer) ?? null;
  const put = (name: string, changed: Json): Change => ({
    name: `${shownPointer(pointer)} ${name}`,
    value: replaceAt(document, pointer, changed),
  });
  const become = (changed: Json) => put(`is ${shown(changed)}`, changed);
  const other = () => picked(pointers, next);
  switch (next(10)) {
    case 0:
      return become(picked(oddValues, next));
    case 1: {
      const to = other();
      return put(`refers to ${shownPointer(to)}`, { $ref: `#${fragmentOf(to)}` });
    }
    case 2: {
      const from = other();
      return put(`is what ${shownPointer(from)} is`, valueAt(document, from) ?? null);
    }
    case 3:
      return growths === 'rare' && next(10) > 0 ? ofItsKind(value, become, put, next) : grown(document, pointers, next);
    case 4:
      return put('stands 20 times in itself', nested(value, 20));
    default:
      return ofItsKind(value, become, put, next);
  }
}

/** What can be odd in a value of this type. */
function ofItsKind(
  value: Json,
  become: (changed: Json) => Change,
  put: (name: string, changed: Json) => Change,
  next: Draw,
): Change {
  if (typeof value === 'number') return become(picked(oddNumbers, next));
  if (isArray(value)) {
    const at = next(value.length + 1);
    return next(2) === 0
      ? put('has everything twice', [...value, ...value])
      : put(`lacks item ${at}`, [...value.slice(0, at), ...value.slice(at + 1)]);
  }
  if (!isObject(value)) return become(picked(oddTexts, next));
  const entries = Object.entries(value);
  const at = next(entries.length + 1);
  const [key, child] = entries[at] ?? ['', null];
  const odd = picked(oddTexts, next);
  const rebuilt = (replacement: readonly (readonly [string, Json])[]) =>
    Object.fromEntries(entries.flatMap((entry, index) => (index === at ? replacement : [entry])));
  switch (next(3)) {
    case 0:
      return put(`lacks ${shown(key)}`, rebuilt([]));
    case 1:
      return put(`has ${shown(key)} as ${shown(odd)}`, rebuilt([[odd, child]]));
    default:
      return put(`has ${shown(key)} also as ${shown(odd)}`, { ...value, [odd]: child });
  }
}

/** A schema of the document becomes one that is chained, doubled or nested; where there is none, all is in a list. */
function grown(document: Json, pointers: readonly string[], next: Draw): Change {
  const section = property(document, 'swagger') === undefined ? 'components/schemas' : 'definitions';
  const growth = picked(growthsOf(section), next)();
  const places = pointers.filter((pointer) =>
    /\/(schema|items|(properties|schemas|definitions)\/[^/]+)$/.test(pointer),
  );
  const pointer = places.length > 0 ? picked(places, next) : '';
  const value = withDefinitions(replaceAt(document, pointer, growth.schema), section, growth.definitions);
  return { name: `${shownPointer(pointer)} is ${growth.name}: ${shown(growth.schema)}`, value };
}

function withDefinitions(document: Json, section: string, definitions: JsonObject): Json {
  const [first = '', second] = section.split('/');
  const around = objectOf(property(document, first));
  const all =
    second === undefined
      ? { ...around, ...definitions }
      : { ...around, [second]: { ...objectOf(around[second]), ...definitions } };
  return isObject(document) ? { ...document, [first]: all } : document;
}

function nested(value: Json, levels: number): Json {
  let inner = value;
  for (let level = 0; level < levels; level += 1) inner = isArray(value) ? [inner] : { ...objectOf(value), a: inner };
  return inner;
}

function objectOf(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}

const known = new WeakMap<object, readonly string[]>();

/** All places of a document but its root. */
function pointersIn(document: Json): readonly string[] {
  if (typeof document !== 'object' || document === null) return [''];
  const found = known.get(document);
  if (found) return found;
  const pointers: string[] = [];
  const visit = (value: Json, pointer: string): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, child] of Object.entries(value)) {
      const place = `${pointer}/${escapeToken(key)}`;
      pointers.push(place);
      visit(child, place);
    }
  };
  visit(document, '');
  known.set(document, pointers.length > 0 ? pointers : ['']);
  return pointers.length > 0 ? pointers : [''];
}

function picked<T>(from: readonly T[], next: Draw): T {
  const one = from[next(from.length)];
  if (one === undefined) throw new Error('There is nothing to pick from.');
  return one;
}

function shown(value: Json): string {
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 40)}… (${text.length})` : text;
}

function shownPointer(pointer: string): string {
  return pointer.length > 200 ? `${pointer.slice(0, 120)}…` : pointer || '(all of it)';
}
