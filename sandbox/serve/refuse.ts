import { errorFormats } from '../errors/index.ts';
import type { ApiRequest, Decision, HeaderFields, Trigger } from '../exchange.ts';
import type { ApiPlan, EchoedHeaderPlan } from '../plan.ts';
import type { BoundOperation } from './bind-operation.ts';
import { baseHeaders, type Field, prepareAnswer } from './prepare-answer.ts';
import type { Route } from './router.ts';

/** Why a request is refused, and the API in whose error format that is reported. */
export interface RefusalReason {
  readonly status: number;
  readonly detail: string;
  readonly trigger: Trigger;
  readonly fields?: readonly Field[];
  /** The API whose error format is used; problem details (RFC 9457) if undefined. */
  readonly api?: ApiPlan | undefined;
  /** Response headers of the operation that repeat a request header. */
  readonly echoedHeaders?: readonly EchoedHeaderPlan[];
}

/**
 * Refuses a request that reaches no operation, or that asks an operation for an answer which it does not have.
 *
 * @param corsHeaders headers of every answer of this sandbox
 */
export function refuse(
  { status, detail, trigger, fields = [], api, echoedHeaders = [] }: RefusalReason,
  corsHeaders: HeaderFields,
): Decision {
  const { format: name, mediaType, template } = api?.refusals ?? problemDetails;
  const format = errorFormats[name];
  const value = format.build([{ fault: null, detail }], { status, template });
  const payload = { mediaType: mediaType ?? format.mediaType, value };
  return {
    kind: 'refused',
    trigger,
    answer: prepareAnswer({ status, trigger, fields, scenario: null, payload }, corsHeaders, echoedHeaders),
  };
}

/** Refuses an explicit choice of an answer that does not exist. */
export function refuseMissing(detail: string, { plan: { echoedHeaders }, corsHeaders }: BoundOperation): Decision {
  return refuse({ status: 404, detail, trigger: 'prefer', echoedHeaders }, corsHeaders);
}

const problemDetails: ApiPlan['refusals'] = { format: 'problem-details', mediaType: null, template: null };

/** A refusal in plain strings, for hosts that have no `Request`: the HTTP parser has failed, for example. */
export interface StandaloneRefusal {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Creates a refusal that needs neither a request nor a document: problem details (RFC 9457). */
export function standaloneRefusal(
  status: number,
  detail: string,
  headers: StandaloneRefusal['headers'] = {},
): StandaloneRefusal {
  const { mediaType, build } = errorFormats['problem-details'];
  return {
    status,
    headers: {
      'Content-Type': mediaType,
      ...baseHeaders,
      'Sandbox-Trigger': 'route',
      'Access-Control-Allow-Origin': '*',
      'Access-Control-Expose-Headers': 'Sandbox-Trigger, Allow',
      ...headers,
    },
    body: JSON.stringify(build([{ fault: null, detail }], { status, template: null })),
  };
}

/** Answers a request that matches no operation: 404, 405 with `Allow` (RFC 9110, 15.5.6), or 204 to `OPTIONS`. */
export function refuseRoute(
  route: Exclude<Route, { kind: 'operation' }>,
  { method, path }: ApiRequest,
  corsHeaders: HeaderFields,
): Decision {
  const { api } = route;
  const trigger = 'route';
  if (route.kind === 'none') {
    const detail = `No document has the path ${truncate(path)}. Every scenario, with its path: /_sandbox/scenarios`;
    return refuse({ status: 404, detail, trigger, api }, corsHeaders);
  }
  // The method may be documented behind a reference that cannot be resolved.
  const setAsideFields: readonly Field[] = route.isPartial ? [['Sandbox-Set-Aside', 'reference path']] : [];
  if (route.allow.length === 0) {
    const detail = `The path ${truncate(path)} is documented by a reference that leads nowhere, so its operations are not known. Where it stands: openapi-sandbox check`;
    return refuse({ status: 404, detail, trigger, fields: setAsideFields, api }, corsHeaders);
  }
  const allow: Field = ['Allow', route.allow.join(', ')];
  if (method === 'OPTIONS') {
    const draft = { status: 204, trigger, fields: [allow], scenario: null, payload: null } as const;
    return { kind: 'refused', trigger, answer: prepareAnswer(draft, corsHeaders, []) };
  }
  const detail = `This path takes ${allow[1]}, not ${method}.`;
  return refuse({ status: 405, detail, trigger, fields: [allow, ...setAsideFields], api }, corsHeaders);
}

/** Shortens a path for a message. */
function truncate(path: string): string {
  return path.length > 200 ? `${path.slice(0, 200)}…` : path;
}
