/** Thrown by validators of a schema that cannot be compiled. */
export class UnusableSchemaError extends Error {
  override readonly name = 'UnusableSchemaError';
  readonly pointer: string;
  readonly reason: string;

  constructor(pointer: string, reason: string) {
    super(`The schema at ${pointer} cannot be compiled: ${reason}`);
    this.pointer = pointer;
    this.reason = reason;
  }
}
