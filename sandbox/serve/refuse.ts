import { errorFormats } from '../errors/index.ts';
import type { ApiRequest, Decision, Fields, Trigger } from '../exchange.ts';
import type { ApiPlan, EchoedHeaderPlan } from '../plan.ts';
import type { BoundOperation } from './bind-operation.ts';
import { type Field, onEverything, ready } from './prepare.ts';
import type { Route } from './router.ts';

/** What a request is refused for, and how it is told. */
export interface Grounds {
  readonly status: number;
  readonly detail: string;
  readonly trigger: Trigger;
  readonly fields?: readonly Field[];
  /** The API whose error format is used; by default it is problem details (RFC 9457). */
  readonly api?: ApiPlan | undefined;
  /** Headers of the operation that repeat those of the request. */
  readonly echoedHeaders?: readonly EchoedHeaderPlan[];
}

/**
 * A refusal that concerns no operation, or one that has not what is asked for.
 *
 * @param shared headers that every answer of this sandbox has
 */
export function refuse(
  { status, detail, trigger, fields = [], api, echoedHeaders = [] }: Grounds,
  shared: Fields,
): Decision {
  const { format: name, mediaType, template } = api?.refusals ?? problemDetails;
  const format = errorFormats[name];
  const value = format.build([{ fault: null, detail }], { status, template });
  const payload = { mediaType: mediaType ?? format.mediaType, value };
  return {
    kind: 'refused',
    trigger,
    answer: ready({ status, trigger, fields, scenario: null, payload }, shared, echoedHeaders),
  };
}

/** What was asked for outright, and is not there. */
export function refuseMissing(detail: string, { plan: { echoedHeaders }, shared }: BoundOperation): Decision {
  return refuse({ status: 404, detail, trigger: 'prefer', echoedHeaders }, shared);
}

const problemDetails: ApiPlan['refusals'] = { format: 'problem-details', mediaType: null, template: null };

/** An answer to what cannot be looked at any further, in texts. */
export interface Refusal {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A refusal that needs neither a request nor a document, so that it can always be given: problem details (RFC 9457). */
export function refusalOf(status: number, detail: string, headers: Refusal['headers'] = {}): Refusal {
  const { mediaType, build } = errorFormats['problem-details'];
  return {
    status,
    headers: {
      'Content-Type': mediaType,
      ...onEverything,
      'Sandbox-Trigger': 'route',
      'Access-Control-Allow-Origin': '*',
      'Access-Control-Expose-Headers': 'Sandbox-Trigger, Allow',
      ...headers,
    },
    body: JSON.stringify(build([{ fault: null, detail }], { status, template: null })),
  };
}

/** What a request is told that reaches no operation: 404, 405 with `Allow` (RFC 9110, 15.5.6), or what `OPTIONS` asks. */
export function refuseRoute(
  route: Exclude<Route, { kind: 'operation' }>,
  { method, path }: ApiRequest,
  shared: Fields,
): Decision {
  const { api } = route;
  const trigger = 'route';
  if (route.kind === 'none') {
    const detail = `No document has the path ${shown(path)}. Every scenario, with its path: /_sandbox/scenarios`;
    return refuse({ status: 404, detail, trigger, api }, shared);
  }
  // The document has the path, and may well have the method: only it is not there to be read.
  const aside: readonly Field[] = route.isPartial ? [['Sandbox-Set-Aside', 'reference path']] : [];
  if (route.allow.length === 0) {
    const detail = `The path ${shown(path)} is documented by a reference that leads nowhere, so its operations are not known. Where it stands: openapi-sandbox check`;
    return refuse({ status: 404, detail, trigger, fields: aside, api }, shared);
  }
  const allow: Field = ['Allow', route.allow.join(', ')];
  if (method === 'OPTIONS') {
    const draft = { status: 204, trigger, fields: [allow], scenario: null, payload: null } as const;
    return { kind: 'refused', trigger, answer: ready(draft, shared, []) };
  }
  const detail = `This path takes ${allow[1]}, not ${method}.`;
  return refuse({ status: 405, detail, trigger, fields: [allow, ...aside], api }, shared);
}

/** As much of a path as helps. */
function shown(path: string): string {
  return path.length > 200 ? `${path.slice(0, 200)}…` : path;
}
