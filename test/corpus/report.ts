import type { Failure, Outcome } from './outcome.ts';

/** A step longer than this many seconds of CPU counts as a hang. */
const hang = 60;

/** More failures of one kind are counted, not listed. */
const listed = 60;

/** The totals and the failures of a run, in Markdown; `isGood` when nothing failed. */
export function reportOf(setup: string, results: readonly (Outcome | Failure)[]) {
  const failed = results.filter((one) => !one.ended);
  const all = results.filter((one) => one.ended).sort((a, b) => a.document.localeCompare(b.document));
  const served = all.filter(({ unusable }) => unusable === null);
  const sum = (count: (outcome: Outcome) => number) => served.reduce((total, one) => total + count(one), 0);
  const unreached = sum(({ scenarios, reached }) => scenarios - reached);
  const hung = served.filter(({ maxSeen }) => maxSeen.cpu > hang);
  const succeeding = sum((one) => one.succeeding);
  const serverErrors = sum((one) => one.serverErrors.length);
  const byCpu = [...served].sort((a, b) => b.cpu - a.cpu).slice(0, 5);
  const problems = problemTotals(served);

  const text = `# Documents of real APIs

${setup}. Made by \`npm run corpus\`.

| what | count |
|---|---|
| documents tried | ${results.length} |
| served | ${served.length} |
| not served, with a message that says why | ${all.length - served.length} |
| crashed, or stopped at a limit of time or memory | ${failed.length} |
| steps of more than ${hang} s of CPU | ${hung.length} |
| answers with a 5xx that nobody asked for | ${serverErrors} |
| operations | ${sum((one) => one.operations)} |
| scenarios | ${sum((one) => one.scenarios)} |
| scenarios not reached | ${unreached} |
| answers that are not as documented | ${sum((one) => one.differing.length)} |
| operations that document a success | ${succeeding} |
| … and have an ordinary request that reaches one | ${share(succeeding - sum((one) => one.unnatural.length), succeeding)} |
| successes reached without an explicit choice | ${share(
    sum((one) => one.naturalSuccesses),
    sum((one) => one.successes),
  )} |
| documented 4xx reached without an explicit choice | ${share(
    sum((one) => one.naturalClientErrors),
    sum((one) => one.clientErrors),
  )} |
| seconds of CPU, median and largest | ${median(served.map(({ cpu }) => cpu)).toFixed(1)}, ${(byCpu[0]?.cpu ?? 0).toFixed(1)} |
| MB of memory, median and largest | ${median(served.map(({ memory }) => memory))}, ${Math.max(0, ...served.map(({ memory }) => memory))} |

What \`check\` tells: ${problems.map(([code, count]) => `${code} ${count}`).join(', ')}.

${section('Crashed or stopped', failed.flatMap(failedLines))}
${section(
  'Steps that take too long',
  hung.map(({ document, maxSeen }) => `- ${document}: ${maxSeen.step}, ${maxSeen.cpu.toFixed(1)} s`),
)}
${section(
  '5xx that nobody asked for',
  linesOf(served, (one) => one.serverErrors),
)}
${section(
  'Answers that are not as documented',
  linesOf(served, (one) => one.differing),
)}
${section(
  'Scenarios that are not reached',
  linesOf(served, (one) => one.unreached),
)}
${section(
  'Operations without an ordinary request that succeeds',
  linesOf(served, (one) => one.unnatural),
)}
${section(
  'Successes that need an explicit choice',
  linesOf(served, (one) => one.chosen),
)}
${section(
  'Not served',
  all.flatMap(({ document, unusable }) => (unusable === null ? [] : [`- ${document}: ${unusable}`])),
)}
${section(
  'Slowest',
  byCpu.map(
    ({ document, cpu, operations, maxSeen, memory }) =>
      `- ${document}: ${cpu.toFixed(1)} s and ${memory} MB for ${operations} operations; longest: ${maxSeen.step}, ${maxSeen.cpu.toFixed(1)} s`,
  ),
)}`;
  return { text, isGood: failed.length + hung.length + unreached + serverErrors === 0 };
}

function section(title: string, lines: readonly string[]): string {
  if (lines.length === 0) return '';
  const more = lines.length > listed ? [`- … and ${lines.length - listed} more`] : [];
  return `## ${title}\n\n${[...lines.slice(0, listed), ...more].join('\n')}\n`;
}

function linesOf(outcomes: readonly Outcome[], texts: (outcome: Outcome) => readonly string[]): readonly string[] {
  return outcomes.flatMap((one) => texts(one).map((text) => `- ${one.document}: ${text}`));
}

function failedLines({ document, reason, log }: Failure): readonly string[] {
  return [`- ${document}: ${reason}`, ...log.map((line) => `  - ${line}`)];
}

function problemTotals(outcomes: readonly Outcome[]): readonly (readonly [string, number])[] {
  const totals = new Map<string, number>();
  for (const { problems } of outcomes) {
    for (const [code, count] of Object.entries(problems)) totals.set(code, (totals.get(code) ?? 0) + count);
  }
  return [...totals].sort(([, one], [, other]) => other - one);
}

function share(part: number, whole: number): string {
  return `${part} of ${whole}${whole === 0 ? '' : ` (${((100 * part) / whole).toFixed(2)} %)`}`;
}

function median(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
}
