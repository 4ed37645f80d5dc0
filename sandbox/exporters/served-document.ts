import type { Choices, PublicAddress } from '../exchange.ts';
import type { ApiPlan, OperationPlan } from '../plan.ts';
import { reasonOf } from '../problem.ts';
import type { Sample } from '../reachability/attempts.ts';
import { asValue, type Put } from '../syntax/digits.ts';
import { isArray, isObject, type Json, type JsonObject, property, text } from '../syntax/json.ts';
import { referred } from '../syntax/json-pointer.ts';
import { isForbiddenToScripts, methodAsSent } from '../syntax/method.ts';
import type { ExplainedEntry } from './catalogue.ts';
import { bodyWithExample, parametersWithExamples } from './example-injection.ts';
import { withQuotedText } from './json-parameter.ts';
import { plain } from './markdown.ts';
import { isPrefer, preferParameter } from './prefer-parameter.ts';
import { querystringFields } from './querystring-fields.ts';
import { scenarioList, scenarioTable } from './scenario-table.ts';
import { withSerialization } from './served-body.ts';

/** The plan, the scenarios and the sample request of an operation. */
export interface Tryable {
  /** Undefined if planning failed. */
  readonly plan: OperationPlan | undefined;
  readonly entries: readonly ExplainedEntry[];
  /** A request that succeeds without choosing a scenario; undefined if there is none. */
  readonly ordinary: Sample | undefined;
}

/**
 * Returns a document for documentation pages with a "try it" form. Its servers and login URLs are those of the sandbox
 * (OpenAPI 3.1.1, 4.8.5 and 4.8.30). Each operation lists its scenarios, as a table in the description and as examples of
 * a header parameter `Prefer`, which pages show as a list to choose from (4.8.12). Parameters and bodies without an
 * example get one of a request that succeeds, since pages send the examples. What pages serialize in another way than
 * OpenAPI says is written such that the sandbox takes what they send.
 *
 * @param bundle the document without external references
 * @param choices where the parameter `Prefer` lists the scenarios
 * @param put places a value and its digits into the result
 */
