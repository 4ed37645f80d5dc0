/** Lets a command finish with its usual exit code when the reader of its output has closed the pipe, as in `check | head`. */
export function endQuietly(...streams: readonly NodeJS.WriteStream[]): void {
  for (const stream of streams) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      // Other errors, such as a full disk, would lose output.
      if (error.code !== 'EPIPE') process.exit(2);
    });
  }
}
