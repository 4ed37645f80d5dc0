const limit = 2 ** 63;

/** Whether a number is a signed integer of 64 bits (OpenAPI Format Registry, `int64`). */
export function isInt64(value: number): boolean {
  // 2^63 - 1 is not a double; the reader of a request keeps it from being rounded to 2^63.
  return Number.isInteger(value) && value >= -limit && value < limit;
}
