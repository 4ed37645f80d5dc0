import { type Difference, headerOf, isAt, isSuccess, prismError } from '../difference.ts';

/** In which media type an answer is given. */
export const representationDifferences: readonly Difference[] = [
  {
    name: 'no Content-Type without content',
    reason: 'Prism says text/plain, or nothing, of nothing (RFC 9110, 8.3)',
    parts: ['mediaType'],
    explains: ({ sent, ours, theirs }) =>
      sent.method !== 'HEAD' && ours.text === '' && theirs.text === '' && ours.mediaType === '',
  },
  {
    name: 'the Content-Type of a HEAD',
    reason: 'Prism leaves out the Content-Type that a GET would have (RFC 9110, 9.3.2)',
    parts: ['mediaType'],
    explains: ({ sent, ours, theirs }) => sent.method === 'HEAD' && ours.mediaType !== '' && theirs.mediaType === '',
  },
  {
    name: 'equals in Accept',
    reason: 'The order in the header says nothing (RFC 9110, 12.5.1): we give the first documented',
    parts: ['mediaType', 'body'],
    explains: (meeting) => headerOf(meeting, 'accept') === 'text/csv, application/json',
  },
  {
    name: 'no Accept',
    reason: 'Anything is acceptable (RFC 9110, 12.5.1): we give the first documented, Prism prefers JSON',
    parts: ['mediaType', 'body'],
    explains: (meeting) =>
      headerOf(meeting, 'accept') === undefined &&
      isSuccess(meeting.ours.status) &&
      meeting.theirs.mediaType === 'application/json' &&
      meeting.ours.mediaType !== 'application/json',
  },
  {
    name: 'application/json accepts any +json',
    reason: 'Ours: whoever asks for JSON can read it (RFC 6839, 3.1)',
    explains: (meeting) =>
      prismError(meeting) === 'NOT_ACCEPTABLE' &&
      meeting.ours.mediaType.includes('+json') &&
      meeting.trigger !== 'accept' &&
      /application\/(json|\*\+json)/.test(headerOf(meeting, 'accept') ?? ''),
  },
  {
    name: 'text/xml is application/xml',
    reason: 'Two names of one type (RFC 7303, 9.2)',
    explains: (meeting) =>
      prismError(meeting) === 'NOT_ACCEPTABLE' &&
      meeting.ours.mediaType === 'application/xml' &&
      headerOf(meeting, 'accept') === 'text/xml',
  },
  {
    name: 'an error is given whatever is accepted',
    reason: 'Ours: a server may disregard Accept (RFC 9110, 12.4.1), and an error is worth more than a 406',
    explains: (meeting) =>
      prismError(meeting) === 'NOT_ACCEPTABLE' && meeting.ours.status >= 300 && meeting.trigger !== 'accept',
  },
  {
    name: 'a documented 406',
    reason: 'Prism gives its own though the document has one (OpenAPI 3.1.1, 4.8.16)',
    parts: ['mediaType', 'body'],
    explains: (meeting) =>
      prismError(meeting) === 'NOT_ACCEPTABLE' &&
      meeting.ours.status === 406 &&
      !/\/built$|^$/.test(meeting.ours.headers.get('sandbox-scenario') ?? ''),
  },
  {
    name: 'a range takes what is asked for',
    reason: 'Ours: 406 is for what the answer does not document, and `*/*` documents any type (OpenAPI 3.1.1, 4.8.14)',
    explains: (meeting) =>
      isAt(meeting, '/any') &&
      prismError(meeting) === 'NOT_ACCEPTABLE' &&
      meeting.ours.mediaType === headerOf(meeting, 'accept'),
  },
  {
    name: 'a range is not sent',
    reason: 'Prism sends `*/*`, or text/plain, as the media type of a body (RFC 9110, 8.3.1)',
    parts: ['mediaType'],
    explains: (meeting) =>
      isAt(meeting, '/any') &&
      meeting.ours.mediaType === 'application/json' &&
      /^(\*\/\*|text\/plain)$/.test(meeting.theirs.mediaType),
  },
];
