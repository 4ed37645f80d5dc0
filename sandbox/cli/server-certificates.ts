import { createPrivateKey, X509Certificate } from 'node:crypto';
import { createSecureContext } from 'node:tls';
import type { ServerCertificates } from '../hosts/limited-server.ts';
import { pemOf } from './pem.ts';
import type { ServerOptions } from './server-options.ts';
import { UsageError } from './usage-error.ts';

type Options = Pick<ServerOptions, 'cert' | 'key' | 'clientCa'>;

/**
 * Reads the certificates of a server; undefined if it answers without TLS.
 *
 * @throws UsageError if they cannot be used, with the option and the file
 */
export function serverCertificates({ cert, key, clientCa }: Options): ServerCertificates | undefined {
  if (cert === undefined && key === undefined && clientCa === undefined) return undefined;
  if (cert === undefined && key === undefined)
    throw new UsageError(`--client-ca ${clientCa} is for a server over TLS: add --cert FILE and --key FILE`);
  if (cert === undefined) throw new UsageError(`--key ${key} goes with its certificate: add --cert FILE`);
  if (key === undefined) throw new UsageError(`--cert ${cert} goes with its private key: add --key FILE`);
  const certificates = {
    cert: pemOf('cert', cert, 'certificate'),
    key: pemOf('key', key, 'private key'),
    ...(clientCa !== undefined && { clientCa: pemOf('client-ca', clientCa, 'certificate') }),
  };
  const certificate = parsed(`--cert ${cert}`, () => new X509Certificate(certificates.cert));
  const privateKey = parsed(`--key ${key}`, () => createPrivateKey(certificates.key));
  if (!certificate.checkPrivateKey(privateKey))
    throw new UsageError(`--key ${key} is not the private key of --cert ${cert}`);
  if (certificates.clientCa !== undefined)
    parsed(`--client-ca ${clientCa}`, () => new X509Certificate(certificates.clientCa ?? ''));
  parsed(`--cert ${cert}`, () => createSecureContext(certificates));
  return certificates;
}

/** Returns a sentence if a certificate is not valid now; clients then refuse it. Null if it is. */
export function validityNote({ cert }: Options, certificates: ServerCertificates | undefined): string | null {
  if (!certificates) return null;
  const { validFrom, validTo } = new X509Certificate(certificates.cert);
  const now = Date.now();
  const reason =
    now > Date.parse(validTo)
      ? `has expired (${validTo})`
      : now < Date.parse(validFrom)
        ? `is not valid yet (${validFrom})`
        : null;
  return reason && `--cert ${cert} ${reason}: it is served, and clients that verify certificates refuse it.`;
}

function parsed<Value>(option: string, parse: () => Value): Value {
  try {
    return parse();
  } catch (error) {
    throw new UsageError(`${option} cannot be used: ${error instanceof Error ? error.message : String(error)}`);
  }
}
