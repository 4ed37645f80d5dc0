/** Thrown for a wrong command line; the message suggests what to do instead. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
