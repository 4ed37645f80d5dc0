import { isObject, type Json, property } from '../syntax/json.ts';
import { pointerOf, step, tokensOf, valueAt } from '../syntax/json-pointer.ts';
import { similarName } from '../syntax/similar-name.ts';

/**
 * Returns the reference within a document that was intended by one that leads nowhere: `#/components/schemas/Pet` for
 * `#/components/schemas/Pets`, `#/definitions/Pet`, `components/schemas/Pet` or `Pet`; undefined if none is similar.
 */
export function similarReference(document: Json, written: string): string | undefined {
  // Curly quotes are a part of the text for YAML.
  const place = written.replace(/^[\u2018-\u201f]|[\u2018-\u201f]$/g, '').replace(/^#?\/?/, '');
  if (/\.(ya?ml|json)\b/i.test(place)) return undefined;
  const tokens = tokensOf(`/${place}`);
  const pointer = similarPointer(document, tokens) ?? componentNamed(document, tokens.at(-1) ?? '', tokens.at(-2));
  return pointer === undefined || written === `#${pointer}` ? undefined : `#${pointer}`;
}

/** Returns the name of the file that was intended by one that is not there: of another ending, or misspelt. */
export function similarFile(names: readonly string[], written: string): string | undefined {
  const stem = stemOf(written);
  return names.find((name) => stemOf(name) === stem) ?? similarName(names, written);
}

function stemOf(file: string): string {
  return file.replace(/\.[^.]*$/, '').toLowerCase();
}

function similarPointer(document: Json, tokens: readonly string[]): string | undefined {
  const found: string[] = [];
  let value: Json | undefined = document;
  for (const token of tokens) {
    const same: Json | undefined = step(value, token);
    const name: string | undefined = same === undefined ? similarName(keysOf(value), token) : token;
    // A misspelt section of the document is reported there.
    if (name === undefined || (name !== token && token === 'components')) return undefined;
    found.push(name);
    value = step(value, name);
  }
  return pointerOf(found);
}

/** Returns the component of a name, of the section that the reference names if it has one. */
function componentNamed(document: Json, name: string, section = ''): string | undefined {
  const components = property(document, 'components') ?? {};
  const named = keysOf(components).map((key) => ['components', key]);
  const sections = [...named.filter(([, key]) => key === section), ...named, ['definitions']];
  for (const path of sections) {
    const similar = similarName(keysOf(valueAt(document, pointerOf(path))), name);
    if (similar !== undefined) return pointerOf([...path, similar]);
  }
  return undefined;
}

function keysOf(value: Json | undefined): readonly string[] {
  return isObject(value) ? Object.keys(value) : [];
}
