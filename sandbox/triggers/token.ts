import { weights } from '../errors/fault-vocabulary.ts';
import { statementsOf } from '../errors/index.ts';
import { keywordWeightsIn } from '../errors/keyword-weights.ts';
import type { OperationPlan, ScenarioPlan, SecurityPlan, SecuritySchemePlan } from '../plan.ts';
import { quotedString } from '../syntax/header.ts';
import { answerFor, firstScenario, type SelectedScenario } from './selection.ts';

/** Accessors of a request's credentials. */
export interface Credentials {
  readonly authorization: string | null;
  readonly header: (name: string) => string | null;
  readonly query: (name: string) => string | undefined;
  readonly cookie: (name: string) => string | undefined;
}

/**
 * Whether a gateway answers with this status before any backend sees the request; only these can be chosen by token.
 */
export function isGatewayStatus(status: number): boolean {
  return [401, 403, 408, 425, 429].includes(status) || status >= 500;
}

/**
 * Selects the answer that a credential names, by status or by example: `Bearer 429`, `Bearer expired-access-token`. API
 * keys and the user name of Basic work likewise. Undefined for any other credential.
 */
export function tokenAnswer(operation: OperationPlan, credentials: Credentials): SelectedScenario | undefined {
  for (const token of tokensOf(operation.security, credentials)) {
    const status = /^\d{3}$/.test(token) ? Number(token) : 0;
    const answer = isGatewayStatus(status) ? answerFor(operation, [status]) : undefined;
    const selected = answer ? firstScenario(answer) : gatewayExample(operation, token);
    if (selected) return selected;
  }
  return undefined;
}

function gatewayExample(operation: OperationPlan, name: string): SelectedScenario | undefined {
  for (const response of operation.responses) {
    const scenario = isGatewayStatus(response.status) && response.scenarios.find((item) => item.name === name);
    if (scenario) return { response, scenario, status: response.status, isNamed: true };
  }
  return undefined;
}

/** Selects the documented 401 whose example says that credentials are missing, else the first one. */
export function missingCredentialsAnswer(operation: OperationPlan): SelectedScenario | undefined {
  const answer = answerFor(operation, [401]);
  if (!answer) return undefined;
  const scenario = answer.response.scenarios.find(reportsMissing);
  return scenario ? { ...answer, scenario } : firstScenario(answer);
}

/** Whether the name, the summary or the body of an example says that something is missing. */
function reportsMissing({ source, name, summary, representations: [representation] }: ScenarioPlan): boolean {
  if (source !== 'example') return false;
  const statements = representation ? statementsOf(representation.value) : [];
  const texts = [name, summary, ...statements.flatMap(({ words }) => words)];
  return texts.some((text) => keywordWeightsIn(text)?.keywordWeights['required'] === weights.names);
}

function tokensOf(security: SecurityPlan, credentials: Credentials): readonly string[] {
  const [scheme = '', value = ''] = splitAuthorization(credentials.authorization);
  const authorization = scheme === 'basic' ? basicUser(value) : value;
  const apiKeys = security.schemes.map((item) => (item.kind === 'apiKey' ? apiKeyOf(item, credentials) : undefined));
  return [authorization, ...apiKeys].filter((token) => token !== undefined && token !== '').map(String);
}

/** Splits a header into the lower-case scheme and the credentials (RFC 9110, section 11.4). */
export function splitAuthorization(header: string | null): readonly [string, string] {
  const [scheme = ''] = /^\S*/.exec((header ?? '').trim()) ?? [];
  return [scheme.toLowerCase(), (header ?? '').trim().slice(scheme.length).trim()];
}

/** Returns the user name of Basic credentials; undefined if they cannot be decoded (RFC 7617, section 2). */
export function basicUser(value: string): string | undefined {
  try {
    const decoded = atob(value);
    const colon = decoded.indexOf(':');
    return colon === -1 ? undefined : decoded.slice(0, colon);
  } catch {
    return undefined;
  }
}

function apiKeyOf(
  { in: location, name }: SecuritySchemePlan & { readonly kind: 'apiKey' },
  credentials: Credentials,
): string | undefined {
  return location === 'header' ? (credentials.header(name) ?? undefined) : credentials[location](name);
}

/** Whether all credentials of one alternative are present and well-formed. Their values are not checked. */
export function isAuthenticated({ alternatives }: SecurityPlan, credentials: Credentials): boolean {
  return (
    alternatives.length === 0 ||
    alternatives.some((schemes) => schemes.every((scheme) => isPresent(scheme, credentials)))
  );
}

function isPresent(scheme: SecuritySchemePlan, credentials: Credentials): boolean {
  switch (scheme.kind) {
    case 'apiKey':
      return Boolean(apiKeyOf(scheme, credentials));
    case 'authorization': {
      const [sentScheme, value] = splitAuthorization(credentials.authorization);
      if (scheme.scheme === '') return sentScheme !== '' && value !== '';
      return sentScheme === scheme.scheme && value !== '' && (sentScheme !== 'basic' || basicUser(value) !== undefined);
    }
    case 'unseen':
      return true;
  }
}

/** Returns the value of `WWW-Authenticate` for the operation's security requirements (RFC 9110, section 11.6.1). */
export function challengeOf({ alternatives }: SecurityPlan): string {
  const schemes = alternatives.flat().map((scheme) => {
    if (scheme.kind === 'apiKey') return `ApiKey name=${quotedString(scheme.name)}`;
    const name = scheme.kind === 'authorization' && scheme.scheme !== '' ? scheme.scheme : 'bearer';
    return `${name.charAt(0).toUpperCase()}${name.slice(1)} realm="sandbox"`;
  });
  return [...new Set(schemes)].join(', ') || 'Bearer realm="sandbox"';
}
