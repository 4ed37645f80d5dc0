import {
  type Difference,
  headerOf,
  isAt,
  isRefused,
  isRefusedFor,
  isSuccess,
  isTaken,
  isTheirFirst,
  isVerbatim,
  prismError,
} from '../difference.ts';
import type { Meeting } from '../meeting.ts';

/** Which answer is given. */
export const choiceDifferences: readonly Difference[] = [
  {
    name: 'request examples',
    reason:
      'Ours: the documented request that this one is nearest to has a response example of its own; Prism gives the first',
    parts: ['body'],
    explains: (meeting) => meeting.trigger === 'example' && isVerbatim(meeting) && isTheirFirst(meeting),
  },
  {
    name: 'request examples of errors',
    reason: 'Ours: a documented request that has an error example of its own name gets that; Prism takes it for valid',
    explains: (meeting) =>
      meeting.trigger === 'example' &&
      meeting.ours.status >= 400 &&
      isVerbatim(meeting) &&
      isSuccess(meeting.theirs.status),
  },
  {
    name: 'no answer is documented',
    reason:
      'Ours: a good request gets 200 and no content; Prism answers 500 (OpenAPI 3.1.1, 4.8.10: `responses` may be absent)',
    explains: (meeting) =>
      prismError(meeting) === 'NO_RESPONSE_RESPONSE_DEFINED' ||
      (prismError(meeting) === 'NOT_FOUND' && meeting.answered?.scenario?.summary === 'No response is documented'),
  },
  {
    name: 'an error about the fault',
    reason:
      'Ours: the documented example that is about the fault, or a body in its format that says what is wrong; Prism gives the first',
    parts: ['body'],
    explains: (meeting) =>
      meeting.trigger === 'fault' &&
      isRefused(meeting) &&
      (isTheirFirst(meeting) || meeting.answered?.response?.scenarios[0]?.source === 'generated') &&
      (isVerbatim(meeting) || isBuilt(meeting)),
  },
  {
    name: 'a code before a range',
    reason: 'A documented 400 is given before a 4XX for a 422 (OpenAPI 3.1.1, 4.8.16.2: the code takes precedence)',
    explains: (meeting) =>
      meeting.trigger === 'fault' &&
      meeting.ours.status === 400 &&
      meeting.theirs.status === 422 &&
      isAt(meeting, '/choose-range'),
  },
  {
    name: 'what cannot be read',
    reason:
      'Ours: it is a 400 before it is a 422 or 415 (RFC 9110, 15.5.1); Prism says it has the wrong type, or lacks something',
    explains: ({ ours, theirs, faults }) =>
      ours.status === 400 &&
      (theirs.status === 422 || theirs.status === 415) &&
      faults.length > 0 &&
      faults.every(({ keyword }) => keyword === 'syntax'),
  },
  {
    name: 'a chosen error needs no valid request',
    reason: 'Ours: whoever asks for an error gets it; Prism validates first',
    explains: (meeting) =>
      meeting.trigger === 'prefer' &&
      meeting.ours.status >= 300 &&
      (isVerbatim(meeting) || (meeting.answered === undefined && meeting.ours.status === 404)) &&
      isRefused(meeting) &&
      meeting.theirs.status >= 400,
  },
  {
    name: 'an example is found in any answer',
    reason: 'Ours: `example` without `code` may name an example of another answer; Prism looks in the default one',
    explains: (meeting) =>
      meeting.trigger === 'prefer' &&
      isVerbatim(meeting) &&
      prismError(meeting) === 'NOT_FOUND' &&
      headerOf(meeting, 'prefer') === `example=${meeting.answered?.scenario?.name}`,
  },
  {
    name: 'an example that does not exist',
    reason: 'Ours: 404, which names those that do; Prism answers 500 where a code was given too',
    explains: (meeting) =>
      meeting.trigger === 'prefer' &&
      meeting.answered === undefined &&
      meeting.ours.status === 404 &&
      meeting.theirs.status === 500 &&
      /code=.*example=/.test(headerOf(meeting, 'prefer') ?? ''),
  },
  {
    name: 'an example of nothing',
    reason: 'Ours: an example that does not exist is a 404 where the answer has no content, too; Prism overlooks it',
    explains: (meeting) =>
      meeting.trigger === 'prefer' &&
      meeting.ours.status === 404 &&
      headerOf(meeting, 'prefer') === 'example=nobody' &&
      meeting.theirs.status < 400 &&
      meeting.theirs.text === '',
  },
  {
    name: 'a code that is none',
    reason: 'Ours: an answer that does not exist is a 404, however its code is written; Prism answers 422',
    explains: (meeting) => headerOf(meeting, 'prefer') === 'code=abc' && meeting.theirs.status === 422,
  },
];

