import { type Built, build } from './build.ts';
import { createSchemaCompiler, type SchemaCompiler } from './compile/schemas/validators.ts';
import { type Catalogue, catalogueOf } from './exporters/catalogue.ts';
import { consoleAsset } from './hosts/console-assets.ts';
import { inspect } from './inspect.ts';
import { introspectionOf } from './introspection.ts';
import type { OperationPlan, Plan, WebhookPlan } from './plan.ts';
import { identityOf } from './problem/identity.ts';
import { FailedOperationError, type LocatedProblem, type Problem, UnusableDocumentError } from './problem.ts';
import { type OperationReachability, type Reachability, reachableScenarios } from './reachability/search.ts';
import { reachabilitySearch } from './reachability-search.ts';
import { type DocumentInput, documentsToServe } from './read/documents.ts';
import { diskFiles, type Files } from './read/files.ts';
import { located } from './read/located.ts';
import type { AccessLogEntry } from './serve/access-log.ts';
import { createApp } from './serve/app.ts';
import { bindPlan } from './serve/bind-plan.ts';
import { createRequest } from './serve/create-request.ts';
import { UnreceivedError } from './serve/receive-request.ts';
import type { JsonObject } from './syntax/json.ts';
import { fakeValue } from './values/fake.ts';

export type { Catalogue, CatalogueEntry, SampleRequest } from './exporters/catalogue.ts';
export type { WebhookPlan } from './plan.ts';
export {
  CodeForbiddenError as CodeForbidden,
  type LocatedProblem,
  type Problem,
  UnusableDocumentError as UnusableDocument,
} from './problem.ts';
export type { Sample } from './reachability/attempts.ts';
export type { OperationReachability as Rehearsed, Reachability as Rehearsal } from './reachability/search.ts';
export { located } from './read/located.ts';
export type { WireRequest } from './requests/wire-request.ts';
export type { AccessLogEntry } from './serve/access-log.ts';

export interface SandboxSettings {
  /**
   * Paths of OpenAPI documents, or `name=path` to choose the api name. Left out: the documents that this package
   * brings along, with their scenario files.
   */
  readonly documents?: readonly string[];
  /** A folder with scenario files, `<api>.yaml`. */
  readonly scenarios?: string;
  /** `strict`: credentials must be there, in the documented form. By default any are accepted, and none. */
  readonly auth?: 'open' | 'strict';
  /** Bodies that are made from schemas vary from request to request; by default they are always the same. */
  readonly dynamic?: boolean;
  /**
   * Documents may refer to files outside of the working folder, their own folder and their repository; by default such a
   * reference is an error.
   */
  readonly allowOutside?: boolean;
  /** Bytes of a request body that are read; 1 MiB by default. */
  readonly bodyLimit?: number;
  /** Milliseconds by which an answer may be late at most, whoever asks for more; 30 000 by default. */
  readonly maxDelay?: number;
  /** Answers that are late on purpose at once; what is beyond gets 503. 10 000 by default. */
  readonly maxDelayed?: number;
  /** When it is aborted, answers that are late on purpose are given at once: whoever stops does not wait for them. */
  readonly releaseDelayed?: AbortSignal;
  /**
   * The names that it answers to, besides those of this machine alone (`localhost`, `127.0.0.1`, `[::1]`): all others get
   * 421. `*.example.com` stands for all below. By default it answers to any.
   */
  readonly allowedHosts?: readonly string[];
  /** The sandbox's own address is what a proxy before it says in `X-Forwarded-Proto`, `-Host` and `-Prefix`. */
  readonly trustProxy?: boolean;
  readonly onAnswer?: (answer: AccessLogEntry) => void;
}

