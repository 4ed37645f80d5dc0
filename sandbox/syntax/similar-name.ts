/** Returns the first known name that a misspelt one resembles; undefined if there is none. */
export function similarName<T extends string>(known: Iterable<T>, given: string): T | undefined {
  for (const name of known) if (isLike(name, given)) return name;
  return undefined;
}

/** Whether two names differ by at most case or one typo: an extra, missing, wrong or transposed letter. */
export function isLike(field: string, key: string): boolean {
  const [first, second] = [field.toLowerCase(), key.toLowerCase()];
  if (first === second) return true;
  if (Math.max(first.length, second.length) < 4 || Math.abs(first.length - second.length) > 1) return false;
  let start = 0;
  while (first[start] === second[start]) start += 1;
  const [left, right] = [first.slice(start), second.slice(start)];
  const swapped = left.slice(2) === right.slice(2) && left[0] === right[1] && left[1] === right[0];
  return left.slice(1) === right || left === right.slice(1) || left.slice(1) === right.slice(1) || swapped;
}
