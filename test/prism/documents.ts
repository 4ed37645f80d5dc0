import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeFiles } from '../fixtures/write-document.ts';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const shared = path('../../../shared');

export interface Document {
  readonly name: string;
  readonly file: string;
  readonly present: boolean;
  readonly isOurs: boolean;
  /** Of a large document, one operation of so many is asked. */
  readonly every: number;
}

const ours = { 'our NHS App API': 'nhs-app', 'our NHS Notify Supplier API': 'nhs-notify-supplier' };

/** Documents that lie beside the project where it is made: all of them that are OpenAPI 3 and have a path. */
const others: Readonly<Record<string, string>> = {
  'the upstream NHS App API': 'upstream/nhs-app/nhs-app.yaml',
  'the upstream NHS Notify Supplier API': 'upstream/nhs-notify-supplier/notify-supplier-phase1.yml',
  'realtime receipts': 'upstream/nhs-app-callbacks/realtime-receipts/realtime-receipt.yaml',
  'realtime replies': 'upstream/nhs-app-callbacks/realtime-replies/realtime-replies.yaml',
  'Personal Demographics': 'corpus/personal-demographics/personal-demographics.yaml',
  'api-with-examples': 'corpus/oai-examples/v3.0/api-with-examples.yaml',
  'callback-example': 'corpus/oai-examples/v3.0/callback-example.yaml',
  'link-example': 'corpus/oai-examples/v3.0/link-example.yaml',
  petstore: 'corpus/oai-examples/v3.0/petstore.yaml',
  'petstore-expanded': 'corpus/oai-examples/v3.0/petstore-expanded.yaml',
  uspto: 'corpus/oai-examples/v3.0/uspto.yaml',
  'non-oauth-scopes': 'corpus/oai-examples/v3.1/non-oauth-scopes.yaml',
  tictactoe: 'corpus/oai-examples/v3.1/tictactoe.yaml',
  'Adyen Balance Platform': 'corpus/adyen/balance-platform-v2.yaml',
  Box: 'corpus/box/openapi.json',
};

const every: Readonly<Record<string, number>> = { 'Adyen Balance Platform': 4, Box: 6 };

export const documents: readonly Document[] = [
  ...Object.entries(ours).map(([name, folder]) => ({
    name,
    file: path(`../../specification/${folder}/openapi.yaml`),
    present: true,
    isOurs: true,
    every: 1,
  })),
  ...Object.entries(others).map(([name, relative]) => {
    const file = join(shared, relative);
    return { name, file, present: existsSync(file), isOurs: false, every: every[name] ?? 1 };
  }),
];

/**
 * Folders of documents that Prism is not asked about: those of single faults, which it refuses or answers by chance, and
 * a document whose references lead to missing files, with which it does not start.
 */
const notCompared = ['cases/', 'upstream/nhs-app-single-file/'];

/** The OpenAPI 3 documents that lie beside the project and are in no list here. */
export function unlistedDocuments(): readonly string[] {
  return filesIn(shared).filter((file) => {
    if (notCompared.some((folder) => file.startsWith(folder))) return false;
    if (!/\.(ya?ml|json)$/.test(file) || Object.values(others).includes(file)) return false;
    const text = readFileSync(join(shared, file), 'utf8');
    return /^\s*"?openapi"?:\s*["']?3\./m.test(text.slice(0, 2000)) && /^\s*"?paths"?:/m.test(text);
  });
}

export const isSharedThere = existsSync(shared);

function filesIn(folder: string): readonly string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1));
}

/**
 * The document as both are given it. Prism would fetch what is referred to on another host, and we never do: a copy has
 * a security scheme in its place.
 */
export function preparedFile({ name, file }: Document): string {
  if (name !== 'the upstream NHS Notify Supplier API') return file;
  const folder = dirname(file);
  const copies = filesIn(folder).map((one) => {
    const text = readFileSync(join(folder, one), 'utf8');
    return [one, text.replace(/^( *)\$ref: https:.*$/gm, '$1type: http\n$1scheme: bearer')] as const;
  });
  return join(writeFiles(Object.fromEntries(copies)), file.slice(folder.length));
}
