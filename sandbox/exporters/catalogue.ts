import type { Trigger } from '../exchange.ts';
import type { OperationIndex, OperationPlan, Plan, ScenarioIndex } from '../plan.ts';
import { reasonOf } from '../problem.ts';
import type { Sample } from '../reachability/attempts.ts';
import type { Reason } from '../reachability/reason.ts';
import { type OperationReachability, type Reachability, reachableScenarios } from '../reachability/search.ts';
import { asValue, type Put, parseJson, type Written } from '../syntax/digits.ts';
import type { Json } from '../syntax/json.ts';
import { curlOf } from './curl.ts';

/** All scenarios with the requests that reach them, as `/_sandbox/scenarios` serves and `list` prints them. */
export interface Catalogue {
  readonly scenarios: readonly CatalogueEntry[];
}

export type CatalogueEntry = {
  readonly id: string;
  readonly api: string;
  readonly operationId: string;
  readonly method: string;
  readonly path: string;
  /** The status code that is sent. */
  readonly status: number;
  readonly example: string;
  readonly mediaTypes: readonly string[];
  readonly summary: string;
  /** Whether a request reaches it without choosing it. */
  readonly natural: boolean;
  /** The most natural first. */
  readonly requests: readonly SampleRequest[];
  /** Why no faulty request reaches it; absent if one does, or if it is not about a fault. */
  readonly lacking?: string;
  /** Why there are no requests; absent unless planning or searching the operation failed. */
  readonly failure?: string;
};

/** A request that reaches a scenario, proven by sending it. */
export type SampleRequest = {
  readonly trigger: Trigger;
  /** The reason in words: `body#/recipient fails required`. */
  readonly how: string;
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** A string if it is not JSON; null if there is no body. */
  readonly body: Json;
  readonly curl: string;
};

/**
 * Returns the catalogue of a plan.
 *
 * @param searched returns the requests found for an operation
 * @param origin of the sandbox: `http://localhost:9000`
 */
export function catalogueOf(
  plan: Plan,
  searched: (api: string, key: string) => OperationReachability,
  origin: string,
): Catalogue {
  const scenarios = plan.apis.flatMap(({ name, operations }) =>
    operations.flatMap((operation) => entriesOf(name, operation, searched(name, operation.key), origin)),
  );
  return { scenarios };
}

/** Returns the catalogue entries of one operation, without requests if searching or writing them failed. */
export function entriesOf(
  api: string,
  operation: OperationIndex,
  searched: OperationReachability,
  origin: string,
  put: Put = asValue,
): readonly CatalogueEntry[] {
  const failed = (failure: string) =>
    operation.scenarios.map((scenario) => unreached(api, operation, scenario, failure));
  if (searched.kind === 'failed') return failed(searched.problem.message);
  try {
    const { operation: plan, reachabilities } = searched;
    return reachabilities.map((one) => entryOf(plan, one, origin + plan.basePath, put));
  } catch (error) {
    return failed(`its requests cannot be written, since the sandbox failed: ${reasonOf(error)}`);
  }
}

/** A scenario of the catalogue, and why the first of its requests reaches it: null if it has none. */
export interface ExplainedEntry extends CatalogueEntry {
  readonly reason: Reason | null;
}

/** Returns the scenarios of one operation with the reasons of their first requests. */
export function explainedEntriesOf(
  api: string,
  operation: OperationIndex,
  searched: OperationReachability,
  origin: string,
): readonly ExplainedEntry[] {
  const reasons = new Map(
    reachableScenarios(searched).map(({ scenario, samples }) => [scenario.id, samples[0]?.reason]),
  );
  return entriesOf(api, operation, searched, origin).map((entry) => ({
    ...entry,
    reason: reasons.get(entry.id) ?? null,
  }));
}

function unreached(
  api: string,
  { key, method, path }: OperationIndex,
  { id, status, name, mediaTypes, summary }: ScenarioIndex,
  failure: string,
): CatalogueEntry {
  const entry = { id, api, operationId: key, method, path, status, example: name, mediaTypes, summary };
  return { ...entry, natural: false, requests: [], failure };
}

function entryOf(
  { api, key, method, path }: OperationPlan,
  { response, scenario, samples, natural, lacking }: Reachability,
  base: string,
  put: Put,
): CatalogueEntry {
  return {
    id: scenario.id,
    api,
    operationId: key,
    method,
    path,
    status: response.status,
    example: scenario.name,
    mediaTypes: [...new Set(scenario.representations.map(({ mediaType }) => mediaType))],
    summary: scenario.summary,
    natural,
    requests: samples.map((sample) => requestOf(sample, base, put)),
    ...(lacking !== null && { lacking }),
  };
}

function requestOf({ trigger, how, request }: Sample, base: string, put: Put): SampleRequest {
  const { method, target, headers, text } = request;
  const url = base + target;
  const body = text === null ? null : put(jsonOr(text));
  return { trigger, how, method, url, headers, body, curl: curlOf(url, request) };
}

function jsonOr(text: string): Written {
  try {
    return parseJson(text);
  } catch {
    return { value: text };
  }
}
