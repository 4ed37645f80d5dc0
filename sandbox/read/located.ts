import type { LocatedProblem, Problem, ProblemSource } from '../problem.ts';
import { findInJson } from './json-offsets.ts';
import { type LinePosition, positionsAt } from './lines.ts';
import { foundOffset, wantedPlaces } from './requested-positions.ts';
import { isJson } from './source.ts';
import { findInYaml } from './yaml-offsets.ts';

/**
 * Adds lines, columns and code frames to problems, keeping their order. Pass all problems that will be printed at once:
 * each file is scanned once for all of its problems.
 */
export function located(problems: readonly Problem[]): readonly LocatedProblem[] {
  const bySource = new Map<ProblemSource, Problem[]>();
  for (const problem of problems) {
    if (!problem.source) continue;
    const own = bySource.get(problem.source);
    if (own) own.push(problem);
    else bySource.set(problem.source, [problem]);
  }
  const positions = new Map([...bySource].flatMap(([source, own]) => positionsIn(source, own)));
  return problems.map((problem) => withPosition(problem, positions.get(problem)));
}

/** Returns the positions of the problems of one file. */
function positionsIn(
  source: ProblemSource,
  problems: readonly Problem[],
): readonly (readonly [Problem, LinePosition])[] {
  const offsets = offsetsIn(source, problems);
  const positions = positionsAt(source.text, offsets.values());
  return [...offsets].flatMap(([problem, offset]) => {
    const position = positions.get(offset);
    return position ? [[problem, position] as const] : [];
  });
}

/** Returns the offset of each problem; a pointer that is not in the text resolves to its nearest ancestor. */
function offsetsIn(source: ProblemSource, problems: readonly Problem[]): ReadonlyMap<Problem, number> {
  const pointers = problems.flatMap(({ offset, pointer = '' }) => (offset === undefined ? [pointer] : []));
  const places = wantedPlaces(pointers);
  if (pointers.length > 0) {
    if (isJson(source.file)) findInJson(source.text, places);
    else findInYaml(source, places);
  }
  return new Map(problems.map((one) => [one, one.offset ?? foundOffset(places, one.pointer ?? '')]));
}

function withPosition({ source, offset: _, ...problem }: Problem, position: LinePosition | undefined): LocatedProblem {
  if (!source || !position) return { ...problem, location: problem.location };
  const { line, column, frame } = position;
  return { ...problem, location: { file: source.file, line, column }, ...(!source.isHidden && { frame }) };
}
