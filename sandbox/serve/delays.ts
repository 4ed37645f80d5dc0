/** Delays answers. */
export interface Delays {
  /**
   * Waits without blocking other requests.
   *
   * @param signal the request's: ends the wait when the client disconnects
   * @returns resolved after the delay, or as soon as the request is aborted or all delays are released; undefined if
   * too many answers are waiting already
   */
  readonly wait: (milliseconds: number, signal: AbortSignal) => Promise<void> | undefined;
}

/**
 * Creates the delays of one server.
 *
 * @param max answers that may wait at the same time
 * @param release when aborted, all waits end, and later ones are not started
 */
export function createDelays(max: number, release?: AbortSignal): Delays {
  const pending = new Set<() => void>();
  // One listener for all delays: Node warns of leaks beyond ten listeners per signal.
  release?.addEventListener('abort', () => {
    for (const finish of pending) finish();
  });
  return {
    wait: (milliseconds, signal) => {
      if (release?.aborted) return Promise.resolve();
      if (pending.size >= max) return undefined;
      return new Promise((resolve) => {
        const finish = (): void => {
          clearTimeout(timer);
          signal.removeEventListener('abort', finish);
          pending.delete(finish);
          resolve();
        };
        const timer = setTimeout(finish, milliseconds);
        pending.add(finish);
        signal.addEventListener('abort', finish);
        if (signal.aborted) finish();
      });
    },
  };
}
