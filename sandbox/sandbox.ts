import { type Built, build } from './build.ts';
import { createSchemaCompiler } from './compile/schemas/ajv/schema-compiler.ts';
import type { ConnectionFault } from './exchange.ts';
import { type Catalogue, catalogueOf } from './exporters/catalogue.ts';
import { consoleAsset, consoleFolder } from './hosts/console-assets.ts';
import { defaultLimits } from './hosts/limited-server.ts';
import { type Listening, listen } from './hosts/node.ts';
import { inspect } from './inspect.ts';
import { introspectionOf, type PlannedDocuments } from './introspection.ts';
import type { OperationPlan, Plan, WebhookPlan } from './plan.ts';
import { type LocatedProblem, type Problem, UnusableDocumentError } from './problem.ts';
import { createProblemCollector } from './problem-collector.ts';
import { type OperationReachability, type Reachability, reachableScenarios } from './reachability/search.ts';
import { reachabilitySearch } from './reachability-search.ts';
import { type DocumentInput, documentsToServe } from './read/documents.ts';
import { diskFiles, type Files } from './read/files.ts';
import { located } from './read/located.ts';
import { createApp } from './serve/app.ts';
import { bindPlan } from './serve/bind-plan.ts';
import { createRequest } from './serve/create-request.ts';
import { followRedirects } from './serve/follow-redirects.ts';
import { UnreceivedError } from './serve/receive-request.ts';
import {
  defaultBodyLimit,
  defaultMaxDelay,
  defaultMaxDelayed,
  type ListenSettings,
  refuseWrongListenSettings,
  refuseWrongSettings,
  type SandboxSettings,
} from './settings.ts';
import type { JsonObject } from './syntax/json.ts';
import type { SchemaCompiler } from './validation/violation.ts';
import { fakeValue } from './values/fake.ts';

/** A sandbox in this process: no state, and no port unless it listens. */
export interface Sandbox {
  /**
   * Answers a request as the server would. Accepts what the global `fetch` accepts, and also methods that it forbids,
   * such as TRACE. Follows redirects within the sandbox, unless `redirect` is `manual`; returns one to another origin.
   * Rejects if the request is aborted, and with a TypeError if `redirect` is `error` and there is one.
   */
  readonly fetch: (input: Request | URL | string, init?: RequestInit) => Promise<Response>;
  /**
   * Answers a request for a server: synchronously if possible, and even if the request is aborted; redirects are left to
   * the client. If the request asks for a connection that fails, `failConnection` is called before the response is returned.
   */
  readonly answer: (
    request: Request,
    failConnection?: (fault: ConnectionFault) => void,
  ) => Response | Promise<Response>;
  /**
   * Starts an HTTP server, for clients that cannot be given a `fetch`: browsers, other processes. Rejects with the
   * system's error (`EADDRINUSE`, …) if it cannot listen, and with a TypeError if a setting is unknown or wrong.
   */
  readonly listen: (settings?: ListenSettings) => Promise<Listening>;
  readonly plan: Plan;
  /** Returns the plan of an operation, by the name of its API and its key: the `operationId`, or `GET /path`. */
  readonly operation: (api: string, key: string) => OperationPlan;
  /** Returns the OpenAPI document of an API, with all of its files bundled into one. */
  readonly document: (api: string) => JsonObject;
  /** Returns the requests that an API sends to its clients: webhooks, and callbacks of its operations. */
  readonly webhooks: (api: string) => readonly WebhookPlan[];
  /** Lists all scenarios, with requests that reach them. */
  readonly catalogue: (origin?: string) => Catalogue;
  /**
   * Returns the scenarios of an operation with the requests that were proven to reach them; empty if the search failed.
   */
  readonly findRequests: (api: string, key: string) => readonly Reachability[];
  /** Returns the same, or the problem for which the search failed. */
  readonly reachabilityOf: (api: string, key: string) => OperationReachability;
  /** Returns the problems of the documents, as far as `planNext` has found them. */
  readonly problems: () => readonly LocatedProblem[];
  /** Returns the same without lines and columns, which `located` adds: cheaper if only some are printed. */
  readonly unlocatedProblems: () => readonly Problem[];
  /** Plans the next operation and collects its problems; false if all operations have been planned. */
  readonly planNext: () => boolean;
  /** Runs all checks, and returns all problems of the documents, those included that do not concern a server. */
  readonly check: () => readonly LocatedProblem[];
}

/**
 * Creates a sandbox from OpenAPI documents.
 *
 * @throws TypeError if a setting is unknown or has a wrong value
 * @throws UnusableDocumentError if a document cannot be read or parsed or has no version, if unresolved references
 * leave it without operations, or if a rule of a scenario file names something that does not exist
 * @throws CodeForbiddenError if the runtime forbids generating code from strings, which validation needs
 */
