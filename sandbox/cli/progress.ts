import { visible } from '../syntax/visible.ts';
import { complain } from './output.ts';

/** Where somebody may be watching. */
type Stream = Pick<NodeJS.WriteStream, 'isTTY' | 'write'>;

/** Erase in Line, and Carriage Return (ECMA-48, section 8.3.41). */
const erase = '\u001b[2K\r';

/** Tells on a terminal, in one line that goes again, what is being done. */
export function progressOn(stream: Stream): { readonly report: (text: string) => void; readonly end: () => void } {
  if (stream.isTTY !== true) return { report: () => {}, end: () => {} };
  return { report: (text) => stream.write(`${erase}${visible(text)}`), end: () => stream.write(erase) };
}

/** Fewer operations are done before anybody wonders. */
const worthReporting = 20;

/**
 * Tells how many operations are done: on a terminal in one line that goes again, elsewhere ten times.
 *
 * @param doing what is done to them: `verifying`
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
