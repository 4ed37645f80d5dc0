import type { MiddlewareHandler } from 'hono';
import { compress } from 'hono/compress';
import { etag } from 'hono/etag';
import { acceptsEncoding } from '../syntax/accept.ts';
import type { Asset } from './introspection.ts';
import { baseHeaders } from './prepare-answer.ts';

/** Says that a response depends on the encodings that the client accepts. */
const variesByEncoding: MiddlewareHandler = async (context, next) => {
  await next();
  const { headers } = context.res;
  headers.append('Vary', 'Accept-Encoding');
  // `compress` leaves HEAD alone, so that the length would be another than that of GET (RFC 9110, 8.6).
  if (context.req.method === 'HEAD' && !headers.has('Content-Encoding')) headers.delete('Content-Length');
};

/** Compresses what is not compressed yet, if the client accepts that (RFC 9110, 12.5.3). */
export const compressed: readonly [MiddlewareHandler, MiddlewareHandler] = [compress(), variesByEncoding];

/** Answers 304 to a client that has the file (RFC 9110, 13.1.2). */
export const revalidated: MiddlewareHandler = etag();

/** Answers with a script or style sheet, compressed if the client accepts the content coding that the build made. */
export function assetResponse(asset: Asset, accepted: string | null): Response | Promise<Response> {
  const { compressed } = asset;
  if (compressed && acceptsEncoding(accepted, compressed.encoding))
    return fileResponse(asset, compressed.bytes, { 'Content-Encoding': compressed.encoding });
  const bytes = asset.plain();
  return bytes instanceof Promise ? bytes.then((read) => fileResponse(asset, read)) : fileResponse(asset, bytes);
}

function fileResponse(
  { mediaType, hash, isImmutable }: Asset,
  bytes: Uint8Array<ArrayBuffer>,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return new Response(bytes, {
    statusText: 'OK',
    headers: {
      ...baseHeaders,
      'Cache-Control': isImmutable ? 'public, max-age=31536000, immutable' : 'no-cache',
      'Content-Type': mediaType,
      'Content-Length': String(bytes.byteLength),
      ...headers,
      // Weak, since it is the same for all encodings (RFC 9110, 8.8.1).
      ETag: `W/"${hash}"`,
    },
  });
}
