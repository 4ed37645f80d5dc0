import { childOf } from '../read/tree.ts';
import { type Json, text } from '../syntax/json.ts';
import { type Conversion, stringsIn } from './context.ts';

/**
 * Converts `host`, `basePath` and `schemes` to servers, one per scheme (OpenAPI 2.0, Swagger Object). Without a `host`
 * the server is relative to the document; undefined without a `basePath` as well.
 */
export function serversOf({ tree: { root }, record, report }: Conversion): Json | undefined {
  const host = childOf(root, 'host');
  const basePath = childOf(root, 'basePath');
  const origin = basePath ?? host;
  if (!origin) return undefined;
  if (host && typeof host.value !== 'string') report(host, 'host must be a text.', 'omitted');
  if (basePath && typeof basePath.value !== 'string') report(basePath, 'basePath must be a text.', 'omitted');
  const path = text(root.value, 'basePath') ?? '';
  if (basePath && path !== '' && !path.startsWith('/')) report(basePath, 'basePath must begin with a slash.');
  // Some documents include the scheme here.
  const authority = (text(root.value, 'host') ?? '').replace(/^[a-z][a-z\d+.-]*:\/\//i, '').replace(/\/+$/, '');
  const location = path.startsWith('/') ? path : `/${path}`;
  const schemes = stringsIn(report, root, 'schemes') ?? [];
  // A network-path reference has the scheme of the document (RFC 3986, 4.2).
  const prefixes = schemes.length > 0 ? schemes.map((scheme) => `${scheme}:`) : [''];
  const urls = authority === '' ? [location] : prefixes.map((scheme) => `${scheme}//${authority}${location}`);
  const servers = urls.map((url) => record({ url }, origin));
  return record(servers, origin);
}
