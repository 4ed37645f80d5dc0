/** Why no answer came, in words for a person. */
export class NoAnswerError extends Error {
  override readonly name = 'NoAnswer';
  constructor(
    message: string,
    /** The next time, one could come. */
    readonly isPassing: boolean,
  ) {
    super(message);
  }
}

export function tooLate(timeout: number): NoAnswerError {
  return new NoAnswerError(`no answer within ${timeout < 1000 ? `${timeout} ms` : `${timeout / 1000} s`}`, true);
}

/**
 * What an error of a connection means.
 *
 * @param isCertified a client certificate was shown
 */
export function failureOf(error: unknown, url: URL, isCertified: boolean): NoAnswerError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const stated = error instanceof Error && error.message !== '' ? error.message : code || String(error);
  const passing = passingReason(code, url, isCertified);
  if (passing !== undefined) return new NoAnswerError(passing, true);
  const lasting = certificateReason(code, stated) ?? lastingReason(code, stated, url, isCertified);
  return new NoAnswerError(lasting ?? stated, lasting === undefined);
}

const whichCertificate = 'a client certificate: --cert FILE --key FILE';

/** What may be over soon, by the system's codes. */
function passingReason(code: string, { hostname, host, protocol }: URL, isCertified: boolean): string | undefined {
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

/** What is wrong with the receiver's certificate, by the codes of OpenSSL. */
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

/** What will be so the next time, too. */
function lastingReason(code: string, stated: string, { hostname }: URL, isCertified: boolean): string | undefined {
  if (code === 'ENOTFOUND') return `no host is called ${hostname}`;
  if (/^HPE_/.test(code)) return 'what came is not HTTP';
  // OpenSSL's own words: the code beside them is its own, or only that the protocol failed.
  const reason = /SSL routines:[^:]*:([^:]*)/.exec(stated)?.[1] ?? '';
  if (/wrong version number|packet length too long/.test(reason))
    return 'it does not speak TLS. Does its address begin with http://?';
  // Alerts (RFC 8446, section 6.2) of one that asks for a certificate, or does not trust this one.
  if (!/\balert\b/.test(reason)) return undefined;
  return isCertified
    ? `it refused the client certificate: ${reason}`
    : `it refused the connection: ${reason}. It may ask for ${whichCertificate}`;
}
