/**
 * Splits a field value at a delimiter that is outside of quoted strings (RFC 9110, section 5.6). Parts are trimmed, and
 * empty ones dropped. Visits each character once, so hostile values stay cheap.
 */
export function splitUnquoted(value: string, delimiter: ',' | ';'): readonly string[] {
  const parts: string[] = [];
  const end = delimiter === ',' ? /[",]/g : /[";]/g;
  let start = 0;
  // After an unclosed quotation mark no later one opens a quoted string, since each that follows is escaped.
  let isQuoting = true;
  for (let found = end.exec(value); found; found = end.exec(value)) {
    if (found[0] === delimiter) {
      parts.push(value.slice(start, found.index));
      start = end.lastIndex;
    } else if (isQuoting) {
      const after = endOfQuoted(value, found.index);
      if (after === undefined) isQuoting = false;
      else end.lastIndex = after;
    }
  }
  parts.push(value.slice(start));
  return parts.map((text) => text.trim()).filter((text) => text !== '');
}

/**
 * Returns the offset after the quoted string that starts at `start` (RFC 9110, section 5.6.4); undefined if it is not
 * closed.
 */
function endOfQuoted(value: string, start: number): number | undefined {
  for (let at = start + 1; at < value.length; at += 1) {
    if (value[at] === '"') return at + 1;
    if (value[at] === '\\') at += 1;
  }
  return undefined;
}

/** Splits `name=value`: the name in lower case, the value unquoted, empty without `=`. */
export function splitPair(pair: string): readonly [string, string] {
  const equals = pair.indexOf('=');
  if (equals === -1) return [pair.trim().toLowerCase(), ''];
  return [pair.slice(0, equals).trim().toLowerCase(), unquote(pair.slice(equals + 1).trim())];
}

/** Removes the quotes and escapes of a quoted string (RFC 9110, section 5.6.4); returns other values unchanged. */
function unquote(value: string): string {
  const isQuoted = value.startsWith('"') && endOfQuoted(value, 0) === value.length;
  return isQuoted ? value.slice(1, -1).replace(/\\(.)/gs, '$1') : value;
}
