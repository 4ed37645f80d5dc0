import { type Difference, isAt, isRefusedFor, isSuccess, isTaken } from '../difference.ts';

/** How parameters are read. */
export const parameterDifferences: readonly Difference[] = [
  {
    name: 'cookie parameters are validated',
    reason: 'Prism reads no cookies but for security (OpenAPI 3.1.1, 4.8.12.1: `in` may be "cookie")',
    explains: ({ theirs, faults }) =>
      isSuccess(theirs.status) && faults.length > 0 && faults.every((fault) => fault.in === 'cookie'),
  },
  {
    name: 'commas in a path',
    reason: 'Prism fails on a path segment with a comma (OpenAPI 3.1.1, 4.8.12.4: the table of styles has them)',
    explains: ({ theirs, sent }) =>
      theirs.status === 0 && /,/.test(sent.target) && /(split|startsWith) is not a function/.test(theirs.text),
  },
  {
    name: 'an exploded object in a label',
    reason: 'Its properties are divided by dots, not by commas (OpenAPI 3.1.1, 4.8.12.4)',
    explains: (meeting) => isAt(meeting, '/path-label-explode-object') && isSuccess(meeting.ours.status),
  },
  {
    name: 'a list divided by spaces',
    reason: 'Prism looks for `%20` when it is decoded already (OpenAPI 3.1.1, 4.8.12.4)',
    explains: (meeting) => isAt(meeting, '/spaces', '/form-spaces') && isSuccess(meeting.ours.status),
  },
  {
    name: 'a parameter with `content`',
    reason: 'Prism does not read it (OpenAPI 3.1.1, 4.8.12.2.3)',
    explains: (meeting) => isAt(meeting, '/content') && isSuccess(meeting.theirs.status) && meeting.faults.length > 0,
  },
  {
    name: 'properties in upper case',
    reason:
      'Prism puts the names of query parameters in lower case, those of properties too (names are case-sensitive, OpenAPI 3.1.1, 4.8.12.2.1)',
    explains: (meeting) => isAt(meeting, '/deep-upper-case', '/form-upper-case') && meeting.sent.target.includes('R'),
  },
  {
    name: 'an object that is not sent',
    reason:
      'Prism takes an optional exploded object of which nothing was sent for an empty one (OpenAPI 3.1.1, 4.8.12.2.1, `required`)',
    explains: (meeting) =>
      isSuccess(meeting.ours.status) &&
      isRefusedFor(
        meeting,
        ({ location, code }) => location[1] === 'query' && location.length === 3 && code === 'required',
      ) &&
      isAt(meeting, '/deep', '/deep-upper-case', '/form-upper-case') &&
      !/[?&](color|R)/.test(meeting.sent.target),
  },
  {
    name: 'an empty value',
    reason: 'Prism takes `?a=` for a parameter that is not there (a text may be empty: JSON Schema Validation, 6.3.2)',
    explains: (meeting) =>
      /[?&][^=&]+=(&|$)/.test(meeting.sent.target) && isAt(meeting, '/required', '/optional', '/empty', '/enum'),
  },
  {
    name: 'a choice between a number and a boolean',
    reason: 'Prism coerces a value for each branch of `oneOf`, so that 1 is true as well (JSON Schema Core, 10.2.1.3)',
    explains: (meeting) =>
      isSuccess(meeting.ours.status) &&
      isAt(meeting, '/either') &&
      isRefusedFor(meeting, ({ code }) => code === 'oneOf'),
  },
  {
    name: 'header parameters that are none',
    reason: 'Accept, Content-Type and Authorization are ignored as parameters (OpenAPI 3.1.1, 4.8.12.2.1)',
    explains: (meeting) =>
      isTaken(meeting) &&
      meeting.trigger !== 'token' &&
      isRefusedFor(
        meeting,
        ({ location, message }) =>
          location[1] === 'header' && /\b(accept|content-type|authorization)\b/.test(location[2] ?? message),
      ),
  },
];
