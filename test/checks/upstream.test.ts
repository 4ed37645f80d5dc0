import { existsSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { createSandbox } from '../../sandbox/index.ts';
import type { Problem, ProblemCode } from '../../sandbox/problem.ts';

const folder = fileURLToPath(new URL('../../../shared/upstream/', import.meta.url));

interface Row {
  readonly defect: string;
  readonly code: ProblemCode;
  /** `file:line`, seen from the document's folder. */
  readonly at: string;
}

interface Document {
  readonly document: string;
  readonly rows: readonly Row[];
  /** Places at which nothing of this code is told. */
  readonly silent?: readonly Row[];
}

const push = 'components/schemas/requests/communication/communication-push-notifications-request.yaml';
const patients = 'components/schemas/responses/communication/report/patients.yaml';
const schemes = 'components/environments/common/security-schemes-ptl.yml';
const authorization = 'components/environments/sandbox/authorization.yml';
const mi = 'components/requests/postMIRequest.yml';
const patches = 'components/examples/patchLetter/requests';

/** Every known defect of the documents that a machine can see. */
const documents: readonly Document[] = [
  {
    document: 'nhs-app/nhs-app.yaml',
    rows: [
      {
        defect: 'a pattern that is a sentence',
        code: 'constraint-set-aside',
        at: 'components/schemas/Markdown.yaml:40',
      },
      { defect: 'doubled backslashes in a pattern', code: 'constraint-set-aside', at: 'nhs-app.yaml:642' },
      { defect: 'a format that is a regular expression', code: 'schema-format', at: `${patients}:11` },
      { defect: 'another, in a header that is ignored', code: 'schema-format', at: 'nhs-app.yaml:768' },
      { defect: 'format: url', code: 'schema-format', at: `${push}:62` },
      { defect: 'statusReason is no string', code: 'example-invalid', at: 'nhs-app.yaml:540' },
      { defect: 'a value that is a reference', code: 'example-reference', at: 'nhs-app.yaml:194' },
      { defect: 'a reference without ./', code: 'reference-form', at: 'nhs-app.yaml:189' },
      { defect: 'Authorization as a parameter', code: 'header-ignored', at: 'nhs-app.yaml:760' },
      { defect: 'no fault leads to invalid-resourcetype', code: 'error-unreached', at: 'nhs-app.yaml:244' },
      { defect: 'a request named otherwise than its answer', code: 'example-name', at: 'nhs-app.yaml:192' },
      { defect: 'a 404 without example', code: 'example-missing', at: 'nhs-app.yaml:653' },
    ],
  },
  {
    document: 'nhs-app-callbacks/realtime-receipts/realtime-receipt.yaml',
    rows: [{ defect: 'NotificationAttempted is missing', code: 'example-invalid', at: 'realtime-receipt.yaml:48' }],
  },
  {
    document: 'nhs-app-callbacks/realtime-replies/realtime-replies.yaml',
    rows: [
      {
        defect: 'type: datetime',
        code: 'schema-keyword',
        at: 'components/schemas/requests/communicationrequest.yaml:52',
      },
    ],
  },
  {
    document: 'nhs-notify-supplier/notify-supplier-phase1.yml',
    rows: [
      { defect: 'a security scheme on another host', code: 'reference-remote', at: `${schemes}:1` },
      { defect: 'another', code: 'reference-remote', at: `${schemes}:3` },
      { defect: 'a description that is a reference', code: 'structure', at: 'notify-supplier-phase1.yml:5' },
      { defect: 'the same of an operation', code: 'structure', at: 'components/endpoints/listLetters.yml:10' },
      { defect: 'an operation that is a reference', code: 'structure', at: 'notify-supplier-phase1.yml:15' },
      { defect: 'a POSIX class', code: 'schema-pattern', at: `${authorization}:8` },
      {
        defect: 'a response where a schema belongs',
        code: 'structure',
        at: 'components/schemas/apiGatewayError.yml:1',
      },
      { defect: 'names that do not pair', code: 'example-name', at: `${mi}:9` },
      { defect: 'a request without an answer', code: 'example-unpaired', at: `${mi}:12` },
      { defect: 'PATCH without attributes', code: 'example-invalid', at: `${patches}/patchLetter_DEFAULT.json:2` },
      { defect: 'limit without bounds', code: 'constraint-in-prose', at: 'components/parameters/limit.yml:5' },
      {
        defect: 'a code that the list lacks',
        code: 'example-invalid',
        at: 'components/examples/errors/responses/resourceNotFound.json:2',
      },
    ],
    silent: [
      {
        defect: 'a request that is meant to be invalid',
        code: 'example-invalid',
        at: 'components/examples/createMI/requests/createMI_request_INVALID.json:2',
      },
      { defect: 'another', code: 'example-invalid', at: `${patches}/patchLetter_INVALID.json:2` },
    ],
  },
];

describe.each(documents)('the upstream $document', ({ document, rows, silent = [] }) => {
  const file = `${folder}${document}`;
  const isThere = existsSync(file);
  const problems = isThere ? createSandbox({ documents: [file] }).check() : [];
  const base = file.slice(0, file.lastIndexOf('/'));
  const told = problems.map((problem) => `${placeOf(problem, base)} ${problem.code}`);

  it.skipIf(!isThere).each(rows)('$defect', ({ code, at }) => expect(told).toContain(`${at} ${code}`));

  it.skipIf(!isThere).each(silent)('says nothing of $defect', ({ code, at }) => {
    expect(told).not.toContain(`${at} ${code}`);
  });

  it.skipIf(!isThere)('has no errors', () => {
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  });
});

function placeOf({ location }: Problem, base: string): string {
  return location ? `${relative(base, location.file)}:${location.line}` : '';
}
