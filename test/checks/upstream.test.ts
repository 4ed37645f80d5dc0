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
  /** `file:line:column`, relative to the document’s folder. */
  readonly at: string;
}

interface Document {
  readonly document: string;
  readonly rows: readonly Row[];
}

const push = 'components/schemas/requests/communication/communication-push-notifications-request.yaml';
const pushed = 'components/schemas/responses/communication/communication-push-notifications-response.yaml';
const patients = 'components/schemas/responses/communication/report/patients.yaml';
const schemes = 'components/environments/common/security-schemes-ptl.yml';
const authorization = 'components/environments/sandbox/authorization.yml';
const mi = 'components/requests/postMIRequest.yml';
const patches = 'components/examples/patchLetter/requests';
const reply = 'components/schemas/requests/communicationrequest.yaml';

/** Values that are references: `example: { $ref: … }`, and `value: { $ref: … }`. */
const inApp = [
  194, 198, 202, 224, 228, 232, 246, 250, 254, 258, 262, 266, 270, 274, 278, 282, 296, 300, 311, 325, 329, 333, 371,
  392, 406, 410, 414, 418, 422, 426, 440, 444, 455, 469, 473, 477, 540, 554, 558, 572, 576, 587, 601, 605, 609, 665,
  679, 683, 697, 701, 712, 735, 739, 743,
];
const referring = (file: string, lines: readonly number[]): readonly Row[] =>
  lines.map((line) => ({
    defect: `a value that is a reference, line ${line}`,
    code: 'example-reference',
    at: `${file}:${line}`,
  }));

