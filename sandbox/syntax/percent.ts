/** Percent-encodes one URI component (RFC 3986, 2.1); lone surrogates, which have no encoding, are replaced. */
export function percentEncode(text: string): string {
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\ufffd'));
}

/** Percent-encodes the characters that a path cannot hold, and keeps existing escapes (RFC 3986, 3.3). */
export function pathAsSent(path: string): string {
  return encodeURI(path.replace(/\p{Surrogate}/gu, '\ufffd'))
    .replace(/%25([\da-f]{2})/gi, '%$1')
    .replace(/[?#]/g, percentEncode);
}

/** One character: a percent-encoded UTF-8 sequence (RFC 3629, section 4), or any other character. */
const characterPattern =
  /%[0-7][\da-f]|%[cd][\da-f]%[89ab][\da-f]|%e[\da-f](?:%[89ab][\da-f]){2}|%f[0-7](?:%[89ab][\da-f]){3}|./gisu;

/** Splits a text into characters; a percent-encoded one is kept whole. */
export function charactersIn(text: string): readonly string[] {
  return text.match(characterPattern) ?? [];
}

/** Percent-decodes each character by itself, so that a malformed escape leaves the others unaffected. */
export function percentDecodeEach(text: string): string {
  return text.includes('%') ? charactersIn(text).map(percentDecode).join('') : text;
}

/**
 * Decodes a form component to octets, which need not be UTF-8; undefined if a `%` is not an escape (URL Standard, 5.1).
 */
export function percentOctets(text: string): string | undefined {
  if (/%(?![\da-f]{2})/i.test(text)) return undefined;
  return text
    .replaceAll('+', ' ')
    .replace(/%([\da-f]{2})/gi, (_, octet: string) => String.fromCharCode(Number.parseInt(octet, 16)));
}

/** Percent-decodes a text; returns it unchanged if an escape is malformed. */
export function percentDecode(text: string): string {
  return text.includes('%') && isPercentEncoded(text) ? decodeURIComponent(text) : text;
}

/** A percent-encoded character in well-formed UTF-8 (Unicode 16.0, table 3-7). */
const encodedCharacter =
  /%[0-7][\da-f]|%(?:c[2-9a-f]|d[\da-f]|e0%[ab][\da-f]|ed%[89][\da-f]|(?:e[1-9a-cef]|f0%[9ab][\da-f]|f4%8[\da-f]|f[1-3]%[89ab][\da-f])%[89ab][\da-f])%[89ab][\da-f]/gi;

/** Whether a text can be percent-decoded. The test takes a tenth of the time of a caught URIError. */
export function isPercentEncoded(text: string): boolean {
  return !text.includes('%') || !text.replace(encodedCharacter, '').includes('%');
}
