import type { ConnectionFault } from '../exchange.ts';
import { introspectionOf, type PageFiles } from '../introspection.ts';
import type { OperationPlan, Plan } from '../plan.ts';
import type { OperationReachability } from '../reachability/search.ts';
import { type AppOptions, createApp } from '../serve/app.ts';
import { defaultMaxDelayed } from '../settings.ts';
import { asValue, type Put } from '../syntax/digits.ts';
import { isObject, type JsonObject } from '../syntax/json.ts';
import { fakeValue } from '../values/fake.ts';
import type {
  Artefact,
  StoredApi,
  StoredDocument,
  StoredOperation,
  StoredPlan,
  StoredSearch,
  StoredText,
} from './artefact.ts';
import { pageFilesOf } from './page-files.ts';
import { restoredPlan, restoredSearch } from './restore-operation.ts';
import { restoredSchemas } from './restore-schemas.ts';

/** A sandbox that was built ahead. */
export interface OpenedArtefact {
  readonly plan: Plan;
  /** Answers a request as `Sandbox.answer` does. */
  readonly answer: (
    request: Request,
    failConnection?: (fault: ConnectionFault) => void,
  ) => Response | Promise<Response>;
}

/**
 * Opens an artefact: binds its plan as `createSandbox` binds that of documents. Operations are read when a request first
 * reaches them.
 *
 * @param options replace the settings of the build
 */
export function openArtefact(artefact: Artefact, options: Partial<AppOptions> & HostOptions = {}): OpenedArtefact {
  const read = (stored: StoredText): string => ('text' in stored ? stored.text() : inflated(stored, options.inflate));
  const plan: Plan = JSON.parse(read(artefact.plan));
  const { documentAt, compile } = restoredSchemas(artefact.schemas, read);
  const apis = new Map(artefact.apis.map((api) => [api.name, new OpenedApi(api, documentAt, read)]));
  const named = (name: string): OpenedApi => {
    const api = apis.get(name);
    if (!api) throw new Error(`There is no API ${name}.`);
    return api;
  };
  const operation = (api: string, key: string) => named(api).operation(key);
  const searched = (api: string, key: string): OperationReachability => {
    const index = plan.apis.find(({ name }) => name === api)?.operations.find((one) => one.key === key);
    if (!index) throw new Error(`There is no operation ${key} in ${api}.`);
    return restoredSearch(operation(api, key), index, named(api).search(key));
  };
  const published = { plan, document: (api: string, put: Put = asValue) => named(api).document(put) };
  const files = options.files ?? pageFilesOf(artefact.pages);
  const introspection = introspectionOf(published, searched, files, options.curlOrigin);
  const sources = { plan, operation, schemas: compile, generate: fakeValue };
  const app = createApp(sources, introspection, { ...artefact.settings, maxDelayed: defaultMaxDelayed, ...options });
  return { plan, answer: (request, failConnection) => app.fetch(request, { failConnection }) };
}

function inflated(stored: Extract<StoredText, { readonly deflated: unknown }>, inflate?: Inflate): string {
  if (!inflate) throw new Error('The artefact was built for another target.');
  return inflate(stored.deflated());
}

/** Decodes Base64, and decompresses it by deflate (RFC 1951). */
type Inflate = (text: string) => string;

/** What the host of an artefact has or is. */
export interface HostOptions {
  readonly inflate?: Inflate;
  /** The files of pages, if they are not in the artefact. */
  readonly files?: PageFiles;
  /** The origin in `curl` commands, if it is another than that of the request. */
  readonly curlOrigin?: string;
}

/** An API of an artefact. */
class OpenedApi {
  readonly #document: StoredApi['document'];
  readonly #documentAt: (index: number) => JsonObject;
  readonly #stored: ReadonlyMap<string, StoredOperation>;
  readonly #read: (text: StoredText) => string;
  readonly #plans = new Map<string, OperationPlan>();

  constructor(
    { operations, document }: StoredApi,
    documentAt: (index: number) => JsonObject,
    read: (text: StoredText) => string,
  ) {
    this.#read = read;
    this.#document = document;
    this.#documentAt = documentAt;
    this.#stored = new Map(operations.map((operation) => [operation.key, operation]));
  }

  operation(key: string): OperationPlan {
    const known = this.#plans.get(key) ?? this.#restore(key);
    this.#plans.set(key, known);
    return known;
  }

  search(key: string): StoredSearch {
    const search: StoredSearch = JSON.parse(this.#read(this.#operation(key).requests));
    return search;
  }

  document(put: Put): JsonObject {
    const stored: StoredDocument = JSON.parse(this.#read(this.#document));
    const value = put(stored);
    if (!isObject(value)) throw new Error('The published document is no object.');
    return value;
  }

  #restore(key: string): OperationPlan {
    const stored: StoredPlan = JSON.parse(this.#read(this.#operation(key).plan));
    return restoredPlan(stored, this.#documentAt);
  }

  #operation(key: string): StoredOperation {
    const operation = this.#stored.get(key);
    if (!operation) throw new Error(`There is no operation ${key}.`);
    return operation;
  }
}
