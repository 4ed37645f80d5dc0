import { describe, expect, it } from 'vitest';
import { hostnameOf, splitUrl } from '../../sandbox/serve/url-parts.ts';

/** As in `Request.url`, and as an adapter passes it. */
const urls = [
  'http://localhost/',
  'http://localhost:9000/a/b?c=d',
  'https://example.com/?',
  'http://[::1]:9000/a',
  'http://[::1]/a:1?b=/c?d',
  'http://127.0.0.1:9000/a//b/?x=http://y/z',
  "http://localhost/a'b?c='d'",
  'http://localhost/a#b?c',
  'http://localhost/a?b#c',
  'http://localhost/%E2%82%AC?%27',
  'http://a..b/@:/?@',
];

describe('an address is split like a URL', () => {
  it.each(urls)('%s', (url) => {
    const { protocol, host, pathname: path, search, hostname } = new URL(url);
    expect(splitUrl(url)).toEqual({ protocol, host, path, query: search.slice(1) });
    expect(hostnameOf(host)).toBe(hostname);
  });
});
