import type { CompiledDocument, ValidatorCode } from '../compile/schemas/ajv/ahead.ts';
import { changesOf, definitionOf } from '../compile/schemas/document.ts';
import type { Json, JsonObject } from '../syntax/json.ts';
import { arrayLiteral, ascii, type Deflate, objectLiteral, storedText } from './source-text.ts';

/** Returns the code of the `StoredSchemas` of schema documents. */
export function schemasCode(compiled: readonly CompiledDocument[], deflate: Deflate | null): string {
  const indices = new Map(compiled.map(({ document }, index) => [document, index]));
  return arrayLiteral(compiled.map((one) => documentCode(one, (document) => indices.get(document) ?? -1, deflate)));
}

function documentCode(
  { document, names, validators }: CompiledDocument,
  indexOf: (document: JsonObject) => number,
  deflate: Deflate | null,
): string {
  const changes = changesOf(document);
  const isShared = (name: string) =>
    changes !== undefined && definitionOf(document, name) === definitionOf(changes.base, name);
  const used = [...names];
  const own = used
    .filter((name) => !isShared(name))
    .map((name): readonly [string, Json] => [name, definitionOf(document, name) ?? true]);
  const base = changes && { index: indexOf(changes.base), changed: [...changes.names] };
  return objectLiteral([
    ['base', ascii(JSON.stringify(base ?? null))],
    ['shared', ascii(JSON.stringify(used.filter(isShared)))],
    ['definitions', storedText(JSON.stringify(Object.fromEntries(own)), deflate)],
    ['validators', objectLiteral([...validators].map(([pointer, code]) => [pointer, validatorsCode(code)] as const))],
  ]);
}

/** Returns the code of the `StandaloneValidators` of a schema. */
function validatorsCode(code: ValidatorCode): string {
  return objectLiteral(
    Object.entries(code).map(([name, factory]: readonly [string, string]) => [name, ascii(factory)]),
  );
}