/** A sandbox in this process: no port, no state. */
export interface Sandbox {
  /**
   * Answers a request as the server would; takes what the global `fetch` takes, and the methods that it refuses, such as
   * TRACE; rejects when it is aborted.
   */
  readonly fetch: (input: Request | URL | string, init?: RequestInit) => Promise<Response>;
  /** The same for a server: without a promise where nothing is waited for, and whether or not it is aborted. */
  readonly answer: (request: Request) => Response | Promise<Response>;
  readonly plan: Plan;
  /** The plan of one operation, by the api's name and the operation's key. */
  readonly operation: (api: string, key: string) => OperationPlan;
  /** The document of an API, all of its files in one. */
  readonly document: (api: string) => JsonObject;
  /** What an API sends of its own accord: its webhooks, and the callbacks of its operations. */
  readonly webhooks: (api: string) => readonly WebhookPlan[];
  /** Every scenario and how to reach it. */
  readonly catalogue: (origin?: string) => Catalogue;
  /** The requests that were proven to reach the scenarios of one operation; none where the search for them failed. */
  readonly findRequests: (api: string, key: string) => readonly Reachability[];
  /** The same, and why the search failed where it did. */
  readonly searched: (api: string, key: string) => OperationReachability;
  /** What is wrong with the documents, as far as `planNext` has looked. */
  readonly problems: () => readonly LocatedProblem[];
  /** The same without their lines, for whoever prints only some of them: `located` finds the lines of those. */
  readonly found: () => readonly Problem[];
  /** Plans the next operation and looks for what is wrong with it; false when that is done for all. */
  readonly planNext: () => boolean;
  /** Everything that is wrong or odd in the documents, those things too that a server can do without knowing. */
  readonly check: () => readonly LocatedProblem[];
}

export const defaultBodyLimit = 1_048_576;

/** Longer than clients wait, in milliseconds, and short enough to sit through. */
export const defaultMaxDelay = 30_000;

/** More than connections by default: nobody meets it who has not asked for more of those. */
export const defaultMaxDelayed = 10_000;

/**
 * Makes a sandbox from OpenAPI documents.
 *
 * @throws UnusableDocumentError when a document cannot be read or parsed or has no version, when references that lead nowhere
 * leave it no operation, or when a rule of a scenario file names what does not exist
 * @throws CodeForbiddenError where code may not be generated from strings, so that nothing could be validated
 */
export function createSandbox(settings: SandboxSettings = {}): Sandbox {
  const { documents = [], scenarios } = settings;
  return openSandbox(documentsToServe(documents, scenarios), settings);
}

/**
 * Makes a sandbox from documents that were found already.
 *
 * @throws UnusableDocumentError as `createSandbox` does
 */
export function openSandbox(
  inputs: readonly DocumentInput[],
  settings: Omit<SandboxSettings, 'documents' | 'scenarios'> = {},
  files: Files = diskFiles,
  compile: SchemaCompiler = createSchemaCompiler(),
): Sandbox {
  const built = buildOrThrow(inputs, files, compile, settings.allowOutside);
  if (built.emptied.length > 0) throw new UnusableDocumentError(located(built.emptied));
  return sandboxOf(built, settings);
}

/**
 * Everything that is wrong or odd in a document, even in one of which no operation is left to serve.
 *
 * @throws UnusableDocumentError as `createSandbox` does, but for references that lead nowhere
 */
export function checkDocument(
  input: DocumentInput,
  settings: Pick<SandboxSettings, 'allowOutside'> = {},
  files: Files = diskFiles,
): {
  readonly problems: readonly LocatedProblem[];
  readonly isUsable: boolean;
} {
  const built = buildOrThrow([input], files, createSchemaCompiler(), settings.allowOutside);
  return { problems: sandboxOf(built, {}).check(), isUsable: built.emptied.length === 0 };
}

/** Builds, and tells the lines of problems for which nothing can be served. */
function buildOrThrow(...given: Parameters<typeof build>): Built {
  try {
    return build(...given);
  } catch (error) {
    throw error instanceof UnusableDocumentError ? new UnusableDocumentError(located(error.problems)) : error;
  }
}

