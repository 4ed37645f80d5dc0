import { type Alias, isScalar, type ParsedNode, parseDocument, type Scalar, visit } from 'yaml';
import type { Json } from '../notation/json.ts';

/** A text of YAML with the offsets of its parts. JSON is YAML, so it tells the places of both. */
export type YamlDocument = ReturnType<typeof parseDocument>;

export type YamlRead =
  | { readonly ok: true; readonly value: Json }
  | { readonly ok: false; readonly offset: number; readonly message: string };

/** What a text says in YAML 1.2, or why it says nothing, and where. */
export function readYaml(text: string): YamlRead {
  const document = parseYaml(text);
  const [error] = document.errors;
  if (error) {
    const [detail = ''] = error.message.split(/ at line \d+/);
    return { ok: false, offset: error.pos[0], message: `This is not YAML: ${detail}` };
  }
  const wrong = wrongAlias(document);
  if (wrong) return { ok: false, offset: wrong.alias.range?.[0] ?? 0, message: wrong.message };
  try {
    const value: Json = document.toJS({ reviver: onlyJson, maxAliasCount: mostAliases });
    return { ok: true, value };
  } catch (failure) {
    const detail = failure instanceof Error ? failure.message : String(failure);
    return { ok: false, offset: 0, message: `This YAML cannot be used: ${detail}` };
  }
}

/** The text with its offsets, whatever is wrong with it. */
export function parseYaml(text: string): YamlDocument {
  const document = parseDocument(text, { merge: true, uniqueKeys: isSameKey, logLevel: 'error' });
  nameKeys(document);
  return document;
}

/** Whether two keys are written alike. */
function isSameKey(one: ParsedNode, other: ParsedNode): boolean {
  return isScalar(one) && isScalar(other) && textOfKey(one) === textOfKey(other);
}

function textOfKey({ source, value }: Scalar): string {
  return source ?? String(value);
}

/** A key is a text (OpenAPI 3.1.1, 4.3), so it is what is written: `1.10` and `Null` are names, no number and nothing. */
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

/** Numbers that YAML has and JSON has not (YAML 1.2.2, 10.2.1.4) are none. */
function onlyJson(_: unknown, value: unknown): unknown {
  return typeof value === 'number' && !Number.isFinite(value) ? null : value;
}

/** How often aliases may be resolved in all: many times in an honest document, but not without end. */
const mostAliases = 10_000;

/** The first alias that refers to no anchor, or to what it is a part of: JSON has no circles. */
function wrongAlias(document: YamlDocument): { readonly alias: Alias; readonly message: string } | undefined {
  let found: { readonly alias: Alias; readonly message: string } | undefined;
  visit(document, {
    Alias: (_, alias, path) => {
      const target = alias.resolve(document);
      if (target === undefined)
        found = { alias, message: `This is not YAML: the alias *${alias.source} has no anchor` };
      else if (path.some((node) => node === target))
        found = { alias, message: `The alias *${alias.source} stands inside of what it means; use a $ref instead.` };
      return found && visit.BREAK;
    },
  });
  return found;
}
