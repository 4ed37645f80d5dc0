import { errorFormats } from '../errors/index.ts';
import type { ApiRequest, Decision, Trigger } from '../exchange.ts';
import type { ApiPlan } from '../plan.ts';
import { onEverything } from './respond.ts';
import type { Route } from './router.ts';

/** A refusal that concerns no operation: problem details (RFC 9457), or the error format of the API that is meant. */
export function refuse(
  status: number,
  detail: string,
  trigger: Trigger,
  headers: Decision['headers'] = [],
  api?: ApiPlan,
): Decision {
  const {
    format: name,
    mediaType,
    template,
  } = api?.refusals ?? { format: 'problem-details', mediaType: null, template: null };
  const format = errorFormats[name];
  const value = format.build([{ fault: null, detail }], { status, template });
  return { kind: 'refused', trigger, status, headers, payload: { mediaType: mediaType ?? format.mediaType, value } };
}

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
export function refuseRoute(route: Exclude<Route, { kind: 'operation' }>, { method, path }: ApiRequest): Decision {
  if (route.kind === 'none') {
    const detail = `No document has the path ${shown(path)}. Every scenario, with its path: /_sandbox/scenarios`;
    return refuse(404, detail, 'route', [], route.api);
  }
  // The document has the path, and may well have the method: only it is not there to be read.
  const aside: Decision['headers'] = route.isPartial ? [['Sandbox-Set-Aside', 'reference path']] : [];
  if (route.allow.length === 0) {
    const detail = `The path ${shown(path)} is documented by a reference that leads nowhere, so its operations are not known. Where it stands: openapi-sandbox check`;
    return refuse(404, detail, 'route', aside, route.api);
  }
  const allow = route.allow.join(', ');
  if (method === 'OPTIONS') return { kind: 'allowed', trigger: 'route', status: 204, headers: [['Allow', allow]] };
  return refuse(405, `This path takes ${allow}, not ${method}.`, 'route', [['Allow', allow], ...aside], route.api);
}

/** As much of a path as helps. */
function shown(path: string): string {
  return path.length > 200 ? `${path.slice(0, 200)}…` : path;
}
