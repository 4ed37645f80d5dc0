/**
 * Lets time pass; other requests are answered meanwhile.
 *
 * @param signal of the request: nobody is waited for who has gone away
 * @returns after so many milliseconds, or at once when the signal is aborted
 */
export function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener('abort', done);
    if (signal.aborted) done();
  });
}
