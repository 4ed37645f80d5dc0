import type { PublicAddress } from '../exchange.ts';
import type { ApiPlan } from '../plan.ts';
import { reasonOf } from '../problem.ts';
import type { Sample } from '../reachability/attempts.ts';
import { asValue, type Put } from '../syntax/digits.ts';
import { isArray, isObject, type Json, type JsonObject, property, text } from '../syntax/json.ts';
import { referred } from '../syntax/json-pointer.ts';
import { isForbiddenToScripts, methodAsSent } from '../syntax/method.ts';
import type { CatalogueEntry, ExplainedEntry } from './catalogue.ts';
import { bodyFilledIn, parametersFilledIn } from './example-injection.ts';
import { plain } from './markdown.ts';
import { scenarioTable } from './scenario-table.ts';

/** What there is to try of an operation. */
export interface Tryable {
  readonly entries: readonly ExplainedEntry[];
  /** A request that succeeds with nothing chosen. */
  readonly ordinary: Sample | undefined;
}

/**
 * The document as the sandbox serves it, for pages from which it is tried: its servers are the sandbox (OpenAPI 3.1.1,
 * 4.8.5), tokens are got there (4.8.30), and each operation has its scenarios, as a table in its description and as the
 * examples of a header parameter `Prefer`, from which any such page makes a list to choose from (4.8.12). Where the
 * document has no example of a request, there is one that succeeds: pages send what they find there.
 *
 * @param bundle the document in one, its values put in as `put` does
 */
export function servedDocument(
  bundle: JsonObject,
  api: ApiPlan,
  tryable: (key: string) => Tryable,
  at: PublicAddress,
  put: Put = asValue,
): JsonObject {
  const servers = serversAt(at, api.basePaths);
  const components = property(bundle, 'components');
  const schemes = property(components, 'securitySchemes');
  return {
    ...bundle,
    servers,
    paths: mapped(property(bundle, 'paths'), (pathItem, path) => servedPath(pathItem, path)),
    ...(isObject(components) &&
      isObject(schemes) && {
        components: { ...components, securitySchemes: mapped(schemes, (scheme) => withTokensFrom(scheme, at)) },
      }),
  };

  function servedPath(pathItem: Json, path: string): Json {
    if (!isObject(pathItem)) return pathItem;
    const { servers: _, parameters, ...rest } = pathItem;
    const ofPath = itemsOf(parameters);
    const routes = api.routes.filter(({ template }) => template === path);
    const served = (operation: Json, method: string): Json => {
      const route = routes.find(({ operations }) => operations[method] !== undefined);
      const key = route?.operations[method];
      if (key === undefined || !isObject(operation)) return operation;
      const { servers: _, ...undirected } = operation;
      const own = route?.basePaths ? { servers: serversAt(at, route.basePaths) } : {};
      const directed = { ...undirected, ...own };
      try {
        return servedOperation(directed, ofPath, tryable(key), (node) => referred(bundle, node), put);
      } catch (error) {
        return described(directed, failureText(`its scenarios cannot be told: ${reasonOf(error)}`));
      }
    };
    const shared = ofPath.filter((one) => !isPrefer(referred(bundle, one)));
    return {
      ...(shared.length > 0 && { parameters: shared }),
      ...mapped(rest, (value, field) =>
        field === 'additionalOperations'
          ? mapped(value, (one, method) => served(one, methodAsSent(method)))
          : served(value, field.toUpperCase()),
      ),
    };
  }
}

function serversAt({ origin }: PublicAddress, basePaths: readonly string[]): Json {
  return basePaths.map((basePath) => ({ url: origin + basePath, description: 'Sandbox' }));
}

function servedOperation(
  operation: JsonObject,
  ofPath: readonly Json[],
  { entries, ordinary }: Tryable,
  resolve: (node: Json) => Json,
  put: Put,
): JsonObject {
  const { requestBody } = operation;
  const failure = entries.find((entry) => entry.failure !== undefined)?.failure;
  const [method = ''] = entries.map((entry) => entry.method);
  const table = scenarioTable(entries);
  const notes = [
    ...(failure === undefined ? [] : [failureText(failure)]),
    ...(isForbiddenToScripts(method) ? [`No page can send ${method}: use another client, such as curl.`] : []),
  ];
  const own = itemsOf(operation['parameters']);
  const prefer = [...own, ...ofPath].map(resolve).find(isPrefer);
  const others = (list: readonly Json[]) => list.filter((one) => !isPrefer(resolve(one)));
  return {
    ...described(operation, [...notes, table].join('\n\n')),
    parameters: [
      preferParameter(entries, prefer),
      ...(ordinary ? parametersFilledIn(others(own), others(ofPath), ordinary.draft, resolve, put) : others(own)),
    ],
    ...(requestBody !== undefined && ordinary && { requestBody: bodyFilledIn(resolve, requestBody, ordinary, put) }),
  };
}

/** An operation with a further text behind its description. */
function described(operation: JsonObject, further: string): JsonObject {
  const own = text(operation, 'description')?.trimEnd() ?? '';
  return { ...operation, description: own === '' ? further : `${own}\n\n${further}` };
}

function failureText(failure: string): string {
  return `**The sandbox failed at this operation:** ${plain(failure)}`;
}

function isPrefer(parameter: Json): boolean {
  return text(parameter, 'in') === 'header' && text(parameter, 'name')?.toLowerCase() === 'prefer';
}

/** The choice of a scenario. Its first entry sends nothing. */
function preferParameter(entries: readonly CatalogueEntry[], documented: Json | undefined): Json {
  const neutral = ['as the request decides', { summary: 'As the request decides', value: '' }] as const;
  const choices = entries.flatMap((entry) => {
    const prefer = entry.requests.find(({ trigger, headers }) => trigger === 'prefer' && headers['Prefer'])?.headers[
      'Prefer'
    ];
    return prefer === undefined
      ? []
      : [[`${entry.status} ${entry.example}`, { summary: labelOf(entry), value: prefer }] as const];
  });
  const stated = text(documented, 'description');
  return {
    name: 'Prefer',
    in: 'header',
    description: `${stated === undefined ? '' : `${stated} `}Which of the documented answers the sandbox gives (RFC 7240).`,
    schema: { type: 'string' },
    examples: Object.fromEntries([neutral, ...choices]),
  };
}

function labelOf({ status, example, summary }: CatalogueEntry): string {
  return summary === '' ? `${status} ${example}` : `${status} ${example}: ${summary}`;
}

/** A scheme of OAuth 2.0 or OpenID Connect whose tokens come from the sandbox. */
function withTokensFrom(scheme: Json, { origin, tokenPath, discoveryPath }: PublicAddress): Json {
  if (isObject(scheme) && text(scheme, 'openIdConnectUrl') !== undefined)
    return { ...scheme, openIdConnectUrl: origin + discoveryPath };
  const flows = property(scheme, 'flows');
  if (!isObject(scheme) || !isObject(flows)) return scheme;
  const own = (flow: Json): Json => {
    const urls = ['tokenUrl', 'refreshUrl'].filter((name) => property(flow, name) !== undefined);
    return isObject(flow) ? { ...flow, ...Object.fromEntries(urls.map((name) => [name, origin + tokenPath])) } : flow;
  };
  return { ...scheme, flows: mapped(flows, own) };
}

function mapped(object: Json | undefined, change: (value: Json, key: string) => Json): JsonObject {
  if (!isObject(object)) return {};
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value, key)]));
}

function itemsOf(list: Json | undefined): readonly Json[] {
  return isArray(list) ? list : [];
}
