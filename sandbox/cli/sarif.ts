import { createHash } from 'node:crypto';
import { pathToFileURL } from 'node:url';
import type { Location, Log, ReportingDescriptor, Result } from 'sarif';
import { type ProblemCode, problemCatalogue } from '../problem/catalogue.ts';
import { identityOf } from '../problem/identity.ts';
import type { LocatedProblem } from '../problem.ts';
import { version } from './package-fields.ts';
import { problemAddress } from './problem-address.ts';
import { repositoryPath } from './problem-text.ts';

/** Returns problems as a log of SARIF 2.1.0, with a rule for each of their codes. */
export function sarif(problems: readonly LocatedProblem[]): Log {
  const codes = [...new Set(problems.map(({ code }) => code))];
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'openapi-sandbox', version: version(), rules: codes.map(ruleOf) } },
        columnKind: 'utf16CodeUnits',
        results: problems.map((problem) => resultOf(problem, codes.indexOf(problem.code))),
      },
    ],
  };
}

function ruleOf(code: ProblemCode): ReportingDescriptor {
  const { meaning, todo } = problemCatalogue[code];
  return { id: code, shortDescription: { text: meaning }, help: { text: todo }, helpUri: problemAddress(code) };
}

const levels = { fatal: 'error', error: 'error', warning: 'warning', note: 'note' } as const;

function resultOf(problem: LocatedProblem, ruleIndex: number): Result {
  const { code, severity, message } = problem;
  return {
    ruleId: code,
    ruleIndex,
    level: levels[severity],
    message: { text: message },
    locations: locationsOf(problem),
    partialFingerprints: { 'problem/v1': fingerprint(problem) },
  };
}

function locationsOf({ location }: LocatedProblem): Location[] {
  if (!location) return [];
  const artifactLocation = { uri: uriOf(location.file) };
  const region = { startLine: location.line, startColumn: location.column };
  return [{ physicalLocation: { artifactLocation, region } }];
}

/** Relative to the root of the repository, as code scanning wants it, and percent-encoded (section 3.4.4). */
function uriOf(file: string): string {
  const path = repositoryPath(file);
  return path === undefined ? pathToFileURL(file).href : path.split('/').map(encodeURIComponent).join('/');
}

/** Edits elsewhere in the file leave it the same. */
function fingerprint(problem: LocatedProblem): string {
  const { location } = problem;
  const file = location ? (repositoryPath(location.file) ?? location.file) : '';
  return createHash('sha256')
    .update(identityOf(problem, 'pointer', file))
    .digest('hex')
    .slice(0, 32);
}