export function servedDocument(
  bundle: JsonObject,
  api: ApiPlan,
  tryable: (key: string) => Tryable,
  address: PublicAddress,
  choices: Choices,
  put: Put = asValue,
): JsonObject {
  const servers = serversAt(address, api.basePaths);
  const components = property(bundle, 'components');
  const schemes = property(components, 'securitySchemes');
  return {
    ...bundle,
    servers,
    paths: mapValues(property(bundle, 'paths'), (pathItem, path) => servedPath(pathItem, path)),
    ...(isObject(components) &&
      isObject(schemes) && {
        components: { ...components, securitySchemes: mapValues(schemes, (scheme) => withTokensFrom(scheme, address)) },
      }),
  };

  function servedPath(pathItem: Json, path: string): Json {
    if (!isObject(pathItem)) return pathItem;
    const { servers: _, parameters, ...rest } = pathItem;
    const pathParameters = itemsOf(parameters);
    const routes = api.routes.filter(({ template }) => template === path);
    const served = (operation: Json, method: string): Json => {
      const route = routes.find(({ operations }) => operations[method] !== undefined);
      const key = route?.operations[method];
      if (key === undefined || !isObject(operation)) return operation;
      const { servers: _, ...rest } = operation;
      const own = route?.basePaths ? { servers: serversAt(address, route.basePaths) } : {};
      const directed = { ...rest, ...own };
      try {
        return servedOperation(directed, pathParameters, tryable(key), (node) => referred(bundle, node), choices, put);
      } catch (error) {
        return withDescription(directed, failureText(`its scenarios cannot be told: ${reasonOf(error)}`));
      }
    };
    const resolve = (node: Json) => referred(bundle, node);
    const shared = shownParameters(
      pathParameters.filter((one) => !isPrefer(resolve(one))),
      resolve,
    );
    return {
      ...(shared.length > 0 && { parameters: shared }),
      ...mapValues(rest, (value, field) =>
        field === 'additionalOperations'
          ? mapValues(value, (one, method) => served(one, methodAsSent(method)))
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
  pathParameters: readonly Json[],
  { plan, entries, ordinary }: Tryable,
  resolve: (node: Json) => Json,
  choices: Choices,
  put: Put,
): JsonObject {
  const { requestBody } = operation;
  const failure = entries.find((entry) => entry.failure !== undefined)?.failure;
  const [method = ''] = entries.map((entry) => entry.method);
  const isListed = choices === 'extension';
  const notes = [
    ...(failure === undefined ? [] : [failureText(failure)]),
    ...(isForbiddenToScripts(method) ? [`No page can send ${method}: use another client, such as curl.`] : []),
  ];
  const own = itemsOf(operation['parameters']);
  const prefer = [...own, ...pathParameters].map(resolve).find(isPrefer);
  const withoutPrefer = (list: readonly Json[]) => list.filter((one) => !isPrefer(resolve(one)));
  const parameters = ordinary
    ? parametersWithExamples(withoutPrefer(own), withoutPrefer(pathParameters), ordinary.draft, resolve, put)
    : withoutPrefer(own);
  const written =
    requestBody !== undefined && plan?.body ? withSerialization(requestBody, plan.body, resolve) : requestBody;
  return {
    ...withDescription(operation, [...notes, ...(isListed ? [] : [scenarioTable(entries)])].join('\n\n')),
    ...(isListed && { 'x-sandbox-scenarios': scenarioList(entries) }),
    parameters: [preferParameter(entries, prefer, choices), ...shownParameters(parameters, resolve)],
    ...(written !== undefined && {
      requestBody: ordinary ? bodyWithExample(resolve, written, ordinary, put) : written,
    }),
  };
}

/** Returns parameters as documentation pages can send them. */
function shownParameters(parameters: readonly Json[], resolve: (node: Json) => Json): readonly Json[] {
  return parameters.flatMap((one) => querystringFields(one, resolve)).map((one) => withQuotedText(one, resolve));
}

/** Appends a text to the description of an operation. */
function withDescription(operation: JsonObject, further: string): JsonObject {
  const own = text(operation, 'description')?.trimEnd() ?? '';
  return { ...operation, description: [own, further].filter((part) => part !== '').join('\n\n') };
}

function failureText(failure: string): string {
  return `**The sandbox failed at this operation:** ${plain(failure)}`;
}

/** Replaces the URLs of a scheme for OAuth 2.0 or OpenID Connect by those of the sandbox. */
function withTokensFrom(scheme: Json, address: PublicAddress): Json {
  const { origin, discoveryPath } = address;
  if (isObject(scheme) && text(scheme, 'openIdConnectUrl') !== undefined)
    return { ...scheme, openIdConnectUrl: origin + discoveryPath };
  const flows = property(scheme, 'flows');
  if (!isObject(scheme) || !isObject(flows)) return scheme;
  const metadata =
    property(scheme, 'oauth2MetadataUrl') === undefined ? {} : { oauth2MetadataUrl: origin + discoveryPath };
  const paths: Readonly<Record<string, string>> = {
    authorizationUrl: address.authorizationPath,
    deviceAuthorizationUrl: address.devicePath,
    tokenUrl: address.tokenPath,
    refreshUrl: address.tokenPath,
  };
  const own = (flow: Json): Json => {
    const urls = Object.entries(paths).filter(([name]) => property(flow, name) !== undefined);
    return isObject(flow)
      ? { ...flow, ...Object.fromEntries(urls.map(([name, path]) => [name, origin + path])) }
      : flow;
  };
  return { ...scheme, ...metadata, flows: mapValues(flows, own) };
}

function mapValues(object: Json | undefined, change: (value: Json, key: string) => Json): JsonObject {
  if (!isObject(object)) return {};
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value, key)]));
}

function itemsOf(list: Json | undefined): readonly Json[] {
  return isArray(list) ? list : [];
}
