/** Answers that are given late. */
export interface Delays {
  /**
   * Lets time pass; other requests are answered meanwhile.
   *
   * @param signal of the request: nobody is waited for who has gone away
   * @returns after so many milliseconds, or at once when the signal is aborted or all are hurried; undefined where as
   * many answers as may be are waiting already
   */
  readonly wait: (milliseconds: number, signal: AbortSignal) => Promise<void> | undefined;
}

/**
 * @param max answers that wait at once
 * @param hurry when it is aborted, those that wait are given at once, and none waits any more
 */
export function createDelays(max: number, hurry?: AbortSignal): Delays {
  const waiting = new Set<() => void>();
  // One listener for all.
  hurry?.addEventListener('abort', () => {
    for (const done of waiting) done();
  });
  return {
    wait: (milliseconds, signal) => {
      if (hurry?.aborted) return Promise.resolve();
      if (waiting.size >= max) return undefined;
      return new Promise((resolve) => {
        const done = (): void => {
          clearTimeout(timer);
          signal.removeEventListener('abort', done);
          waiting.delete(done);
          resolve();
        };
        const timer = setTimeout(done, milliseconds);
        waiting.add(done);
        signal.addEventListener('abort', done);
        if (signal.aborted) done();
      });
    },
  };
}
