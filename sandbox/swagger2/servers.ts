import { childOf } from '../read/tree.ts';
import { type Json, text } from '../syntax/json.ts';
import { type Conversion, textsIn } from './conversion.ts';

/**
 * Servers for `host`, `basePath` and `schemes` (OpenAPI 2.0, Swagger Object): one for each scheme, and relative to the
 * document where there is no host; undefined where there is no `basePath` either.
 */
export function serversOf({ tree: { root }, made, report }: Conversion): Json | undefined {
  const host = childOf(root, 'host');
  const basePath = childOf(root, 'basePath');
  const from = basePath ?? host;
  if (!from) return undefined;
  if (host && typeof host.value !== 'string') report(host, 'host must be a text.', 'omitted');
  if (basePath && typeof basePath.value !== 'string') report(basePath, 'basePath must be a text.', 'omitted');
  const path = text(root.value, 'basePath') ?? '';
  if (basePath && path !== '' && !path.startsWith('/')) report(basePath, 'basePath must begin with a slash.');
  // Some write the scheme here as well.
  const authority = (text(root.value, 'host') ?? '').replace(/^[a-z][a-z\d+.-]*:\/\//i, '').replace(/\/+$/, '');
  const location = path.startsWith('/') ? path : `/${path}`;
  const schemes = textsIn(report, root, 'schemes') ?? [];
  // Without a scheme, a reference has that of the document (RFC 3986, 4.2).
  const schemed = schemes.length > 0 ? schemes.map((scheme) => `${scheme}:`) : [''];
  const urls = authority === '' ? [location] : schemed.map((scheme) => `${scheme}//${authority}${location}`);
  const servers = urls.map((url) => made({ url }, from));
  return made(servers, from);
}
