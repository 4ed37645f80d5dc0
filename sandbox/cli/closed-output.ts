/** Lets a command go on whose output nobody reads any more, as in `check | head`: its exit code is what it would be. */
export function endQuietly(...streams: readonly NodeJS.WriteStream[]): void {
  for (const stream of streams) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      // Where there is no room for the output, say, it is better to fail than to leave out the rest.
      if (error.code !== 'EPIPE') process.exit(2);
    });
  }
}
