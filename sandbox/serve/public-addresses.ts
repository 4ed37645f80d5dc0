import type { HeaderFields } from '../exchange.ts';

/** The path of everything that the sandbox serves about itself. */
const reserved = '/_sandbox/';

/** The header fields that are an address (RFC 9110, sections 10.2.2 and 8.7). */
const addressFields = ['location', 'content-location'] as const;

/**
 * Makes the addresses in header fields that lead into the sandbox absolute: `Location`, `Content-Location`, and the targets
 * of `Link` (RFC 8288). A document writes them as paths, which are wrong behind a proxy that adds a path prefix. Addresses of
 * an API stay as they are documented.
 *
 * @param headers by lower-case name
 * @param origin the public origin, with the prefix: `https://example.com/try`
 */
export function withPublicAddresses(headers: HeaderFields, origin: string): HeaderFields {
  let made: Record<string, string> | undefined;
  for (const name of addressFields) {
    const address = headers[name];
    if (address?.startsWith(reserved)) made = { ...(made ?? headers), [name]: origin + address };
  }
  const links = headers['link'];
  if (links?.includes(`<${reserved}`))
    made = { ...(made ?? headers), link: links.replaceAll(`<${reserved}`, () => `<${origin}${reserved}`) };
  return made ?? headers;
}
