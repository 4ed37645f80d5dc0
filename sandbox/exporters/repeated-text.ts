/** A part of a text: something that comes once, or several times in a row. */
export interface Run {
  readonly text: string;
  readonly times: number;
}

/** What is repeated fifty times in a row or more is told from what is not. */
export function runsOf(text: string): readonly Run[] {
  const runs: Run[] = [];
  let at = 0;
  for (const { 0: repeated, 1: unit = '', index } of text.matchAll(/([^\n]{1,300}?)\1{49,}/g)) {
    if (index > at) runs.push({ text: text.slice(at, index), times: 1 });
    runs.push({ text: unit, times: repeated.length / unit.length });
    at = index + repeated.length;
  }
  if (at < text.length) runs.push({ text: text.slice(at), times: 1 });
  return runs;
}
