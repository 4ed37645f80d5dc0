import type { Trigger } from '../exchange.ts';
import type { Json } from '../notation/json.ts';
import { bodyText } from '../notation/media-type.ts';
import { quoteIfNeeded } from '../notation/prefer.ts';
import type { OperationPlan, Plan, ResponsePlan, SampleRequestPlan, ScenarioPlan } from '../plan.ts';
import { rulesAnswering } from './rule-text.ts';

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
  readonly requests: readonly SampleRequest[];
}

/** A request that reaches a scenario, proven by sending it. */
export interface SampleRequest {
  readonly trigger: Trigger;
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Json;
  readonly curl: string;
}

/** Decides a request without answering it: the scenario and the trigger. */
export type Prove = (request: Omit<SampleRequest, 'trigger' | 'curl'>) => {
  readonly scenario: string;
  readonly trigger: Trigger;
};

/**
 * Makes the catalogue of a plan.
 *
 * @param origin where the sandbox answers: `http://localhost:9000`
 * @param prove sample requests that it does not confirm are left out
 */
export function catalogueOf(
  plan: Plan,
  operationPlan: (api: string, key: string) => OperationPlan,
  prove: Prove,
  origin: string,
): Catalogue {
  const scenarios = plan.apis.flatMap((api) => {
    const base = origin + (api.basePaths[0] ?? '');
    return api.operations.flatMap(({ key }) => entriesOf(operationPlan(api.name, key), base, prove));
  });
  return { scenarios };
}

type Draft = Omit<SampleRequest, 'trigger' | 'curl'>;

function entriesOf(operation: OperationPlan, base: string, prove: Prove): readonly CatalogueEntry[] {
  const plain = [
    operation.sample,
    ...operation.requestExamples.map(({ mediaType, value }) => ({ ...operation.sample, body: { mediaType, value } })),
  ];
  const naturals = plain.map((sample) => proven(draftOf(operation, sample, base), prove));
  return operation.responses.flatMap((response) =>
    response.scenarios.map((scenario): CatalogueEntry => {
      const reached = naturals.flatMap((one) => (one.scenario === scenario.id ? [one.request] : [])).slice(0, 1);
      const chosen = explicitDrafts(operation, response, scenario, base)
        .map((draft) => proven(draft, prove))
        .filter(({ scenario: id, request }) => id === scenario.id && /^(token|prefer)$/.test(request.trigger))
        .map(({ request }) => request);
      return {
        id: scenario.id,
        api: operation.api,
        operationId: operation.key,
        method: operation.method,
        path: operation.path,
        status: response.status,
        example: scenario.name,
        mediaTypes: scenario.representations.map(({ mediaType }) => mediaType),
        summary: scenario.summary,
        natural: reached.length > 0 || rulesAnswering(operation, scenario.id).length > 0,
        requests: [...reached, ...chosen],
      };
    }),
  );
}

function draftOf(operation: OperationPlan, sample: SampleRequestPlan, base: string): Draft {
  const { body } = sample;
  return {
    method: operation.method,
    url: base + sample.path + (sample.query === '' ? '' : `?${sample.query}`),
    headers: { ...sample.headers, ...(body && { 'Content-Type': body.mediaType }) },
    body: body ? body.value : null,
  };
}

/** By token, where a gateway answers; by `Prefer` always. */
function explicitDrafts(
  operation: OperationPlan,
  response: ResponsePlan,
  scenario: ScenarioPlan,
  base: string,
): readonly Draft[] {
  const draft = draftOf(operation, operation.sample, base);
  const withHeader = (name: string, value: string): Draft => ({
    ...draft,
    headers: { ...draft.headers, [name]: value },
  });
  const only = response.scenarios.length === 1;
  const token = only ? String(response.status) : scenario.name;
  const prefer = `code=${response.status}, example=${quoteIfNeeded(scenario.name)}`;
  const tokens = /^[\x21-\x7e]+$/.test(token) ? [withHeader('Authorization', `Bearer ${token}`)] : [];
  return [...tokens, withHeader('Prefer', prefer)];
}

interface Proven {
  readonly scenario: string;
  readonly request: SampleRequest;
}

function proven(draft: Draft, prove: Prove): Proven {
  const { scenario, trigger } = prove(draft);
  return { scenario, request: { trigger, ...draft, curl: curlOf(draft) } };
}

/** The body as it is sent; undefined where there is none. */
export function sampleBody({ headers, body }: Pick<Draft, 'headers' | 'body'>): string | undefined {
  const mediaType = headers['Content-Type'];
  return mediaType === undefined ? undefined : bodyText(body, mediaType);
}

/** The request as a command for a POSIX shell. */
function curlOf({ method, url, headers, body }: Draft): string {
  const quote = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;
  const parts = ['curl -i', ...(method === 'GET' ? [] : [method === 'HEAD' ? '--head' : `-X ${method}`]), quote(url)];
  for (const [name, value] of Object.entries(headers)) parts.push(`-H ${quote(`${name}: ${value}`)}`);
  const data = sampleBody({ headers, body });
  if (data !== undefined) parts.push(`--data-raw ${quote(data)}`);
  return parts.join(' ');
}
