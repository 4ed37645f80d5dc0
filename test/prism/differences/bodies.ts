import {
  bodyProperty,
  type Difference,
  headerOf,
  isAt,
  isRefused,
  isRefusedFor,
  isSuccess,
  isTaken,
  requestViolations,
} from '../difference.ts';
import type { Fault, Meeting, Violation } from '../meeting.ts';

/** How bodies of requests are read. */
export const bodyDifferences: readonly Difference[] = [
  {
    name: 'a body that is not JSON',
    reason: 'Prism refuses it before it looks at the document; we give the documented 400 (OpenAPI 3.1.1, 4.8.16)',
    explains: (meeting) =>
      errorCode(meeting) === 'invalid_json' &&
      meeting.ours.status < 500 &&
      meeting.faults.some(({ keyword }) => keyword === 'syntax' || keyword === 'charset'),
  },
  {
    name: 'a Content-Type that is none',
    reason: 'Prism answers 500: a fault of the request is a 4xx (RFC 9110, 15.5)',
    explains: (meeting) => errorCode(meeting) === 'internal_server_error' && meeting.faults.length > 0,
  },
  {
    name: 'a body without a Content-Type',
    reason: 'A recipient may assume one (RFC 9110, 8.3): we take the first documented, Prism a text',
    explains: (meeting) =>
      meeting.sent.text !== null &&
      headerOf(meeting, 'content-type') === undefined &&
      meeting.faults.length === 0 &&
      isRefusedFor(meeting, ({ location, code }) => location[1] === 'body' || code === 415),
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
    explains: (meeting) =>
      /^(false|""|0)$/.test(meeting.sent.text ?? '') &&
      isSuccess(meeting.ours.status) &&
      isRefusedFor(meeting, ({ message }) => message === 'Body parameter is required'),
  },
  {
    name: 'a body where none is documented',
    reason: 'Ours: it is ignored unless the operation documents a 415; Prism refuses it',
    explains: (meeting) =>
      meeting.sent.text !== null &&
      isSuccess(meeting.ours.status) &&
      meeting.answered?.operation.body === null &&
      isRefusedFor(meeting, ({ message }) => message.startsWith('No supported content types')),
  },
  {
    name: 'constraints that the document contradicts',
    reason: 'Ours: what every documented example breaks is set aside, and told',
    explains: (meeting) => {
      const aside = setAside(meeting);
      // Of what is missing, we tell the place itself, and Prism the object.
      const isAside = ({ location: [, ...at], code }: Violation) =>
        aside.has(`${code} ${at.join('/')}`) ||
        (code === 'required' && [...aside].some((one) => one.startsWith(`required ${at.join('/')}/`)));
      return isTaken(meeting) && isRefusedFor(meeting, isAside);
    },
  },
  {
    name: 'what does not compile',
    reason:
      'Prism then checks nothing of the body, or of all headers; we set aside what is wrong in the schema, and no more',
    explains: (meeting) =>
      !isRefused(meeting) && meeting.faults.length > 0 && meeting.faults.every((fault) => isUncompiled(meeting, fault)),
  },
  {
    name: 'minContains: 0',
    reason: 'Prism overlooks it (JSON Schema 2020-12 Validation, 6.4.5)',
    explains: (meeting) => isTaken(meeting) && isRefusedFor(meeting, (violation) => isUncontained(meeting, violation)),
  },
  {
    name: 'read-only properties in a request',
    reason: 'They should not be sent, which is no reason to refuse one (OpenAPI 3.0.4, 4.7.24.2)',
    explains: (meeting) =>
      isSuccess(meeting.ours.status) &&
      isAt(meeting, '/pets') &&
      isRefusedFor(meeting, ({ code }) => code === 'additionalProperties') &&
      bodyProperty(JSON.parse(meeting.sent.text ?? 'null'), 'id') !== undefined,
  },
];

/** What Prism says when its server, not the mock, refuses. */
function errorCode({ theirs }: Meeting): unknown {
  return bodyProperty(bodyProperty(theirs.body, 'error'), 'code');
}

/** Whether Prism misses items that it says a list must contain, or what it finds wrong in one of them. */
function isUncontained(meeting: Meeting, { location, code }: Violation): boolean {
  const lists = requestViolations(meeting).filter((one) => one.code === 'contains');
  return code === 'contains' || lists.some((list) => list.location.every((name, index) => location[index] === name));
}

/** Where a document has a type that there is not, `nullable` without `type`, or a pattern that is none, at each place. */
const uncompiled: Readonly<Record<string, readonly string[]>> = {
  'schemas that do not compile': ['POST /type body', 'POST /nullable body', 'GET /pattern header'],
  'realtime replies': ['POST /FHIR/R4/CommunicationRequest body'],
  'the upstream NHS Notify Supplier API': [
    'POST /letters header',
    'GET /letters header',
    'GET /letters/{id} header',
    'PATCH /letters/{id} header',
    'GET /letters/{id}/data header',
    'POST /mi header',
    'GET /mi/{id} header',
  ],
  Box: [
    'POST /retention_policies body',
    'PUT /retention_policies/{retention_policy_id} body',
    'POST /sign_requests body',
  ],
};

function isUncompiled({ topic, answered }: Meeting, fault: Fault): boolean {
  const { method, path } = answered?.operation ?? {};
  return uncompiled[topic]?.includes(`${method} ${path} ${fault.in}`) ?? false;
}

/** `Sandbox-Set-Aside`, as Prism tells what is wrong: `pattern body#/name` as `pattern body/name`. */
function setAside({ ours }: Meeting): ReadonlySet<string> {
  const reported = ours.headers.get('sandbox-set-aside')?.split(', ') ?? [];
  return new Set(reported.map((one) => one.replace('#', '').replace(/^(\S+ \w+)\./, '$1/')));
}
