import type { OperationPlan, SecurityPlan, SecuritySchemePlan } from '../plan.ts';
import { quotedString } from '../syntax/header.ts';
import { answerFor, firstOf, type Selected } from './selection.ts';

/** Where a request may carry credentials. */
export interface Credentials {
  readonly authorization: string | null;
  readonly header: (name: string) => string | null;
  readonly query: (name: string) => string | undefined;
  readonly cookie: (name: string) => string | undefined;
}

/** Statuses that a gateway answers, before any backend sees the request; only these can be asked for by a token. */
export function isGatewayStatus(status: number): boolean {
  return [401, 403, 408, 425, 429].includes(status) || status >= 500;
}

/**
 * The answer that a credential names: `Bearer 429`, or the name of an example, `Bearer expired-access-token`; an API key
 * or the user name of Basic likewise. Any other credential names none.
 */
export function tokenAnswer(operation: OperationPlan, credentials: Credentials): Selected | undefined {
  for (const token of tokensIn(operation.security, credentials)) {
    const status = /^\d{3}$/.test(token) ? Number(token) : 0;
    const answer = isGatewayStatus(status) ? answerFor(operation, [status]) : undefined;
    const selected = answer ? firstOf(answer) : exampleNamed(operation, token);
    if (selected) return selected;
  }
  return undefined;
}

function exampleNamed(operation: OperationPlan, name: string): Selected | undefined {
  for (const response of operation.responses) {
    const scenario = isGatewayStatus(response.status) && response.scenarios.find((one) => one.name === name);
    if (scenario) return { response, scenario, status: response.status, isNamed: true };
  }
  return undefined;
}

function tokensIn(security: SecurityPlan, credentials: Credentials): readonly string[] {
  const [scheme = '', value = ''] = splitAuthorization(credentials.authorization);
  const authorization = scheme === 'basic' ? basicUser(value) : value;
  const keys = security.schemes.map((one) => (one.kind === 'apiKey' ? keyValue(one, credentials) : undefined));
  return [authorization, ...keys].filter((token) => token !== undefined && token !== '').map(String);
}

/** Scheme in lower case, and what follows it (RFC 9110, section 11.4). */
export function splitAuthorization(header: string | null): readonly [string, string] {
  const [scheme = ''] = /^\S*/.exec((header ?? '').trim()) ?? [];
  return [scheme.toLowerCase(), (header ?? '').trim().slice(scheme.length).trim()];
}

/** The user name of Basic credentials; undefined when they do not decode (RFC 7617, section 2). */
export function basicUser(value: string): string | undefined {
  try {
    const decoded = atob(value);
    const colon = decoded.indexOf(':');
    return colon === -1 ? undefined : decoded.slice(0, colon);
  } catch {
    return undefined;
  }
}

function keyValue(
  { in: place, name }: SecuritySchemePlan & { readonly kind: 'apiKey' },
  credentials: Credentials,
): string | undefined {
  return place === 'header' ? (credentials.header(name) ?? undefined) : credentials[place](name);
}

/** Under strict authentication: whether one of the alternatives is there, whole and well-formed. Only form is checked. */
export function isAuthenticated({ alternatives }: SecurityPlan, credentials: Credentials): boolean {
  return (
    alternatives.length === 0 ||
    alternatives.some((schemes) => schemes.every((scheme) => isPresent(scheme, credentials)))
  );
}

function isPresent(scheme: SecuritySchemePlan, credentials: Credentials): boolean {
  switch (scheme.kind) {
    case 'apiKey':
      return Boolean(keyValue(scheme, credentials));
    case 'authorization': {
      const [given, value] = splitAuthorization(credentials.authorization);
      if (scheme.scheme === '') return given !== '' && value !== '';
      return given === scheme.scheme && value !== '' && (given !== 'basic' || basicUser(value) !== undefined);
    }
    case 'unseen':
      return true;
  }
}

/** The value of `WWW-Authenticate` for what the operation asks (RFC 9110, section 11.6.1). */
export function challengeOf({ alternatives }: SecurityPlan): string {
  const schemes = alternatives.flat().map((scheme) => {
    if (scheme.kind === 'apiKey') return `ApiKey name=${quotedString(scheme.name)}`;
    const name = scheme.kind === 'authorization' && scheme.scheme !== '' ? scheme.scheme : 'bearer';
    return `${name.charAt(0).toUpperCase()}${name.slice(1)} realm="sandbox"`;
  });
  return [...new Set(schemes)].join(', ') || 'Bearer realm="sandbox"';
}
