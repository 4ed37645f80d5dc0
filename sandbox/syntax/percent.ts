/** Percent-encoding of one component (RFC 3986, 2.1); half a surrogate pair, which has no encoding, is replaced. */
export function percentEncode(text: string): string {
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\ufffd'));
}

/** A path as it is sent: what no path can hold is percent-encoded, what is so already stays (RFC 3986, 3.3). */
export function pathAsSent(path: string): string {
  return encodeURI(path.replace(/\p{Surrogate}/gu, '\ufffd'))
    .replace(/%25([\da-f]{2})/gi, '%$1')
    .replace(/[?#]/g, percentEncode);
}

/** One character: percent-encoded in UTF-8 (RFC 3629, section 4), or as it is. */
const character =
  /%[0-7][\da-f]|%[cd][\da-f]%[89ab][\da-f]|%e[\da-f](?:%[89ab][\da-f]){2}|%f[0-7](?:%[89ab][\da-f]){3}|./gisu;

/** The characters of a text as they are written, each percent-encoded one whole. */
export function charactersIn(text: string): readonly string[] {
  return text.match(character) ?? [];
}

/** Percent-decoding of each character by itself: one that cannot be decoded leaves the others be. */
export function percentDecodeEach(text: string): string {
  return text.includes('%') ? charactersIn(text).map(percentDecode).join('') : text;
}

/** The octets that a component of a form encodes, whatever they say; undefined where a `%` encodes none (URL Standard, 5.1). */
export function percentOctets(text: string): string | undefined {
  if (/%(?![\da-f]{2})/i.test(text)) return undefined;
  return text
    .replaceAll('+', ' ')
    .replace(/%([\da-f]{2})/gi, (_, octet: string) => String.fromCharCode(Number.parseInt(octet, 16)));
}

/** Percent-decoding; what cannot be decoded stays as it is. */
export function percentDecode(text: string): string {
  return text.includes('%') && isPercentEncoded(text) ? decodeURIComponent(text) : text;
}

/** What is percent-encoded in UTF-8 (Unicode 16.0, table 3-7). */
const encodedCharacter =
  /%[0-7][\da-f]|%(?:c[2-9a-f]|d[\da-f]|e0%[ab][\da-f]|ed%[89][\da-f]|(?:e[1-9a-cef]|f0%[9ab][\da-f]|f4%8[\da-f]|f[1-3]%[89ab][\da-f])%[89ab][\da-f])%[89ab][\da-f]/gi;

/** Whether a text can be percent-decoded. To ask takes a tenth of the time of an error that is caught. */
export function isPercentEncoded(text: string): boolean {
  return !text.includes('%') || !text.replace(encodedCharacter, '').includes('%');
}
