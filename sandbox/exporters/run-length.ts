/** A part of a text: something that comes once, or several times in a row. */
export interface Run {
  readonly text: string;
  readonly times: number;
}

/** Longer texts that are repeated are not looked for. */
const maxLength = 300;

/** How often something is there in a row to be told. */
const fewest = 50;

/** What is repeated fifty times in a row or more is told from what is not. */
export function runsOf(text: string): readonly Run[] {
  const runs: Run[] = [];
  const repeated = repeats(text);
  let reported = 0;
  for (let at = 0; at < text.length; at += 1) {
    const run = repeated(at);
    if (!run) continue;
    if (at > reported) runs.push({ text: text.slice(reported, at), times: 1 });
    runs.push(run);
    reported = at + run.text.length * run.times;
    at = reported - 1;
  }
  if (reported < text.length) runs.push({ text: text.slice(reported), times: 1 });
  return runs;
}

/**
 * What is repeated from a place on, the shortest first. Places must be asked for from the first to the last: for each
 * length of what is repeated, the text is gone through once.
 */
function repeats(text: string): (at: number) => Run | undefined {
  // By length: up to where each character is the same as the one that follows it by so many.
  const ends = new Int32Array(maxLength + 1);
  let lineEnd = -1;
  return (at) => {
    // What is repeated has no line break in it.
    if (lineEnd < at) lineEnd = endOfLine(text, at);
    const max = Math.min(maxLength, lineEnd - at, Math.floor((text.length - at) / fewest));
    for (let length = 1; length <= max; length += 1) {
      let end = Math.max(ends[length] ?? 0, at);
      while (end + length < text.length && text.charCodeAt(end) === text.charCodeAt(end + length)) end += 1;
      ends[length] = end;
      if (end - at >= (fewest - 1) * length)
        return { text: text.slice(at, at + length), times: 1 + Math.floor((end - at) / length) };
    }
    return undefined;
  };
}

function endOfLine(text: string, at: number): number {
  const found = text.indexOf('\n', at);
  return found < 0 ? text.length : found;
}
