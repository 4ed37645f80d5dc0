import { type Difference, headerOf, isAt, isSuccess, isViolated, prismError } from '../difference.ts';
import type { Meeting } from '../meeting.ts';

/** Which answer is given. */
export const choiceDifferences: readonly Difference[] = [
  {
    name: 'rules',
    reason: 'Ours: a scenario file beside the document says what this request gets; Prism has none',
    explains: ({ trigger }) => trigger === 'rule',
  },
  {
    name: 'request examples',
    reason:
      'Ours: the documented request that this one is nearest to has a response example of its own; Prism gives the first',
    parts: ['body'],
    explains: ({ trigger }) => trigger === 'example',
  },
  {
    name: 'request examples of errors',
    reason: 'Ours: a documented request that has an error example of its own name gets that; Prism takes it for valid',
    explains: ({ trigger, ours, theirs }) => trigger === 'example' && ours.status >= 400 && isSuccess(theirs.status),
  },
  {
    name: 'no answer is documented',
    reason: 'Ours: 200, or what is asked for, and no content (OpenAPI 3.1.1, 4.8.16: undocumented answers may occur)',
    explains: (meeting) =>
      (meeting.ours.headers.get('sandbox-scenario') ?? '').endsWith('/default/empty') &&
      /^(NO_RESPONSE_RESPONSE_DEFINED|NOT_FOUND)$/.test(prismError(meeting)),
  },
  {
    name: 'an error about the fault',
    reason:
      'Ours: the documented example that is about the fault, or a body in its format that says what is wrong; Prism gives the first',
    parts: ['body'],
    explains: (meeting) => meeting.trigger === 'fault' && isViolated(meeting, 'request') && prismError(meeting) === '',
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
    name: 'a parameter that is sent twice',
    reason:
      'Ours: what cannot be read is a 400 before it is a 422 (RFC 9110, 15.5.1 and 15.5.21); Prism says it is no integer',
    explains: ({ ours, theirs, faults }) =>
      ours.status === 400 &&
      theirs.status === 422 &&
      faults.length > 0 &&
      faults.every(({ in: place, keyword }) => place === 'query' && keyword === 'syntax'),
  },
  {
    name: 'a chosen error needs no valid request',
    reason: 'Ours: whoever asks for an error gets it; Prism validates first',
    explains: (meeting) =>
      meeting.trigger === 'prefer' &&
      meeting.ours.status >= 300 &&
      headerOf(meeting, 'prefer') !== undefined &&
      isViolated(meeting, 'request'),
  },
  {
    name: 'an example is found in any answer',
    reason: 'Ours: `example` without `code` may name an example of another answer; Prism looks in the default one',
    explains: (meeting) =>
      meeting.trigger === 'prefer' &&
      hasAnswered(meeting) &&
      prismError(meeting) === 'NOT_FOUND' &&
      /^example=/.test(headerOf(meeting, 'prefer') ?? ''),
  },
  {
    name: 'an example that does not exist',
    reason: 'Ours: 404, which names those that do; Prism answers 500 where a code was given too',
    explains: (meeting) => meeting.trigger === 'prefer' && meeting.ours.status === 404 && meeting.theirs.status === 500,
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

function hasAnswered({ ours }: Meeting): boolean {
  return ours.headers.has('sandbox-scenario');
}

/** What is told where no operation answers. */
export const refusalDifferences: readonly Difference[] = [
  {
    name: 'words of a refusal',
    reason: 'Where nothing is documented, both tell problem details in words of their own (RFC 9457, 3.1)',
    parts: ['body'],
    explains: (meeting) => prismError(meeting) !== '' && meeting.ours.mediaType === 'application/problem+json',
  },
  {
    name: 'a refusal in the API’s own format',
    reason: 'Ours: where the document has an error format, what it has no answer for is told in that',
    parts: ['mediaType', 'body'],
    explains: (meeting) =>
      prismError(meeting) !== '' &&
      /^(route|token)$/.test(meeting.trigger) &&
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
    explains: ({ sent, theirs }) => /\/(\?|$)/.test(sent.target) && theirs.status === 422,
  },
  {
    name: 'a number sign in a path',
    reason: 'Prism finds the operation and then loses its path parameters (RFC 3986, 2.1: it is sent as `%23`)',
    explains: (meeting) =>
      meeting.sent.target.includes('%23') &&
      isSuccess(meeting.ours.status) &&
      prismError(meeting) === 'UNPROCESSABLE_ENTITY',
  },
  {
    name: 'HEAD from GET',
    reason: 'A server answers HEAD where it answers GET (RFC 9110, 9.1); Prism says 405',
    explains: ({ sent, ours, theirs }) => sent.method === 'HEAD' && isSuccess(ours.status) && theirs.status === 405,
  },
  {
    name: 'OPTIONS',
    reason: 'It tells which methods a path has (RFC 9110, 9.3.7); Prism says 405',
    explains: ({ sent, ours, theirs }) => sent.method === 'OPTIONS' && ours.status === 204 && theirs.status === 405,
  },
];