export function createSandbox(settings: SandboxSettings = {}): Sandbox {
  refuseWrongSettings(settings);
  const { documents = [], scenarios } = settings;
  return openSandbox(documentsToServe(documents, scenarios), settings);
}

/**
 * Creates a sandbox from documents that have been located already.
 *
 * @throws UnusableDocumentError as `createSandbox` does
 */
export function openSandbox(
  inputs: readonly DocumentInput[],
  settings: Omit<SandboxSettings, 'documents' | 'scenarios'> = {},
  files: Files = diskFiles,
  compile: SchemaCompiler = createSchemaCompiler(),
): Sandbox {
  return sandboxOf(buildServable(inputs, files, compile, settings.allowOutside), settings);
}

/**
 * Opens documents to be built into an artefact.
 *
 * @throws UnusableDocumentError as `createSandbox` does
 */
export function openForBuild(
  inputs: readonly DocumentInput[],
  settings: Pick<SandboxSettings, 'allowOutside'>,
  files: Files = diskFiles,
): PlannedDocuments {
  const built = buildServable(inputs, files, createSchemaCompiler(), settings.allowOutside);
  const { plan, operation, reachabilityOf } = sandboxOf(built, {});
  return { plan, operation, reachabilityOf, document: built.document };
}

/**
 * Runs all checks of a document, even if unresolved references leave it without operations to serve.
 *
 * @throws UnusableDocumentError as `createSandbox` does, except for unresolved references
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

/** Builds documents, each of which must have operations to serve. */
function buildServable(...inputs: Parameters<typeof build>): Built {
  const built = buildOrThrow(...inputs);
  if (built.emptied.length > 0) throw new UnusableDocumentError(located(built.emptied));
  return built;
}

/** Builds documents; the problems of an `UnusableDocumentError` get their lines and columns. */
function buildOrThrow(...inputs: Parameters<typeof build>): Built {
  try {
    return build(...inputs);
  } catch (error) {
    throw error instanceof UnusableDocumentError ? new UnusableDocumentError(located(error.problems)) : error;
  }
}

/** Wires the rooms together: plan, server, search and checks. */
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
  const { delay = 0, delayJitter = 0 } = settings;
  const runtime = bindPlan(sources, { auth: 'open', dynamic: false, maxDelay });
  const reachabilityOf = reachabilitySearch(built, runtime);
  const catalogue = (origin = 'http://localhost:9000') => catalogueOf(built.plan, reachabilityOf, origin);
  const optional = {
    ...(settings.onAnswer && { onAnswer: settings.onAnswer }),
    ...(settings.allowedHosts && { allowedHosts: settings.allowedHosts }),
    ...(settings.releaseDelayed && { releaseDelayed: settings.releaseDelayed }),
  };
  const introspection = introspectionOf(built, reachabilityOf, { asset: consoleAsset, folder: consoleFolder });
  const app = createApp(sources, introspection, {
    auth,
    dynamic,
    bodyLimit,
    trustProxy,
    delay,
    delayJitter,
    maxDelay,
    maxDelayed,
    ...optional,
  });
  const answer: Sandbox['answer'] = (request, failConnection) =>
    rejectWithCause(app.fetch(request, { failConnection }));
  return {
    answer,
    fetch: async (input, init) => {
      const request = input instanceof Request && !init ? input : createRequest(input, init);
      const response = await followRedirects(request, answer);
      // As the global `fetch` does: otherwise clients could not test their own timeouts.
      request.signal.throwIfAborted();
      return response;
    },
    listen: async (where = {}) => {
      refuseWrongListenSettings(where);
      const { port = 0, host = '127.0.0.1', tls } = where;
      // The idle timeout allows for the longest delay. The globals are those of the caller's process.
      const idleTimeout = defaultLimits.idleTimeout + maxDelay;
      return listen(answer, { port, host, certificates: tls, idleTimeout, replacesGlobals: false });
    },
    plan: built.plan,
    operation: sources.operation,
    document: built.document,
    webhooks: built.webhooks,
    catalogue,
    findRequests: (api, key) => reachableScenarios(reachabilityOf(api, key)),
    reachabilityOf,
    ...createProblemCollector(built),
    check: () => inspect(built, reachabilityOf),
  };
}

/** Rejects with the original error of a request body that cannot be read, as the global `fetch` does. */
function rejectWithCause(response: Response | Promise<Response>): Response | Promise<Response> {
  if (!(response instanceof Promise)) return response;
  return response.catch((error: unknown) => {
    throw error instanceof UnreceivedError ? error.cause : error;
  });
}
