import type { Trigger } from '../exchange.ts';
import type { Json } from '../notation/json.ts';
import type { ApiPlan, OperationPlan, Plan } from '../plan.ts';
import type { Rehearsal } from '../samples/rehearsal.ts';
import type { Sample } from '../samples/trials.ts';
import { curlOf } from './curl.ts';

/** Every scenario and how to reach it: what `/_sandbox/scenarios` serves and `list` prints. */
export interface Catalogue {
  readonly scenarios: readonly CatalogueEntry[];
}

export interface CatalogueEntry {
  readonly id: string;
  readonly api: string;
  readonly operationId: string;
  readonly method: string;
  readonly path: string;
  /** The number sent. */
  readonly status: number;
  readonly example: string;
  readonly mediaTypes: readonly string[];
  readonly summary: string;
  /** Reached without any explicit choice. */
  readonly natural: boolean;
  /** The most natural first. */
  readonly requests: readonly SampleRequest[];
  /** Of an error that no fault leads to: what the document does not constrain. */
  readonly lacking?: string;
}

/** A request that reaches a scenario, proven by sending it. */
export interface SampleRequest {
  readonly trigger: Trigger;
  /** Why it does, in words: `body#/recipient fails required`. */
  readonly how: string;
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** A text where it is not JSON; null where there is none. */
  readonly body: Json;
  readonly curl: string;
}

/**
 * Makes the catalogue of a plan.
 *
 * @param rehearsals the requests that were proven to reach the scenarios of an operation
 * @param origin where the sandbox answers: `http://localhost:9000`
 */
export function catalogueOf(
  plan: Plan,
  operation: (api: string, key: string) => OperationPlan,
  rehearsals: (operation: OperationPlan) => readonly Rehearsal[],
  origin: string,
): Catalogue {
  const entries = (api: ApiPlan, key: string) => {
    const planned = operation(api.name, key);
    return entriesOf(planned, rehearsals(planned), origin);
  };
  return { scenarios: plan.apis.flatMap((api) => api.operations.flatMap(({ key }) => entries(api, key))) };
}

/** The scenarios of one operation, as the catalogue shows them. */
export function entriesOf(
  operation: OperationPlan,
  rehearsals: readonly Rehearsal[],
  origin: string,
): readonly CatalogueEntry[] {
  return rehearsals.map((one) => entryOf(operation, one, origin + operation.basePath));
}

/** One scenario, as the catalogue shows it. */
function entryOf(
  { api, key, method, path }: OperationPlan,
  { response, scenario, samples, natural, lacking }: Rehearsal,
  base: string,
): CatalogueEntry {
  return {
    id: scenario.id,
    api,
    operationId: key,
    method,
    path,
    status: response.status,
    example: scenario.name,
    mediaTypes: scenario.representations.map(({ mediaType }) => mediaType),
    summary: scenario.summary,
    natural,
    requests: samples.map((sample) => requestOf(sample, base)),
    ...(lacking !== null && { lacking }),
  };
}

function requestOf({ trigger, how, request }: Sample, base: string): SampleRequest {
  const { method, target, headers, text } = request;
  const url = base + target;
  return { trigger, how, method, url, headers, body: text === null ? null : jsonOr(text), curl: curlOf(url, request) };
}

function jsonOr(text: string): Json {
  try {
    const value: Json = JSON.parse(text);
    return value;
  } catch {
    return text;
  }
}
