import type { ConnectionFault } from '../exchange.ts';
import type { Decided } from './decide.ts';
import type { RenderedAnswer } from './render.ts';

/** Makes the connection of a request fail in place of its answer, or during it. */
export type FailConnection = (fault: ConnectionFault) => void;

/** What the host of the app can do besides sending responses. */
export interface HostAbilities {
  /** Undefined if there is no connection. */
  readonly failConnection: FailConnection | undefined;
}

/** Returns how the connection of a request is to fail; null if it is to be answered. */
export function connectionFaultOf({ decision }: Decided): ConnectionFault | null {
  return decision.kind === 'refused' ? null : decision.notes.connectionFault;
}

/** Adds a hint that the connection fails on purpose, for the log, or that there is none. */
export function withFaultHint(answer: RenderedAnswer, fault: ConnectionFault, hasConnection: boolean): RenderedAnswer {
  const hint = hasConnection
    ? `fault=${fault}: the connection fails on purpose`
    : `fault=${fault} needs a connection. Send the request to a server: openapi-sandbox serve, or sandbox.listen()`;
  return { ...answer, headers: { ...answer.headers, 'sandbox-hint': hint } };
}
