import { visible } from '../syntax/visible.ts';
import { complain } from './output.ts';

/** An output stream that may be a terminal. */
type Stream = Pick<NodeJS.WriteStream, 'isTTY' | 'write'>;

/** Erase in Line, and Carriage Return (ECMA-48, section 8.3.41). */
const erase = '\u001b[2K\r';

/** Shows progress on a terminal in one line, which is erased at the end. */
export function progressOn(stream: Stream): { readonly report: (text: string) => void; readonly end: () => void } {
  if (stream.isTTY !== true) return { report: () => {}, end: () => {} };
  return { report: (text) => stream.write(`${erase}${visible(text)}`), end: () => stream.write(erase) };
}

/** Smaller numbers of operations finish too soon for progress to matter. */
const worthReporting = 20;

/**
 * Reports how many operations are done: on a terminal in one line that is erased at the end, elsewhere ten times.
 *
 * @param doing the participle for messages: `verifying`
 */
export function progressOf(doing: string, name: string, total: number): (done: number) => void {
  if (total < worthReporting) return () => undefined;
  const { stderr } = process;
  const { report, end } = progressOn(stderr);
  const step = Math.ceil(total / 10);
  return (done) => {
    const text = `${doing} ${name}: ${done} of ${total} operations`;
    report(text);
    if (done === total) end();
    if (!stderr.isTTY && (done % step === 0 || done === total)) complain(text);
  };
}
