/** Whether the names differ by case, or by one letter: too many, too few, another, or two in the wrong order. */
export function isLike(field: string, key: string): boolean {
  const [one, other] = [field.toLowerCase(), key.toLowerCase()];
  if (one === other) return true;
  if (one.length < 4 || Math.abs(one.length - other.length) > 1) return false;
  let start = 0;
  while (one[start] === other[start]) start += 1;
  const [left, right] = [one.slice(start), other.slice(start)];
  const swapped = left.slice(2) === right.slice(2) && left[0] === right[1] && left[1] === right[0];
  return left.slice(1) === right || left === right.slice(1) || left.slice(1) === right.slice(1) || swapped;
}
