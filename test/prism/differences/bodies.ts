import { bodyProperty, type Difference, headerOf, isAt, isSuccess, isViolated } from '../difference.ts';
import type { Meeting } from '../meeting.ts';

/** How bodies of requests are read. */
export const bodyDifferences: readonly Difference[] = [
  {
    name: 'a body that is not JSON',
    reason: 'Prism refuses it before it looks at the document; we give the documented 400 (OpenAPI 3.1.1, 4.8.16)',
    explains: (meeting) =>
      errorCode(meeting) === 'invalid_json' &&
      meeting.ours.status === 400 &&
      meeting.faults.some(({ keyword }) => /^(syntax|charset)$/.test(keyword)),
  },
  {
    name: 'a Content-Type that is none',
    reason: 'Prism answers 500: a fault of the request is a 4xx (RFC 9110, 15.5)',
    explains: (meeting) => errorCode(meeting) === 'internal_server_error' && meeting.faults.length > 0,
  },
  {
    name: 'a body without a Content-Type',
    reason: 'A recipient may assume one (RFC 9110, 8.3): we take the first documented, Prism a text',
    explains: (meeting) => meeting.sent.text !== null && headerOf(meeting, 'content-type') === undefined,
  },
  {
    name: 'any +json for application/json',
    reason: 'Prism compares what follows the `+`; a body is to be of a documented type (OpenAPI 3.1.1, 4.8.13)',
    explains: (meeting) =>
      isSuccess(meeting.theirs.status) &&
      meeting.faults.some(({ keyword }) => keyword === 'mediaType') &&
      /json/.test(headerOf(meeting, 'content-type') ?? ''),
  },
  {
    name: 'a body that is false or empty',
    reason: 'Prism takes `false` and `""` for no body (RFC 8259, section 3: they are values)',
    explains: ({ sent, violations }) =>
      /^(false|""|0)$/.test(sent.text ?? '') &&
      violations.some(({ message }) => message === 'Body parameter is required'),
  },
  {
    name: 'a body where none is documented',
    reason: 'Ours: it is ignored unless the operation documents a 415; Prism refuses it',
    explains: ({ ours, violations, sent }) =>
      sent.text !== null &&
      isSuccess(ours.status) &&
      violations.some(({ message }) => message.startsWith('No supported content types')),
  },
  {
    name: 'constraints that the document contradicts',
    reason: 'Ours: what every documented example breaks is set aside, and told',
    explains: ({ ours, violations }) => ours.headers.has('sandbox-set-aside') && violations.length > 0,
  },
  {
    name: 'minContains: 0',
    reason: 'Prism overlooks it (JSON Schema 2020-12 Validation, 6.4.5)',
    explains: (meeting) =>
      isViolated(meeting, 'request', 'contains') && meeting.faults.every(({ in: place }) => place === 'header'),
  },
  {
    name: 'read-only properties in a request',
    reason: 'They should not be sent, which is no reason to refuse one (OpenAPI 3.0.4, 4.7.24.2)',
    explains: (meeting) =>
      isSuccess(meeting.ours.status) &&
      isAt(meeting, '/pets') &&
      isViolated(meeting, 'request', 'additionalProperties') &&
      bodyProperty(JSON.parse(meeting.sent.text ?? 'null'), 'id') !== undefined,
  },
];

/** What Prism says when its server, not the mock, refuses. */
function errorCode({ theirs }: Meeting): unknown {
  return bodyProperty(bodyProperty(theirs.body, 'error'), 'code');
}
