import type { Answer, Row } from './row.ts';

/** What is different between two recordings, in lines; empty: nothing. */
export function differences(before: readonly Row[], after: readonly Row[]): readonly (readonly string[])[] {
  const now = new Map(after.map((row) => [nameOf(row), row]));
  const known = new Set(before.map(nameOf));
  const changed = before.flatMap((row): readonly (readonly string[])[] => {
    const other = now.get(nameOf(row));
    if (!other) return [[nameOf(row), '  is no longer there']];
    const lines = [
      ...lineOf('request', row.request, other.request),
      ...answerDifferences({ ...row.answer }, { ...other.answer }),
    ];
    return lines.length === 0 ? [] : [[nameOf(row), ...lines, ...(row.request?.split('\n').map(asIs) ?? [])]];
  });
  const added = after.filter((row) => !known.has(nameOf(row))).map((row) => [nameOf(row), '  was not there']);
  return [...changed, ...added];
}

function nameOf({ document, what }: Row): string {
  return `${document}: ${what}`;
}

function asIs(line: string): string {
  return `    ${line}`;
}

function answerDifferences(before: Answer & object, after: Answer & object): readonly string[] {
  const others = new Map<string, unknown>(Object.entries(after));
  const lines = Object.entries(before).flatMap(([key, value]) => lineOf(key, value, others.get(key)));
  const surplus = [...others].filter(([key]) => !(key in before));
  return [...lines, ...surplus.flatMap(([key, value]) => lineOf(key, undefined, value))];
}

function lineOf(key: string, before: unknown, after: unknown): readonly string[] {
  if (Array.isArray(before) && Array.isArray(after)) {
    const gone = before.filter((one) => !after.includes(one)).map((one) => `  - ${one}`);
    return [...gone, ...after.filter((one) => !before.includes(one)).map((one) => `  + ${one}`)];
  }
  if (before === after) return [];
  return [`  ${key} was ${JSON.stringify(before)}`, `  ${key} is  ${JSON.stringify(after)}`];
}
