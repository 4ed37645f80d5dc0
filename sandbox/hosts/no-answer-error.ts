/** Thrown if no answer was received; the message gives the reason. */
export class NoAnswerError extends Error {
  override readonly name = 'NoAnswerError';
  /** Whether a later attempt may succeed. */
  readonly isTemporary: boolean;

  constructor(message: string, isTemporary: boolean) {
    super(message);
    this.isTemporary = isTemporary;
  }
}

/** Creates the error of an answer that did not arrive in time. */
export function timeoutError(timeout: number): NoAnswerError {
  return new NoAnswerError(`no answer within ${timeout < 1000 ? `${timeout} ms` : `${timeout / 1000} s`}`, true);
}

/**
 * Explains an error of a connection.
 *
 * @param isCertified whether a client certificate was presented
 */
export function failureOf(error: unknown, url: URL, isCertified: boolean): NoAnswerError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const stated = error instanceof Error && error.message !== '' ? error.message : code || String(error);
  const temporary = temporaryReason(code, url, isCertified);
  if (temporary !== undefined) return new NoAnswerError(temporary, true);
  const permanent = certificateReason(code, stated) ?? permanentReason(code, stated, url, isCertified);
  return new NoAnswerError(permanent ?? stated, permanent === undefined);
}

const whichCertificate = 'a client certificate: --cert FILE --key FILE';

/** Explains temporary failures, by the system's error codes; undefined for any other. */
function temporaryReason(code: string, { hostname, host, protocol }: URL, isCertified: boolean): string | undefined {
  switch (code) {
    case 'ECONNREFUSED':
      return `connection refused: nothing listens at ${host}`;
    case 'EAI_AGAIN':
      return `the address of ${hostname} cannot be looked up`;
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return `there is no way to ${hostname}`;
    case 'ECONNRESET':
    case 'EPIPE': {
      const hint = protocol === 'https:' && !isCertified ? `. It may ask for ${whichCertificate}` : '';
      return `the connection was closed without an answer${hint}`;
    }
    default:
      return undefined;
  }
}

/** Explains an invalid certificate of the receiver, by OpenSSL's error codes; undefined for any other failure. */
function certificateReason(code: string, stated: string): string | undefined {
  switch (code) {
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
    case 'SELF_SIGNED_CERT_IN_CHAIN':
    case 'UNABLE_TO_GET_ISSUER_CERT':
    case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
    case 'CERT_SIGNATURE_FAILURE':
      return 'its certificate is signed by no authority that is trusted here. Name the one that did: --ca FILE';
    case 'CERT_HAS_EXPIRED':
    case 'CERT_NOT_YET_VALID':
      return `its ${stated}`;
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return `its certificate is for another host: ${stated.replace(/^.*altnames: /, '')}`;
    default:
      return undefined;
  }
}

/** Explains permanent failures; undefined if the failure may be temporary. */
function permanentReason(code: string, stated: string, { hostname }: URL, isCertified: boolean): string | undefined {
  if (code === 'ENOTFOUND') return `no host is called ${hostname}`;
  if (/^HPE_/.test(code)) return 'what came is not HTTP';
  // OpenSSL's text; its code is too general.
  const reason = /SSL routines:[^:]*:([^:]*)/.exec(stated)?.[1] ?? '';
  if (/wrong version number|packet length too long/.test(reason))
    return 'it does not speak TLS. Does its address begin with http://?';
  // Alerts (RFC 8446, section 6.2) of a receiver that requires a certificate, or does not trust this one.
  if (!/\balert\b/.test(reason)) return undefined;
  return isCertified
    ? `it refused the client certificate: ${reason}`
    : `it refused the connection: ${reason}. It may ask for ${whichCertificate}`;
}
