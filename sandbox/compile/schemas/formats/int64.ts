const limit = 2 ** 63;

/** Whether a number is a signed integer of 64 bits (OpenAPI Format Registry, `int64`). */
export function isInt64(value: number): boolean {
  // 2^63 - 1 is no double: what reads a request sees to it that it is not taken for 2^63.
  return Number.isInteger(value) && value >= -limit && value < limit;
}
