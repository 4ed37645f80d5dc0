import type { ApiRequest } from '../exchange.ts';
import { issuerPath } from './issuer.ts';
import {
  clientFault,
  errorResponse,
  identityFault,
  readForm,
  scopeFault,
  type TokenResponse,
} from './token-request.ts';

/** The path of the device authorization endpoint (RFC 8628, section 3.1). */
export const devicePath = `${issuerPath}/device_authorization`;

/** The path of the page on which a user enters the code of a device (RFC 8628, section 3.3). */
export const verificationPath = `${issuerPath}/device`;

/** Answers a device authorization request (RFC 8628, section 3.2). Every device has access at once. */
export function answerDeviceRequest(request: ApiRequest, origin: string): TokenResponse {
  const form = readForm(request);
  if (!('get' in form)) return form;
  const authorization = request.headers.get('authorization');
  const fault =
    clientFault(form, authorization, request.query) ?? identityFault('named', form, authorization) ?? scopeFault(form);
  if (fault) return errorResponse(fault);
  const uri = origin + verificationPath;
  const body = {
    device_code: 'sandbox-device-code',
    user_code: userCode,
    verification_uri: uri,
    verification_uri_complete: `${uri}?user_code=${userCode}`,
    expires_in: 600,
    interval: 1,
  };
  return { status: 200, body, headers: { Pragma: 'no-cache' } };
}

const userCode = 'SAND-BOXX';
