import { posix } from 'node:path';
import { stringify } from 'yaml';
import { isArray, isObject, type Json, type JsonObject, property } from '../../sandbox/syntax/json.ts';
import { pointerOf, tokensOf, valueAt } from '../../sandbox/syntax/json-pointer.ts';
import { percentDecode } from '../../sandbox/syntax/percent.ts';
import type { FileOf, Original } from './mutants.ts';

/** What is referred to by name and need not be whole: `schemas` below `components`, `definitions`. */
const sections = ['definitions', 'parameters', 'responses'];

/** More of them are not taken; references to the others lead to nothing. */
const maxReferred = 10;

/**
 * A document of some of the paths of another, with what they refer to: it takes a fraction of the time, and what is made
 * odd in it is in a place that is used.
 *
 * @param next gives numbers from 0 to below a limit
 */
export function partOf({ name, main, files }: Original, next: (below: number) => number): Original {
  const document = files[main]?.value ?? null;
  const paths = Object.entries(objectIn(document, 'paths'));
  const first = next(Math.max(1, paths.length));
  const chosen = Object.fromEntries(paths.slice(first, first + 1 + next(2)));
  const { referred, reached } = reachedFrom({ ...rootOf(document), paths: chosen }, main, files);
  const part = { ...rootOf(document), paths: chosen, ...referredIn(document, referred) };
  const others = Object.entries(files).filter(([path]) => path !== main && reached.has(path));
  return { name, main, files: { [main]: fileOf(main, part), ...Object.fromEntries(others) } };
}

/** All but what is only there to be referred to; security schemes are referred to by name. */
function rootOf(document: Json): JsonObject {
  const { webhooks, components, ...root } = isObject(document) ? document : {};
  return Object.fromEntries(Object.entries(root).filter(([key]) => !sections.includes(key)));
}

function referredIn(document: Json, referred: ReadonlySet<string>): JsonObject {
  const kept = (section: JsonObject, place: string) =>
    Object.fromEntries(Object.entries(section).filter(([key]) => referred.has(place + pointerOf([key]))));
  const components = Object.entries(objectIn(document, 'components')).map(([section, all]): [string, Json] => [
    section,
    section === 'securitySchemes' || !isObject(all) ? all : kept(all, `/components/${section}`),
  ]);
  const older = sections.map((section): [string, Json] => [section, kept(objectIn(document, section), `/${section}`)]);
  return {
    ...(components.length > 0 && { components: Object.fromEntries(components) }),
    ...Object.fromEntries(older.filter(([, all]) => Object.keys(objectIn({ all }, 'all')).length > 0)),
  };
}

/** The part that is referred to, of which a reference may mean something inside: `/components/schemas/Pet`. */
function placeOf(tokens: readonly string[]): readonly string[] {
  return tokens[0] === 'components' ? tokens.slice(0, 3) : tokens.slice(0, 2);
}

/** What a value leads to: parts of the main file, and other files. */
function reachedFrom(root: Json, main: string, files: Original['files']) {
  const referred = new Set<string>();
  const reached = new Set<string>();
  const visit = (value: Json, file: string): void => {
    if (typeof value === 'string') follow(value, file);
    else if (isArray(value)) for (const item of value) visit(item, file);
    else if (isObject(value)) for (const child of Object.values(value)) visit(child, file);
  };
  const follow = (reference: string, file: string): void => {
    const [path = '', fragment = ''] = reference.split('#');
    const target = path === '' ? file : posix.join(posix.dirname(file), path);
    const found = files[target]?.value;
    if (found === undefined || reached.has(target)) return;
    if (target !== main) {
      reached.add(target);
      visit(found, target);
      return;
    }
    const place = placeOf(tokensOf(percentDecode(fragment)));
    if (place.length < 2 || referred.has(pointerOf(place)) || referred.size >= maxReferred) return;
    referred.add(pointerOf(place));
    visit(valueAt(found, pointerOf(place)) ?? null, main);
  };
  visit(root, main);
  return { referred, reached };
}

function fileOf(path: string, value: Json): FileOf {
  return {
    text: path.endsWith('.json') ? JSON.stringify(value, null, 2) : stringify(value, { aliasDuplicateObjects: false }),
    value,
  };
}

function objectIn(value: Json | undefined, key: string): JsonObject {
  const found = property(value, key);
  return isObject(found) ? found : {};
}
