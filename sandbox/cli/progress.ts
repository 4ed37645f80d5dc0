/** Where somebody may be watching. */
type Stream = Pick<NodeJS.WriteStream, 'isTTY' | 'write'>;

/** Erase in Line, and Carriage Return (ECMA-48, section 8.3.41). */
const erase = '\u001b[2K\r';

/** Tells on a terminal, in one line that goes again, what is being done. */
export function progressOn(stream: Stream): { readonly tell: (text: string) => void; readonly end: () => void } {
  if (stream.isTTY !== true) return { tell: () => {}, end: () => {} };
  return { tell: (text) => stream.write(`${erase}${text}`), end: () => stream.write(erase) };
}
