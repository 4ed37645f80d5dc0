import { createHash } from 'node:crypto';
import { pathToFileURL } from 'node:url';
import { problemCatalogue } from '../checks/problem-catalogue.ts';
import type { LocatedProblem } from '../problem.ts';
import { repositoryPath } from './problem-text.ts';
import { version } from './version.ts';

const levels = { fatal: 'error', error: 'error', warning: 'warning', note: 'note' } as const;

/** Problems as a log of SARIF 2.1.0, with the rules that they are of. */
export function sarif(problems: readonly LocatedProblem[]) {
  const codes = [...new Set(problems.map(({ code }) => code))];
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'openapi-sandbox',
            version: version(),
            rules: codes.map((code) => ({
              id: code,
              shortDescription: { text: problemCatalogue[code].means },
              help: { text: problemCatalogue[code].todo },
            })),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: problems.map((problem) => resultOf(problem, codes.indexOf(problem.code))),
      },
    ],
  };
}

function resultOf(problem: LocatedProblem, ruleIndex: number) {
  const { code, severity, message, location } = problem;
  const place = location && {
    artifactLocation: { uri: uriOf(location.file) },
    region: { startLine: location.line, startColumn: location.column },
  };
  return {
    ruleId: code,
    ruleIndex,
    level: levels[severity],
    message: { text: message },
    locations: place ? [{ physicalLocation: place }] : [],
    partialFingerprints: { 'problem/v1': fingerprint(problem) },
  };
}

/** Seen from the repository's root, as code scanning wants it; spaces and the like are encoded (section 3.4.4). */
function uriOf(file: string): string {
  const path = repositoryPath(file);
  return path === undefined ? pathToFileURL(file).href : path.split('/').map(encodeURIComponent).join('/');
}

/** The same after edits elsewhere in the file. */
function fingerprint({ code, location, pointer, message }: LocatedProblem): string {
  const file = location ? (repositoryPath(location.file) ?? location.file) : '';
  return createHash('sha256')
    .update(JSON.stringify([code, file, pointer, message]))
    .digest('hex')
    .slice(0, 32);
}
