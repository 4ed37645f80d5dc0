import { expect, it } from 'vitest';
import { formatOf, formatOfMediaType } from '../../sandbox/errors/index.ts';
import type { Json } from '../../sandbox/syntax/json.ts';
import { byName } from '../fixtures/by-name.ts';

const bodies: readonly { name: string; given: Json; want: string | undefined }[] = [
  {
    name: 'a FHIR OperationOutcome',
    given: { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'invalid' }] },
    want: 'operation-outcome',
  },
  {
    name: 'an OperationOutcome without resourceType',
    given: { issue: [{ severity: 'error', code: 'invalid', diagnostics: 'No' }] },
    want: 'operation-outcome',
  },
  { name: 'another FHIR resource', given: { resourceType: 'Patient', id: '1' }, want: undefined },
  { name: 'a list called issue whose items are not FHIR’s', given: { issue: [{ text: 'No' }] }, want: undefined },
  { name: 'an empty list of issues', given: { issue: [] }, want: undefined },
  {
    name: 'JSON:API errors',
    given: { errors: [{ status: '400', title: 'Bad Request', source: { pointer: '/data' } }] },
    want: 'json-api',
  },
  { name: 'a JSON:API error with two members', given: { errors: [{ code: 'X', detail: 'No' }] }, want: 'json-api' },
  { name: 'a list of strings called errors', given: { errors: ['No'] }, want: undefined },
  { name: 'an empty list called errors', given: { errors: [] }, want: undefined },
  { name: 'errors that is no list', given: { errors: { detail: 'No', code: 'X' } }, want: undefined },
  {
    name: 'problem details',
    given: { type: 'https://example.com/no', title: 'No', status: 400, detail: 'Because' },
    want: 'problem-details',
  },
  {
    name: 'problem details with type and title only',
    given: { type: 'https://example.com/no', title: 'No' },
    want: 'problem-details',
  },
  {
    name: 'problem details that list their errors (RFC 9457, section 3)',
    given: {
      type: 'about:blank',
      title: 'No',
      status: 422,
      errors: [{ detail: 'must be a number', pointer: '#/age' }],
    },
    want: 'problem-details',
  },
  {
    name: 'FastAPI’s HTTPValidationError',
    given: { detail: [{ loc: ['body', 'x'], msg: 'Field required', type: 'missing' }] },
    want: 'http-validation-error',
  },
  {
    name: 'an HTTPValidationError with two locations, one of them a list item',
    given: {
      detail: [
        { loc: ['query', 'limit'], msg: 'No', type: 'int_parsing' },
        { loc: ['body', 'items', 0], msg: 'No', type: 'missing' },
      ],
    },
    want: 'http-validation-error',
  },
  { name: 'FastAPI’s HTTPException', given: { detail: 'Not Found' }, want: undefined },
  { name: 'detail without locations', given: { detail: [{ msg: 'No' }] }, want: undefined },
  { name: 'an empty list called detail', given: { detail: [] }, want: undefined },
  { name: 'an object with a title that is no error', given: { title: 'Emma', author: 'Jane Austen' }, want: undefined },
  { name: 'a custom error object', given: { message: 'No', code: 17 }, want: undefined },
  { name: 'null', given: null, want: undefined },
  { name: 'a string', given: 'OperationOutcome', want: undefined },
  { name: 'a list', given: [{ resourceType: 'OperationOutcome' }], want: undefined },
];

it.each(byName(bodies))('%s: $want', (_, { given, want }) => expect(formatOf(given)).toBe(want));

const mediaTypes = [
  { name: 'application/problem+json', section: 'RFC 9457, section 3', want: 'problem-details' },
  { name: 'application/vnd.api+json', section: 'JSON:API 1.1, content negotiation', want: 'json-api' },
  { name: 'application/fhir+json', section: 'FHIR R4, 3.1.0.1.10', want: 'operation-outcome' },
  { name: 'application/json', section: 'says nothing', want: undefined },
];

it.each(byName(mediaTypes))('%s is for $want ($section)', (_, { name, want }) =>
  expect(formatOfMediaType(name)).toBe(want),
);
