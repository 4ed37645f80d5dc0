/** A part of a text, repeated a number of times in a row. */
export interface Run {
  readonly text: string;
  readonly times: number;
}

/** The maximum length of a repeated text, in UTF-16 code units. */
const maxLength = 300;

/** Fewer repetitions are left as they are. */
const minTimes = 50;

/** Splits a text into repetitions and the parts between them, which have `times: 1`. */
export function runsOf(text: string): readonly Run[] {
  const runs: Run[] = [];
  const repeated = repeats(text);
  let covered = 0;
  for (let at = 0; at < text.length; at += 1) {
    const run = repeated(at);
    if (!run) continue;
    if (at > covered) runs.push({ text: text.slice(covered, at), times: 1 });
    runs.push(run);
    covered = at + run.text.length * run.times;
    at = covered - 1;
  }
  if (covered < text.length) runs.push({ text: text.slice(covered), times: 1 });
  return runs;
}

/**
 * Returns a function that finds the shortest repetition at an index. It must be called with increasing indices: for each
 * length, the text is scanned only once.
 */
function repeats(text: string): (at: number) => Run | undefined {
  // By length: the index up to which each character equals the one `length` further on.
  const ends = new Int32Array(maxLength + 1);
  let lineEnd = -1;
  return (at) => {
    // A repeated text has no line breaks.
    if (lineEnd < at) lineEnd = endOfLine(text, at);
    const max = Math.min(maxLength, lineEnd - at, Math.floor((text.length - at) / minTimes));
    for (let length = 1; length <= max; length += 1) {
      let end = Math.max(ends[length] ?? 0, at);
      while (end + length < text.length && text.charCodeAt(end) === text.charCodeAt(end + length)) end += 1;
      ends[length] = end;
      if (end - at >= (minTimes - 1) * length)
        return { text: text.slice(at, at + length), times: 1 + Math.floor((end - at) / length) };
    }
    return undefined;
  };
}

function endOfLine(text: string, at: number): number {
  const found = text.indexOf('\n', at);
  return found < 0 ? text.length : found;
}
