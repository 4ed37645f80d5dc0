import { AheadCompiler } from '../compile/schemas/ajv/ahead.ts';
import type { PlannedDocuments } from '../introspection.ts';
import { madeOf } from '../syntax/digits.ts';
import type { JsonObject } from '../syntax/json.ts';
import type { ArtefactSettings, StoredDocument } from './artefact.ts';
import {
  arrayLiteral,
  ascii,
  type Deflate,
  objectLiteral,
  storedText,
  stringLiteral,
  textFunction,
} from './source-text.ts';
import { storedPlan, storedSearch, usedSchemas } from './store-operation.ts';
import { schemasCode } from './store-schemas.ts';

/** A file of the pages. */
export interface PageFile {
  readonly name: string;
  readonly mediaType: string;
  readonly hash: string;
  /** Its bytes, compressed by gzip; null if it is written beside the artefact. */
  readonly gzip: Uint8Array | null;
}

/** The files of the pages, and the name of their folder. */
export interface Pages {
  readonly folder: string;
  readonly files: readonly PageFile[];
}

/**
 * Returns an expression of JavaScript whose value is the `Artefact` of a sandbox: plans, requests and documents as JSON, and
 * the validators of all schemas that a request can reach.
 *
 * @param deflate compresses texts, if the target can inflate them
 * @throws FailedOperationError if an operation cannot be planned
 * @throws CodeForbiddenError if the host forbids code generation
 */
export function artefactCode(
  source: PlannedDocuments,
  settings: ArtefactSettings,
  pages: Pages | null,
  version: string,
  deflate: Deflate | null,
): string {
  const { plan } = source;
  const stored = (value: object) => storedText(JSON.stringify(value), deflate);
  const compiler = new AheadCompiler();
  const plans = plan.apis.map(({ name, operations }) => ({
    name,
    plans: operations.map(({ key }) => source.operation(name, key)),
  }));
  for (const { plans: ofApi } of plans)
    for (const one of ofApi) for (const [document, pointers] of usedSchemas(one)) compiler.add(document, pointers);
  const compiled = compiler.compiled();
  const indices = new Map(compiled.map(({ document }, index) => [document, index]));
  const indexOf = (document: JsonObject): number => indices.get(document) ?? -1;
  const apis = plans.map(({ name, plans: ofApi }) => {
    const operations = ofApi.map((one) =>
      objectLiteral([
        ['key', stringLiteral(one.key)],
        ['plan', stored(storedPlan(one, indexOf))],
        ['requests', stored(storedSearch(one, source.reachabilityOf(name, one.key)))],
      ]),
    );
    const document: StoredDocument = madeOf((put) => source.document(name, put));
    return objectLiteral([
      ['name', stringLiteral(name)],
      ['operations', arrayLiteral(operations)],
      ['document', stored(document)],
    ]);
  });
  return objectLiteral([
    ['version', stringLiteral(version)],
    ['settings', ascii(JSON.stringify(settings))],
    ['plan', stored(plan)],
    ['apis', arrayLiteral(apis)],
    ['schemas', schemasCode(compiled, deflate)],
    ['pages', pages ? pagesCode(pages) : 'null'],
  ]);
}

/** Returns the code of `StoredPages`. */
function pagesCode({ folder, files }: Pages): string {
  const stored = files.map(({ name, mediaType, hash, gzip }) =>
    objectLiteral([
      ['name', stringLiteral(name)],
      ['mediaType', stringLiteral(mediaType)],
      ['hash', stringLiteral(hash)],
      ['gzip', gzip ? textFunction(base64(gzip)) : 'null'],
    ]),
  );
  return objectLiteral([
    ['folder', stringLiteral(folder)],
    ['files', arrayLiteral(stored)],
  ]);
}

function base64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}
