import type { Location, Problem } from '../problem.ts';
import type { ProblemCode } from './catalogue.ts';

/**
 * How precisely the place of a problem belongs to its identity:
 *
 * - `offset`: the place in the text, before its line is known;
 * - `position`: the line and column;
 * - `defect`: the line and column, whatever the message says, for codes that mean the same defect each time;
 * - `pointer`: the JSON Pointer, which survives edits elsewhere in the file;
 * - `file`: the file alone, which survives all edits.
 */
export type IdentityScope = 'offset' | 'position' | 'defect' | 'pointer' | 'file';

/** The parts of a problem by which it is compared. */
type Identifiable = Pick<Problem, 'message' | 'pointer' | 'offset' | 'source' | 'location'> & { readonly code: string };

/**
 * Returns a key that two problems share if they are the same.
 *
 * @param file how the file is named in the key, if its path is not the same on another machine
 */
export function identityOf(problem: Identifiable, scope: IdentityScope, file = fileOf(problem)): string {
  return JSON.stringify(parts[scope](problem, file));
}

/** Returns the path of the file that a problem is in; undefined if there is none. */
export function fileOf({ source, location }: Pick<Problem, 'source' | 'location'>): string | undefined {
  return source?.file ?? location?.file;
}

type Parts = readonly (string | number | undefined)[];

const parts: Readonly<Record<IdentityScope, (problem: Identifiable, file: string | undefined) => Parts>> = {
  offset: ({ code, pointer, offset, message }, file) => [code, file, pointer, offset, message],
  position: ({ code, location, message }, file) => [code, ...positionIn(file, location), message],
  defect: (problem, file) => {
    const family = families.get(problem.code);
    if (family === undefined || !problem.location) return parts.position(problem, file);
    return [family, ...positionIn(file, problem.location)];
  },
  // Fingerprints in SARIF are made from this array: changing it makes every known problem a new one.
  pointer: ({ code, pointer, message }, file) => [code, file, pointer, message],
  file: ({ code, message }, file) => [code, file, message],
};

function positionIn(file: string | undefined, location: Location | undefined): Parts {
  return [file, location?.line, location?.column];
}

/** Codes that at one place mean one defect, which several operations may describe in different words. */
const families: ReadonlyMap<string, ProblemCode> = new Map<string, ProblemCode>([
  ['structure', 'structure'],
  ['field-missing', 'structure'],
  ['example-invalid', 'example-invalid'],
  ['error-unreached', 'error-unreached'],
  ['security-unknown', 'security-unknown'],
  ['schema-format', 'schema-format'],
]);
