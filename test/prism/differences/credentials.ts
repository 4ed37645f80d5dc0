import { type Difference, headerOf, isAt, isSuccess, requestViolations } from '../difference.ts';
import { challengesOf } from '../meeting.ts';

/** What credentials are asked for and taken. */
export const credentialDifferences: readonly Difference[] = [
  {
    name: 'the case of a scheme',
    reason: 'A scheme is named in any case (RFC 9110, 11.1); Prism wants `Bearer`',
    explains: (meeting) =>
      isSuccess(meeting.ours.status) &&
      meeting.theirs.status === 401 &&
      /^(bearer|BEARER) /.test(headerOf(meeting, 'authorization') ?? ''),
  },
  {
    name: 'credentials that are optional',
    reason: '`{}` makes security optional (OpenAPI 3.1.1, 4.8.30); Prism then refuses whatever else is sent',
    explains: (meeting) =>
      isAt(meeting, '/optional') && isSuccess(meeting.ours.status) && meeting.theirs.status === 401,
  },
  {
    name: 'a colon in a password',
    reason: 'Only a user name may not have one (RFC 7617, section 2)',
    explains: (meeting) =>
      meeting.theirs.status === 401 &&
      /:.*:/.test(atob(/^Basic (\w+=*)$/.exec(headerOf(meeting, 'authorization') ?? '')?.[1] ?? '')),
  },
  {
    name: 'a cookie whose name ends alike',
    reason: 'Prism finds `session` in `mysession` (RFC 6265, 4.2.1)',
    explains: (meeting) => /\wsession=/.test(headerOf(meeting, 'cookie') ?? '') && isSuccess(meeting.theirs.status),
  },
  {
    name: 'a scheme that is not declared',
    reason:
      'Nobody knows what it asks for: we want some `Authorization`, Prism wants there to be none (OpenAPI 3.1.1, 4.8.30: it must be declared)',
    explains: (meeting) =>
      isAt(meeting, '/unknown') && (meeting.ours.status === 401) !== (meeting.theirs.status === 401),
  },
  {
    name: 'a required Authorization parameter',
    reason:
      'Ours: where no security is declared, it asks for credentials, whose lack is a 401 before anything else is looked at (OpenAPI 3.1.1, 4.8.12.2.1: as a parameter, it is ignored)',
    explains: (meeting) =>
      meeting.ours.status === 401 &&
      meeting.trigger === 'token' &&
      requestViolations(meeting).some(
        ({ location, code, message }) =>
          location.join() === 'request,header' && code === 'required' && message.endsWith("'authorization'"),
      ),
  },
  {
    name: 'the scheme of OAuth',
    reason: 'It is `Bearer` (RFC 6750, section 3), for OpenID too; Prism says `OAuth2` and `OpenID`',
    parts: ['schemes'],
    explains: ({ ours, theirs }) =>
      challengesOf(ours).includes('bearer') && /oauth2|openid/.test(challengesOf(theirs).join()),
  },
  {
    name: 'a challenge that is made up',
    reason: 'Prism sends a text for a documented WWW-Authenticate: a challenge names a scheme (RFC 9110, 11.6.1)',
    parts: ['schemes'],
    explains: ({ ours, theirs }) =>
      challengesOf(ours).length > 0 && /^(null|string)$/.test(theirs.headers.get('www-authenticate') ?? ''),
  },
  {
    name: 'a challenge with every 401',
    reason:
      'A 401 must have `WWW-Authenticate` (RFC 9110, 15.5.2); Prism leaves it out of documented ones, and for keys',
    parts: ['schemes'],
    explains: ({ ours, theirs }) =>
      ours.status === 401 &&
      theirs.status === 401 &&
      challengesOf(ours).length > 0 &&
      challengesOf(theirs).length === 0,
  },
];
