import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createSandbox, type Sandbox } from '../../sandbox/index.ts';
import type { OperationPlan } from '../../sandbox/plan.ts';
import { basic } from '../fixtures/credentials.ts';
import type { Sent } from './exchange.ts';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const shared = (relative: string) => path(`../../../shared/${relative}`);

/**
 * Whole documents: those of the project, and others where they are at hand. Of those, these are left out: upstream's
 * Supplier API, since Prism would fetch what it refers to on another host; Personal Demographics, whose examples are links
 * to files that are not there; Box, nearly all of whose answers are made from schemas with both choices and examples.
 */
export const documents = [
  { name: 'our NHS App API', file: path('../../specification/nhs-app/openapi.yaml'), isOurs: true },
  {
    name: 'our NHS Notify Supplier API',
    file: path('../../specification/nhs-notify-supplier/openapi.yaml'),
    isOurs: true,
  },
  { name: 'the upstream NHS App API', file: shared('upstream/nhs-app/nhs-app.yaml') },
  { name: 'api-with-examples', file: shared('corpus/oai-examples/v3.0/api-with-examples.yaml') },
  { name: 'callback-example', file: shared('corpus/oai-examples/v3.0/callback-example.yaml') },
  { name: 'link-example', file: shared('corpus/oai-examples/v3.0/link-example.yaml') },
  { name: 'petstore', file: shared('corpus/oai-examples/v3.0/petstore.yaml') },
  { name: 'petstore-expanded', file: shared('corpus/oai-examples/v3.0/petstore-expanded.yaml') },
  { name: 'uspto', file: shared('corpus/oai-examples/v3.0/uspto.yaml') },
  { name: 'non-oauth-scopes', file: shared('corpus/oai-examples/v3.1/non-oauth-scopes.yaml') },
  { name: 'tictactoe', file: shared('corpus/oai-examples/v3.1/tictactoe.yaml') },
  { name: 'Adyen Balance Platform', file: shared('corpus/adyen/balance-platform-v2.yaml'), every: 6 },
].map((document) => ({ every: 1, isOurs: false, ...document, present: existsSync(document.file) }));

/**
 * Requests for the operations of a document: those that reach its answers of themselves, and what becomes of them.
 *
 * @param every of a large document, one operation of so many
 */
export function requestsOf(file: string, every: number): readonly Sent[] {
  const sandbox = createSandbox({ documents: [file] });
  const requests = sandbox.plan.apis.flatMap(({ name, operations }) =>
    operations
      .filter((_, index) => index % every === 0)
      .flatMap(({ key }) => operationRequests(sandbox, sandbox.operation(name, key))),
  );
  const compared = requests.filter(({ headers }) => !/form/.test(headers['Content-Type'] ?? ''));
  return [...new Map(compared.map((request) => [JSON.stringify(request), request])).values()];
}

function operationRequests(sandbox: Sandbox, operation: OperationPlan): readonly Sent[] {
  const samples = sandbox.rehearse(operation.api, operation.key).flatMap((rehearsal) => rehearsal.samples);
  const natural = samples.filter(({ trigger }) => trigger !== 'prefer' && trigger !== 'token');
  const chosen = samples.filter(({ trigger }) => trigger === 'prefer');
  const [first] = [...natural.filter(({ trigger }) => trigger !== 'fault'), ...chosen].map(({ request }) => request);
  const all = [...natural, ...chosen].map(({ request }) => withKnownNames(request));
  return [...all.map((request) => withCredentials(operation, request)), ...(first ? variations(operation, first) : [])];
}

/** Where there is no example, the scenario has a name of ours, of which Prism knows nothing. */
function withKnownNames(request: Sent): Sent {
  const prefer = request.headers['Prefer']?.replace(/, example=(generated|empty|example)$/, '');
  return prefer === undefined ? request : { ...request, headers: { ...request.headers, Prefer: prefer } };
}

/** One thing wrong, or another, with a request. */
function variations(operation: OperationPlan, plain: Sent): readonly Sent[] {
  const { Prefer: _chosen, ...headers } = plain.headers;
  const request = withCredentials(operation, { ...plain, headers });
  const changed = (more: Sent['headers']) => ({ ...request, headers: { ...request.headers, ...more } });
  const body =
    request.text === null
      ? []
      : [{ ...request, text: '{}' }, { ...request, text: '[]' }, changed({ 'Content-Type': 'text/x-unheard-of' })];
  return [
    request,
    { ...plain, headers },
    changed({ Accept: 'application/json' }),
    changed({ Accept: 'image/x-unheard-of' }),
    changed({ Prefer: 'code=404' }),
    changed({ Prefer: 'code=418' }),
    changed({ Prefer: 'example=nobody' }),
    { ...request, target: `${request.target.split('?')[0]}` },
    { ...request, method: 'LINK', text: null },
    ...body,
  ];
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
