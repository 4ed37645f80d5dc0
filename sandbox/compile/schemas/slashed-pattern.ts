/** Matches a regular expression literal, `/^[a-z]+$/i`, with its body and flags (ECMA-262, 12.9.5 and 22.2.3.3). */
const literal = /^\/((?:\\.|\[(?:\\.|[^\]\\])*\]|[^/\\[])+)\/([dgimsuvy]*)$/su;

/** Matches syntax of patterns. Without any, `/users/` may just be part of a path. */
const patternSyntax = /[\\^$[({|+*?]/;

/**
 * Returns the pattern inside a regular expression literal, as programs write it; JSON Schema patterns have neither slashes
 * nor flags (2020-12 Core, 6.4). Undefined if there are no slashes, or if they may belong to the text.
 */
export function betweenSlashes(pattern: string): string | undefined {
  const [, inner = '', flags = ''] = literal.exec(pattern) ?? [];
  if (!patternSyntax.test(inner)) return undefined;
  const withCase = flags.includes('i') ? caseInsensitive(inner) : inner;
  return flags.includes('s') ? dotAll(withCase) : withCase;
}

/** Matches one piece of a pattern: an escape, a class, the start of a group, or one character. */
const piece =
  /\\(?:[pP]\{[^}]*\}|k<\w+>|u\{[\da-f]+\}|u[\da-f]{4}|x[\da-f]{2}|c[a-z]|.)|\[(?:\\.|[^\]\\])*\]|\(\?(?:<\w+>|<?[=!]|:)|./gisu;

/** Rewrites a pattern to match letters in both cases, since patterns have no flag `i`. */
function caseInsensitive(pattern: string): string {
  return pattern.replace(piece, (one) => {
    if (one.startsWith('[')) return `${one.slice(0, -1)}${inOtherCase(one.slice(1, -1))}]`;
    return /^[a-z]$/i.test(one) ? `[${one.toLowerCase()}${one.toUpperCase()}]` : one;
  });
}

/** Returns the ranges and letters of a class in the other case. */
function inOtherCase(inside: string): string {
  const unescaped = inside.replace(/\\(?:[pP]\{[^}]*\}|u[\da-f]{4}|x[\da-f]{2}|.)/gisu, '');
  const swapped = (letters: string) => (/[a-z]/.test(letters) ? letters.toUpperCase() : letters.toLowerCase());
  return (unescaped.match(/[a-z]-[a-z]|[A-Z]-[A-Z]|[a-zA-Z]/g) ?? []).map(swapped).join('');
}

/** Rewrites dots to match line breaks, since patterns have no flag `s`. */
function dotAll(pattern: string): string {
  return pattern.replace(piece, (one) => (one === '.' ? '[\\s\\S]' : one));
}
