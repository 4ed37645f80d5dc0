/**
 * The parts of a field value between delimiters, trimmed, empty ones left out; a delimiter inside a quoted string is
 * none (RFC 9110, section 5.6). Looks at each character once.
 */
export function splitUnquoted(value: string, delimiter: ',' | ';'): readonly string[] {
  const parts: string[] = [];
  const end = delimiter === ',' ? /[",]/g : /[";]/g;
  let start = 0;
  // After a quotation mark that nothing closes, none opens a quoted string: whatever follows it is escaped.
  let isQuoting = true;
  for (let found = end.exec(value); found; found = end.exec(value)) {
    if (found[0] === delimiter) {
      parts.push(value.slice(start, found.index));
      start = end.lastIndex;
    } else if (isQuoting) {
      const behind = behindQuoted(value, found.index);
      if (behind === undefined) isQuoting = false;
      else end.lastIndex = behind;
    }
  }
  parts.push(value.slice(start));
  return parts.map((text) => text.trim()).filter((text) => text !== '');
}

/** The offset behind a quoted string that begins at one (RFC 9110, section 5.6.4); undefined where nothing closes it. */
function behindQuoted(value: string, start: number): number | undefined {
  for (let at = start + 1; at < value.length; at += 1) {
    if (value[at] === '"') return at + 1;
    if (value[at] === '\\') at += 1;
  }
  return undefined;
}

/** `name=value` in its halves: the name in lower case, the value unquoted; without `=`, an empty value. */
export function splitPair(pair: string): readonly [string, string] {
  const equals = pair.indexOf('=');
  if (equals === -1) return [pair.trim().toLowerCase(), ''];
  return [pair.slice(0, equals).trim().toLowerCase(), unquote(pair.slice(equals + 1).trim())];
}

/** A quoted string without its quotation marks and escapes (RFC 9110, section 5.6.4); anything else as it is. */
function unquote(value: string): string {
  const isQuoted = value.startsWith('"') && behindQuoted(value, 0) === value.length;
  return isQuoted ? value.slice(1, -1).replace(/\\(.)/gs, '$1') : value;
}
