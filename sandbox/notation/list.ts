/**
 * The parts of a field value between delimiters, trimmed, empty ones left out; a delimiter inside a quoted string is
 * none (RFC 9110, section 5.6).
 */
export function splitUnquoted(value: string, delimiter: ',' | ';'): readonly string[] {
  const part = delimiter === ',' ? /(?:"(?:[^"\\]|\\.)*"|[^",]|")+/g : /(?:"(?:[^"\\]|\\.)*"|[^";]|")+/g;
  return (value.match(part) ?? []).map((text) => text.trim()).filter((text) => text !== '');
}

/** `name=value` in its halves: the name in lower case, the value unquoted; without `=`, an empty value. */
export function splitPair(pair: string): readonly [string, string] {
  const equals = pair.indexOf('=');
  if (equals === -1) return [pair.trim().toLowerCase(), ''];
  return [pair.slice(0, equals).trim().toLowerCase(), unquote(pair.slice(equals + 1).trim())];
}

/** A quoted string without its quotation marks and escapes (RFC 9110, section 5.6.4); anything else as it is. */
function unquote(value: string): string {
  return /^"(?:[^"\\]|\\.)*"$/s.test(value) ? value.slice(1, -1).replace(/\\(.)/gs, '$1') : value;
}
