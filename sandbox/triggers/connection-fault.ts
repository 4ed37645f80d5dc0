import type { ConnectionFault } from '../exchange.ts';

const connectionFaults: readonly ConnectionFault[] = ['reset', 'empty', 'truncate'];

/** Reads how the connection is to fail; undefined if the value is not known, or was not sent. */
export function readConnectionFault(text: string | undefined): ConnectionFault | undefined {
  return connectionFaults.find((fault) => fault === text?.toLowerCase());
}

/** Returns a hint if a value of `fault` is not known, and is therefore ignored; null if it is. */
export function connectionFaultHint(text: string | undefined): string | null {
  if (text === undefined || readConnectionFault(text) !== undefined) return null;
  return `"${text}" is no fault of a connection. Write one of ${connectionFaults.join(', ')}: fault=reset`;
}
