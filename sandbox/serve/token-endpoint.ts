import type { ApiRequest } from '../exchange.ts';
import { type AuthorizationCode, isVerified, readCode } from './authorization-code.ts';
import { authorizationPath } from './authorization-endpoint.ts';
import { devicePath } from './device-authorization.ts';
import { grantFault, grants } from './grants.ts';
import { issuerPath, tokenFields } from './issuer.ts';
import { type Form, missingParameter, printable, type TokenFault, tokenErrors } from './token-fault.ts';
import {
  clientFault,
  clientOf,
  errorResponse,
  identityFault,
  readForm,
  scopeFault,
  type TokenResponse,
} from './token-request.ts';

/** The path of the OAuth 2.0 token endpoint. */
export const tokenPath = `${issuerPath}/token`;

/** The path of the issuer's metadata (OpenID Connect Discovery 1.0, section 4; RFC 8414, section 3). */
export const discoveryPath = `${issuerPath}/.well-known/openid-configuration`;

/** The paths by which documents refer to the authorization server. */
export const issuerPaths = { authorizationPath, devicePath, tokenPath, discoveryPath } as const;

/** Returns the authorization server metadata (RFC 8414, section 2). */
export function issuerMetadata(origin: string): Readonly<Record<string, string | readonly string[]>> {
  return {
    issuer: origin + issuerPath,
    authorization_endpoint: origin + authorizationPath,
    device_authorization_endpoint: origin + devicePath,
    token_endpoint: origin + tokenPath,
    response_types_supported: ['code', 'token'],
    response_modes_supported: ['query', 'fragment'],
    // Some documentation pages show a form for every grant listed, so only grants that work as a form are listed.
    grant_types_supported: ['authorization_code', 'client_credentials', 'implicit', 'password'],
    code_challenge_methods_supported: ['S256', 'plain'],
    token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post', 'private_key_jwt', 'none'],
  };
}

/**
 * Answers a token request (RFC 6749, section 3.2). Every well-formed request gets the same token: the syntax of
 * clients, codes and assertions is checked, their values are not, except for what a code of the sandbox itself states.
 */
export async function answerTokenRequest(request: ApiRequest): Promise<TokenResponse> {
  const form = readForm(request);
  if (!('get' in form)) return form;
  const code = form.get('grant_type') === 'authorization_code' ? readCode(form.get('code') ?? '') : undefined;
  const fault = tokenRequestFault(form, request) ?? (code && (await codeFault(code, form, request)));
  if (fault) return errorResponse(fault);
  const scope = form.get('scope') ?? code?.scope ?? undefined;
  const { adds } = grants.get(form.get('grant_type') ?? '') ?? {};
  const body = { ...tokenFields, ...adds, ...(scope !== undefined && { scope }) };
  // Required beside Cache-Control by RFC 6749, section 5.1.
  return { status: 200, body, headers: { Pragma: 'no-cache' } };
}

function tokenRequestFault(form: Form, { headers, query }: ApiRequest): TokenFault | undefined {
  const type = form.get('grant_type');
  if (type === undefined) return missingParameter('grant_type');
  const grant = grants.get(type);
  if (!grant) return ['unsupported_grant_type', `grant_type must be one of ${[...grants.keys()].join(', ')}.`];
  const authorization = headers.get('authorization');
  return (
    clientFault(form, authorization, query) ??
    identityFault(grant.client, form, authorization) ??
    namedFault(clientOf(form, authorization)) ??
    grantFault(grant, form) ??
    scopeFault(form)
  );
}

/** Returns the error after which a client is named, so that each can be had on purpose. */
function namedFault(client: string | undefined): TokenFault | undefined {
  const error = tokenErrors.find((name) => name === client);
  return error && [error, 'The client is named after this error, and gets it.'];
}

/** Compares a token request with its code, which states the request for authorization (RFC 6749, section 4.1.3). */
async function codeFault(
  code: AuthorizationCode,
  form: Form,
  { headers }: ApiRequest,
): Promise<TokenFault | undefined> {
  const client = clientOf(form, headers.get('authorization'));
  if (client !== undefined && client !== code.client) {
    return ['invalid_grant', `The code is for the client ${printable(code.client)}, not ${printable(client)}.`];
  }
  if (form.get('redirect_uri') !== code.redirectUri) {
    return ['invalid_grant', 'redirect_uri must be the one with which the code was asked for.'];
  }
  const verifier = form.get('code_verifier');
  if (code.challenge === null) {
    // RFC 9700, section 2.1.1: otherwise an attacker could leave the challenge out.
    return verifier === undefined ? undefined : ['invalid_grant', 'The code was asked for without a code_challenge.'];
  }
  if (verifier === undefined) return ['invalid_grant', 'code_verifier is missing: the code has a code_challenge.'];
  if (await isVerified(code, verifier)) return undefined;
  return ['invalid_grant', 'code_verifier is not the one from which the code_challenge was made.'];
}