/** Every known defect of the documents that a program can find. Nothing else is reported about them. */
const documents: readonly Document[] = [
  {
    document: 'nhs-app/nhs-app.yaml',
    rows: [
      {
        defect: 'a pattern that is a sentence, so that every in-app request breaks it',
        code: 'constraint-set-aside',
        at: 'components/schemas/Markdown.yaml:40:1',
      },
      { defect: 'doubled backslashes in a pattern', code: 'constraint-set-aside', at: 'nhs-app.yaml:642:13' },
      { defect: 'a format that is a regular expression', code: 'schema-format', at: `${patients}:11:7` },
      { defect: 'another, in a header that is ignored', code: 'schema-format', at: 'nhs-app.yaml:768:9' },
      { defect: 'format: url', code: 'schema-format', at: `${push}:62:15` },
      { defect: 'format: url in the answer', code: 'schema-format', at: `${pushed}:42:15` },
      { defect: 'statusReason is no string', code: 'example-invalid', at: 'nhs-app.yaml:540:15' },
      {
        defect: 'a reference is required, and described as optional',
        code: 'constraint-in-prose',
        at: `${push}:63:15`,
      },
      { defect: 'a reference without ./', code: 'reference-form', at: 'nhs-app.yaml:189:13' },
      { defect: 'a request named otherwise than its answer', code: 'example-name', at: 'nhs-app.yaml:192:15' },
      { defect: 'another', code: 'example-name', at: 'nhs-app.yaml:196:15' },
      { defect: 'a third', code: 'example-name', at: 'nhs-app.yaml:200:15' },
      { defect: 'Authorization as a parameter', code: 'header-ignored', at: 'nhs-app.yaml:760:5' },
      { defect: 'no fault leads to invalid-resourcetype', code: 'error-unreached', at: 'nhs-app.yaml:244:17' },
      { defect: 'nor to it in notifications', code: 'error-unreached', at: 'nhs-app.yaml:404:17' },
      { defect: 'nor to no-recipient-and-campaign-id-too-long', code: 'error-unreached', at: 'nhs-app.yaml:264:17' },
      { defect: 'nor to it in notifications', code: 'error-unreached', at: 'nhs-app.yaml:424:17' },
      { defect: 'nor to invalid-contained-resource-type', code: 'error-unreached', at: 'nhs-app.yaml:272:17' },
      { defect: 'nor to invalid-contained-item-type', code: 'error-unreached', at: 'nhs-app.yaml:276:17' },
      {
        defect: 'nor to invalid-ods-code, whose pattern nothing satisfies',
        code: 'error-unreached',
        at: 'nhs-app.yaml:681:17',
      },
      { defect: 'a 404 without example', code: 'example-missing', at: 'nhs-app.yaml:653:7' },
      ...referring('nhs-app.yaml', inApp),
    ],
  },
  {
    document: 'nhs-app-callbacks/realtime-receipts/realtime-receipt.yaml',
    rows: [
      {
        defect: 'NotificationAttempted is missing in a list',
        code: 'example-invalid',
        at: 'realtime-receipt.yaml:48:17',
      },
      { defect: 'a reference without ./', code: 'reference-form', at: 'realtime-receipt.yaml:31:13' },
      ...referring('realtime-receipt.yaml', [36, 40, 44, 48, 52, 56]),
    ],
  },
  {
    document: 'nhs-app-callbacks/realtime-replies/realtime-replies.yaml',
    rows: [
      { defect: 'type: datetime', code: 'schema-keyword', at: `${reply}:52:11` },
      { defect: 'an example that is no string', code: 'example-invalid', at: `${reply}:69:17` },
      { defect: 'an answer that is no list', code: 'example-invalid', at: 'realtime-replies.yaml:39:17' },
      { defect: 'a reference without ./', code: 'reference-form', at: 'realtime-replies.yaml:30:13' },
      ...referring('realtime-replies.yaml', [35, 39]),
    ],
  },
  {
    document: 'nhs-notify-supplier/notify-supplier-phase1.yml',
    rows: [
      { defect: 'a security scheme on another host', code: 'reference-remote', at: `${schemes}:1:1` },
      { defect: 'another', code: 'reference-remote', at: `${schemes}:3:1` },
      { defect: 'a description that is a reference', code: 'structure', at: 'notify-supplier-phase1.yml:5:3' },
      { defect: 'the same of createMI', code: 'structure', at: 'components/endpoints/createMI.yml:2:1' },
      { defect: 'the same of getDataId', code: 'structure', at: 'components/endpoints/getDataId.yml:2:1' },
      { defect: 'the same of getLetterStatus', code: 'structure', at: 'components/endpoints/getLetterStatus.yml:2:1' },
      { defect: 'the same of getMI', code: 'structure', at: 'components/endpoints/getMI.yml:2:1' },
      { defect: 'the same of listLetters', code: 'structure', at: 'components/endpoints/listLetters.yml:10:1' },
      { defect: 'the same of patchLetter', code: 'structure', at: 'components/endpoints/patchLetter.yml:3:1' },
      { defect: 'the same of postLetters', code: 'structure', at: 'components/endpoints/postLetters.yml:2:1' },
      { defect: 'an operation that is a reference, line 15', code: 'structure', at: 'notify-supplier-phase1.yml:15:5' },
      { defect: 'an operation that is a reference, line 17', code: 'structure', at: 'notify-supplier-phase1.yml:17:5' },
      { defect: 'an operation that is a reference, line 25', code: 'structure', at: 'notify-supplier-phase1.yml:25:5' },
      { defect: 'an operation that is a reference, line 27', code: 'structure', at: 'notify-supplier-phase1.yml:27:5' },
      { defect: 'an operation that is a reference, line 35', code: 'structure', at: 'notify-supplier-phase1.yml:35:5' },
      { defect: 'an operation that is a reference, line 44', code: 'structure', at: 'notify-supplier-phase1.yml:44:5' },
      { defect: 'an operation that is a reference, line 52', code: 'structure', at: 'notify-supplier-phase1.yml:52:5' },
      { defect: 'a requirement that is a reference', code: 'structure', at: 'notify-supplier-phase1.yml:8:5' },
      { defect: 'a map of schemes that is a reference', code: 'structure', at: 'notify-supplier-phase1.yml:63:3' },
      { defect: 'a reference without ./', code: 'reference-form', at: 'notify-supplier-phase1.yml:12:9' },
      { defect: 'a POSIX class', code: 'schema-pattern', at: `${authorization}:8:3` },
      { defect: 'Authorization as a parameter', code: 'header-ignored', at: `${authorization}:1:1` },
      {
        defect: 'a response where a schema belongs',
        code: 'structure',
        at: 'components/schemas/apiGatewayError.yml:1:1',
      },
      { defect: 'names that do not pair', code: 'example-name', at: `${mi}:9:7` },
      { defect: 'the same, where one answer only is possible', code: 'example-name', at: `${mi}:6:7` },
      { defect: 'a request without an answer', code: 'example-unpaired', at: `${mi}:12:7` },
      {
        defect: 'names of updates that do not pair',
        code: 'example-name',
        at: 'components/requests/patchLetterRequest.yml:44:7',
      },
      { defect: 'others', code: 'example-name', at: 'components/requests/patchLetterRequest.yml:47:7' },
      { defect: 'PATCH without attributes', code: 'example-invalid', at: `${patches}/patchLetter_DEFAULT.json:2:3` },
      { defect: 'limit without bounds', code: 'constraint-in-prose', at: 'components/parameters/limit.yml:5:1' },
      {
        defect: 'a code that the list lacks',
        code: 'example-invalid',
        at: 'components/examples/errors/responses/resourceNotFound.json:2:3',
      },
      {
        defect: 'no fault leads to an unknown parameter',
        code: 'error-unreached',
        at: 'components/responses/errors/listLetters/listLettersBadRequest.yml:7:7',
      },
    ],
  },
];

describe.each(documents)('the upstream $document', ({ document, rows }) => {
  const file = `${folder}${document}`;
  const isThere = existsSync(file);
  const problems = isThere ? createSandbox({ documents: [file] }).check() : [];
  const base = file.slice(0, file.lastIndexOf('/'));
  const reported = problems.map((problem) => `${placeOf(problem, base)} ${problem.code}`);

  it.skipIf(!isThere).each(rows)('$defect', ({ code, at }) => expect(reported).toContain(`${at} ${code}`));

  it.skipIf(!isThere)('has no other defect, and no error', () => {
    const known = new Set(rows.map(({ code, at }) => `${at} ${code}`));
    expect(reported.filter((one) => !known.has(one))).toEqual([]);
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  });
});

/** `file:line:column`; for a value that is a reference, only the line matters. */
function placeOf({ location, code }: Problem, base: string): string {
  if (!location) return '';
  const place = `${relative(base, location.file)}:${location.line}`;
  return code === 'example-reference' ? place : `${place}:${location.column}`;
}