/** Whether we made the body for the faults. */
function isBuilt({ ours }: Meeting): boolean {
  return (ours.headers.get('sandbox-scenario') ?? '').endsWith('/built');
}

/** What is told where no operation answers. */
export const refusalDifferences: readonly Difference[] = [
  {
    name: 'words of a refusal',
    reason: 'Where nothing is documented, both tell problem details in words of their own (RFC 9457, 3.1)',
    parts: ['body'],
    explains: (meeting) =>
      prismError(meeting) !== '' &&
      meeting.ours.mediaType === 'application/problem+json' &&
      (meeting.answered === undefined || isBuilt(meeting)),
  },
  {
    name: 'a refusal in the API’s own format',
    reason: 'Ours: where the document has an error format, what it has no answer for is told in that',
    parts: ['mediaType', 'body'],
    explains: (meeting) =>
      (prismError(meeting) !== '' || isRefusalOfHead(meeting)) &&
      /^(route|token)$/.test(meeting.trigger) &&
      (meeting.answered === undefined || isBuilt(meeting)) &&
      meeting.ours.mediaType !== 'application/problem+json',
  },
  {
    name: 'base paths',
    reason: 'Ours: every document answers under the path of its servers too (OpenAPI 3.1.1, 4.8.5); Prism does not',
    explains: (meeting) =>
      isAt(meeting, '/v1/pets') && isSuccess(meeting.ours.status) && prismError(meeting) === 'NO_PATH_MATCHED_ERROR',
  },
  {
    name: 'the index',
    reason: 'Ours: `/` lists what there is, when no document has that path',
    explains: (meeting) => isAt(meeting, '/') && prismError(meeting) === 'NO_PATH_MATCHED_ERROR',
  },
  {
    name: 'a slash at the end',
    reason:
      'Ours: it is dropped where that leads to an operation, else 404; Prism takes it for an empty parameter and refuses that',
    explains: (meeting) =>
      /\/(\?|$)/.test(meeting.sent.target) &&
      (meeting.trigger === 'route' || isSuccess(meeting.ours.status)) &&
      isRefusedFor(meeting, ({ location }) => location[1] === 'path'),
  },
  {
    name: 'a number sign in a path',
    reason: 'Prism finds the operation and then loses its path parameters (RFC 3986, 2.1: it is sent as `%23`)',
    explains: (meeting) =>
      meeting.sent.target.includes('%23') &&
      isTaken(meeting) &&
      isRefusedFor(meeting, ({ location, code }) => location[1] === 'path' && code === 'required'),
  },
  {
    name: 'HEAD from GET',
    reason: 'A server answers HEAD where it answers GET (RFC 9110, 9.1); Prism says 405',
    explains: (meeting) =>
      isRefusalOfHead(meeting) && meeting.theirs.status === 405 && meeting.answered?.operation.method === 'GET',
  },
  {
    name: 'OPTIONS',
    reason: 'It tells which methods a path has (RFC 9110, 9.3.7); Prism says 405',
    explains: ({ sent, ours, theirs }) => sent.method === 'OPTIONS' && ours.status === 204 && theirs.status === 405,
  },
];

/** Whether Prism itself refuses a HEAD, with problem details that it does not send. */
function isRefusalOfHead({ sent, theirs }: Meeting): boolean {
  return sent.method === 'HEAD' && theirs.status >= 400 && theirs.mediaType === 'application/problem+json';
}