function sandboxOf(built: Built, settings: Omit<SandboxSettings, 'documents' | 'scenarios'>): Sandbox {
  const sources = {
    plan: built.plan,
    operation: (api: string, key: string) => built.operation(api, key).plan,
    schemas: built.schemas,
    generate: fakeValue,
  };
  const auth = settings.auth ?? 'open';
  const bodyLimit = settings.bodyLimit ?? defaultBodyLimit;
  const { dynamic = false, trustProxy = false, maxDelay = defaultMaxDelay, maxDelayed = defaultMaxDelayed } = settings;
  const runtime = bindPlan(sources, { auth: 'open', dynamic: false, maxDelay });
  const searched = reachabilitySearch(built, runtime);
  const catalogue = (origin = 'http://localhost:9000') => catalogueOf(built.plan, searched, origin);
  const given = {
    ...(settings.onAnswer && { onAnswer: settings.onAnswer }),
    ...(settings.allowedHosts && { allowedHosts: settings.allowedHosts }),
    ...(settings.releaseDelayed && { releaseDelayed: settings.releaseDelayed }),
  };
  const introspection = introspectionOf(built, searched, consoleAsset);
  const app = createApp(sources, introspection, {
    auth,
    dynamic,
    bodyLimit,
    trustProxy,
    maxDelay,
    maxDelayed,
    ...given,
  });
  const answer = (request: Request) => answered(app.fetch(request));
  return {
    answer,
    fetch: async (input, init) => {
      const request = input instanceof Request && !init ? input : createRequest(input, init);
      const response = await answer(request);
      // Whoever gave up meanwhile is told so, as by the global `fetch`: how else would a client see its own timeout?
      request.signal.throwIfAborted();
      return response;
    },
    plan: built.plan,
    operation: sources.operation,
    document: built.document,
    webhooks: built.webhooks,
    catalogue,
    findRequests: (api, key) => reachableScenarios(searched(api, key)),
    searched,
    ...createInspection(built),
    check: () => inspect(built, problemsOf, searched),
  };
}

/** A body that cannot be received is the caller's: told as the global `fetch` does, by what is wrong with it. */
function answered(response: Response | Promise<Response>): Response | Promise<Response> {
  if (!(response instanceof Promise)) return response;
  return response.catch((error: unknown) => {
    throw error instanceof UnreceivedError ? error.cause : error;
  });
}

/** Goes through all operations, one at a call, and gathers what is wrong, each defect once and in the order of its finding. */
function createInspection(built: Built): Pick<Sandbox, 'planNext' | 'problems' | 'found'> {
  const waiting = built.plan.apis.flatMap(({ name, operations }) => operations.map(({ key }) => [name, key] as const));
  const found = new Map<string, Problem>();
  let gathered = 0;
  const gather = (problems: readonly Problem[]) => {
    for (const problem of problems) {
      const key = identityOf(problem, 'offset');
      if (!found.has(key)) found.set(key, problem);
    }
  };
  const gatherBuilt = () => {
    // Grows as references are followed.
    gather(built.problems.slice(gathered));
    gathered = built.problems.length;
  };
  const allFound = () => {
    gatherBuilt();
    return [...found.values()];
  };
  return {
    found: allFound,
    problems: () => eachOnce(located(allFound())),
    planNext: () => {
      const next = waiting.shift();
      if (!next) return false;
      gather(problemsOf(built, next));
      gatherBuilt();
      return true;
    },
  };
}

/** Places that are not in a text may be on one line of it. */
function eachOnce(problems: readonly LocatedProblem[]): readonly LocatedProblem[] {
  const seen = new Set<string>();
  return problems.filter((problem) => {
    const key = identityOf(problem, 'position');
    return !seen.has(key) && seen.add(key);
  });
}

function problemsOf(built: Built, [api, key]: readonly [string, string]): readonly Problem[] {
  try {
    const { problems, responseProblems } = built.operation(api, key);
    return [...problems, ...responseProblems()];
  } catch (error) {
    if (error instanceof FailedOperationError) return [error.problem];
    throw error;
  }
}
