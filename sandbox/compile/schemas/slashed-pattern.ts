/** `/^[a-z]+$/i`: no slash inside but in a class or after a backslash, and flags of ECMA-262 (22.2.3.3) after it. */
const slashed = /^\/((?:\\.|\[(?:\\.|[^\]\\])*\]|[^/\\[])+)\/([dgimsuvy]*)$/su;

/** What a pattern has that is no plain text: `/users/` may be a part of a path. */
const special = /[\\^$[({|+*?]/;

/**
 * The regular expression that a pattern between slashes is meant to be, as programs write theirs; JSON Schema knows
 * neither these nor flags (2020-12 Core, 6.4). Undefined where there are none, or where they may belong to the text.
 */
export function betweenSlashes(pattern: string): string | undefined {
  const [, inner = '', flags = ''] = slashed.exec(pattern) ?? [];
  if (!special.test(inner)) return undefined;
  const anyCase = flags.includes('i') ? ignoringCase(inner) : inner;
  return flags.includes('s') ? everywhere(anyCase) : anyCase;
}

/** A backslash with what it escapes, a class, what opens a group, or one character. */
const piece =
  /\\(?:[pP]\{[^}]*\}|k<\w+>|u\{[\da-f]+\}|u[\da-f]{4}|x[\da-f]{2}|c[a-z]|.)|\[(?:\\.|[^\]\\])*\]|\(\?(?:<\w+>|<?[=!]|:)|./gisu;

/** The same for small and capital letters, since the flag `i` cannot be had. */
function ignoringCase(pattern: string): string {
  return pattern.replace(piece, (one) => {
    if (one.startsWith('[')) return `${one.slice(0, -1)}${otherCase(one.slice(1, -1))}]`;
    return /^[a-z]$/i.test(one) ? `[${one.toLowerCase()}${one.toUpperCase()}]` : one;
  });
}

/** The ranges and letters of a class in the other case. */
function otherCase(inside: string): string {
  const plain = inside.replace(/\\(?:[pP]\{[^}]*\}|u[\da-f]{4}|x[\da-f]{2}|.)/gisu, '');
  const swapped = (letters: string) => (/[a-z]/.test(letters) ? letters.toUpperCase() : letters.toLowerCase());
  return (plain.match(/[a-z]-[a-z]|[A-Z]-[A-Z]|[a-zA-Z]/g) ?? []).map(swapped).join('');
}

/** A dot for line breaks, too, since the flag `s` cannot be had. */
function everywhere(pattern: string): string {
  return pattern.replace(piece, (one) => (one === '.' ? '[\\s\\S]' : one));
}
