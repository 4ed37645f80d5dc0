import { createSandbox, type Sandbox } from '../../sandbox/index.ts';
import type { OperationPlan, ParameterPlan, RoutePlan } from '../../sandbox/plan.ts';
import { origin } from '../fixtures/ask.ts';
import { basic } from '../fixtures/credentials.ts';
import type { Sent } from './exchange.ts';

/**
 * Requests for the operations of a document: those that reach its answers, by themselves and by choice, and what becomes
 * of a good one when one thing about it is wrong.
 *
 * @param every of a large document, one operation of so many
 */
export function requestsOf(file: string, every: number): readonly Sent[] {
  const sandbox = createSandbox({ documents: [file] });
  const requests = sandbox.plan.apis.flatMap(({ name, operations, routes }) =>
    operations
      .filter((_, index) => index % every === 0)
      .flatMap(({ key, path }) => {
        const route = routes.find(({ template }) => template === path);
        return operationRequests(sandbox, sandbox.operation(name, key), route);
      }),
  );
  return [...new Map(requests.map((request) => [JSON.stringify(request), request])).values()];
}

function operationRequests(sandbox: Sandbox, operation: OperationPlan, route: RoutePlan | undefined): readonly Sent[] {
  const samples = sandbox.findRequests(operation.api, operation.key).flatMap((reachability) => reachability.samples);
  const natural = samples.filter(({ trigger }) => trigger !== 'prefer' && trigger !== 'token');
  const chosen = samples.filter(({ trigger }) => trigger === 'prefer');
  const [first] = [...natural.filter(({ trigger }) => trigger !== 'fault'), ...chosen].map(({ request }) => request);
  const all = [...natural, ...chosen].map(({ request }) => withCredentials(operation, withKnownNames(request)));
  if (!first) return all;
  const { Prefer: _chosen, ...headers } = first.headers;
  const anonymous = { ...first, headers };
  const plain = withCredentials(operation, anonymous);
  return [
    ...all,
    plain,
    anonymous,
    ...otherHeaders(plain),
    ...operation.parameters.flatMap((parameter) => otherParameters(operation, parameter, plain)),
    ...otherBodies(plain),
    ...otherRoutes(plain, route),
  ];
}

/** Where there is no example, the scenario has a name of ours, of which Prism knows nothing. */
function withKnownNames(request: Sent): Sent {
  const prefer = request.headers['Prefer']?.replace(/, example=(generated|empty|example)$/, '');
  return prefer === undefined ? request : { ...request, headers: { ...request.headers, Prefer: prefer } };
}

/** A request with the credentials that its operation asks for first. */
function withCredentials({ security }: OperationPlan, request: Sent): Sent {
  const [schemes = []] = security.alternatives;
  let { target, headers } = request;
  for (const scheme of schemes) {
    if (scheme.kind === 'authorization') {
      headers = { Authorization: scheme.scheme === 'basic' ? basic('me') : 'Bearer g1112R', ...headers };
    } else if (scheme.kind === 'apiKey' && scheme.in === 'header') headers = { [scheme.name]: 'k', ...headers };
    else if (scheme.kind === 'apiKey' && scheme.in === 'query') {
      target += `${target.includes('?') ? '&' : '?'}${scheme.name}=k`;
    }
  }
  return { ...request, target, headers };
}

function withHeader(request: Sent, name: string, value: string): Sent {
  return { ...request, headers: { ...request.headers, [name]: value } };
}

/** Another `Accept`, and choices, of what there is and what there is not. */
function otherHeaders(request: Sent): readonly Sent[] {
  return [
    withHeader(request, 'Accept', 'application/json'),
    withHeader(request, 'Accept', 'image/x-unheard-of'),
    withHeader(request, 'Prefer', 'code=404'),
    withHeader(request, 'Prefer', 'code=418'),
    withHeader(request, 'Prefer', 'example=nobody'),
  ];
}

/** A parameter that is required left out, and one that is no text with a text. */
function otherParameters(operation: OperationPlan, parameter: ParameterPlan, request: Sent): readonly Sent[] {
  const { required, in: place } = parameter;
  return [
    ...(required && place !== 'path' ? [withParameter(operation, parameter, request, null)] : []),
    ...(takesText(parameter) ? [] : [withParameter(operation, parameter, request, 'no-such-value')]),
  ];
}

function takesText({ format }: ParameterPlan): boolean {
  if (format.by !== 'style' || format.shape.kind === 'object') return true;
  const types = format.shape.kind === 'array' ? format.shape.items : format.shape.types;
  return types.length === 0 || types.includes('string');
}

/** A request with another value for a parameter; null: without it. */
function withParameter(
  { path }: OperationPlan,
  { name, in: place }: ParameterPlan,
  request: Sent,
  value: string | null,
): Sent {
  const { target, headers } = request;
  const [segments = '', query = ''] = target.split('?');
  if (place === 'path') {
    const templates = path.split('/');
    const changed = segments.split('/').map((segment, at) => (templates[at] === `{${name}}` ? value : segment));
    return { ...request, target: changed.join('/') + (query && `?${query}`) };
  }
  if (place === 'query') {
    const pairs = query.split('&').filter((pair) => pair !== '' && pair.split('=')[0] !== encodeURIComponent(name));
    const changed = value === null ? pairs : [...pairs, `${encodeURIComponent(name)}=${value}`];
    return { ...request, target: segments + (changed.length > 0 ? `?${changed.join('&')}` : '') };
  }
  const kept = Object.entries(headers).filter(([other]) => place !== 'header' || other !== name);
  return {
    ...request,
    headers: { ...Object.fromEntries(kept), ...(place === 'header' && value && { [name]: value }) },
  };
}

/** No body, one that lacks everything, one that cannot be read, and one of another type. */
function otherBodies(request: Sent): readonly Sent[] {
  if (request.text === null) return [];
  const { 'Content-Type': mediaType = '', ...headers } = request.headers;
  const texts = /json/.test(mediaType) ? ['{}', '[]', '{"'] : ['unheard=of'];
  return [
    { ...request, headers, text: null },
    ...texts.map((text) => ({ ...request, text })),
    withHeader(request, 'Content-Type', 'text/x-unheard-of'),
  ];
}

/** A path that there is not, and methods that the path has not, or has of itself. */
function otherRoutes(request: Sent, route: RoutePlan | undefined): readonly Sent[] {
  const { pathname } = new URL(origin + request.target);
  const { 'Content-Type': _type, ...headers } = request.headers;
  const bare = { ...request, headers, text: null };
  const unused = ['PATCH', 'DELETE', 'PUT', 'POST', 'GET'].find((method) => !route || !(method in route.operations));
  return [
    { ...bare, target: `${pathname}/nowhere/at/all` },
    ...[...(unused ? [unused] : []), 'LINK', 'HEAD', 'OPTIONS'].map((method) => ({ ...bare, method })),
  ];
}
