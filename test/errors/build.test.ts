import { describe, expect, it } from 'vitest';
import { errorFormats } from '../../sandbox/errors/index.ts';
import type { Fault } from '../../sandbox/exchange.ts';
import type { Json } from '../../sandbox/syntax/json.ts';
import { byName } from '../fixtures/by-name.ts';
import { bodyFault, parameterFault } from '../fixtures/fault.ts';

interface Row {
  readonly name: string;
  readonly given: Fault | null;
  readonly status?: number;
  readonly want: Json;
}

const outcome: readonly Row[] = [
  {
    name: 'location in the body: a FHIRPath in expression',
    given: bodyFault('/recipient/0/identifier/value'),
    want: { severity: 'error', code: 'invalid', diagnostics: 'No', expression: ['recipient[0].identifier.value'] },
  },
  {
    name: 'whole body: no expression',
    given: bodyFault('', 'syntax'),
    want: { severity: 'error', code: 'invalid', diagnostics: 'No' },
  },
  {
    name: 'parameter: its name',
    given: parameterFault('query', 'day'),
    want: { severity: 'error', code: 'invalid', diagnostics: 'No', expression: ['day'] },
  },
  {
    name: 'header: its name',
    given: parameterFault('header', 'X-Request-ID'),
    want: { severity: 'error', code: 'invalid', diagnostics: 'No', expression: ['X-Request-ID'] },
  },
  ...(
    [
      [401, 'login'],
      [403, 'forbidden'],
      [404, 'not-found'],
      [405, 'not-supported'],
      [413, 'too-long'],
      [415, 'not-supported'],
      [429, 'throttled'],
      [500, 'exception'],
      [503, 'exception'],
    ] as const
  ).map(([status, code]) => ({
    name: `${status} is the issue type ${code} (FHIR R4, value set IssueType)`,
    given: null,
    status,
    want: { severity: 'error', code, diagnostics: 'No' },
  })),
];

describe('an OperationOutcome', () => {
  it.each(byName(outcome))('%s', (_, { given, status = 400, want }) =>
    expect(
      errorFormats['operation-outcome'].build([{ fault: given, detail: 'No' }], { status, template: null }),
    ).toEqual({ resourceType: 'OperationOutcome', issue: [want] }),
  );
});

const badRequest = { status: '400', title: 'Bad Request', detail: 'No' };
const errors: readonly Row[] = [
  {
    name: 'location in the body: source.pointer',
    given: bodyFault('/data/attributes/name'),
    want: { ...badRequest, source: { pointer: '/data/attributes/name' } },
  },
  {
    name: 'whole body: the empty pointer',
    given: bodyFault(''),
    want: { ...badRequest, source: { pointer: '' } },
  },
  {
    name: 'query parameter: source.parameter',
    given: parameterFault('query', 'limit'),
    want: { ...badRequest, source: { parameter: 'limit' } },
  },
  {
    name: 'header: source.header',
    given: parameterFault('header', 'X-Request-ID'),
    want: { ...badRequest, source: { header: 'X-Request-ID' } },
  },
  {
    name: 'refusal: no source, status as a string',
    given: null,
    status: 404,
    want: { status: '404', title: 'Not Found', detail: 'No' },
  },
];

describe('JSON:API errors (jsonapi.org/format/1.1/#error-objects)', () => {
  it.each(byName(errors))('%s', (_, { given, status = 400, want }) =>
    expect(errorFormats['json-api'].build([{ fault: given, detail: 'No' }], { status, template: null })).toEqual({
      errors: [want],
    }),
  );
});

const blank = { type: 'about:blank', title: 'Bad Request', status: 400, detail: 'No' };
const problems: readonly Row[] = [
  {
    name: 'location in the body: a JSON Pointer as a fragment',
    given: bodyFault('/recipient/0'),
    want: { ...blank, errors: [{ detail: 'No', pointer: '#/recipient/0' }] },
  },
  {
    name: 'space in a property name: percent-encoded (RFC 6901, section 6)',
    given: bodyFault('/first name'),
    want: { ...blank, errors: [{ detail: 'No', pointer: '#/first%20name' }] },
  },
  {
    name: 'lone surrogate in a property name: replaced',
    given: bodyFault('/\ud800#'),
    want: { ...blank, errors: [{ detail: 'No', pointer: '#/%EF%BF%BD%23' }] },
  },
  {
    name: 'parameter: its name',
    given: parameterFault('path', 'id'),
    want: { ...blank, errors: [{ detail: 'No', parameter: 'id' }] },
  },
  {
    name: 'header: its name',
    given: parameterFault('header', 'X-Request-ID'),
    want: { ...blank, errors: [{ detail: 'No', header: 'X-Request-ID' }] },
  },
  {
    name: 'refusal: no errors, titled by its status (RFC 9457, section 4.2.1)',
    given: null,
    status: 405,
    want: { type: 'about:blank', title: 'Method Not Allowed', status: 405, detail: 'No' },
  },
];

describe('problem details', () => {
  it.each(byName(problems))('%s', (_, { given, status = 400, want }) =>
    expect(errorFormats['problem-details'].build([{ fault: given, detail: 'No' }], { status, template: null })).toEqual(
      want,
    ),
  );
});

const validationErrors: readonly Row[] = [
  {
    name: 'location in the body: the segments in loc',
    given: bodyFault('/lines/0/sku'),
    want: [{ type: 'missing', loc: ['body', 'lines', 0, 'sku'], msg: 'No' }],
  },
  {
    name: 'whole body: loc is ["body"]',
    given: bodyFault('', 'syntax'),
    want: [{ type: 'json_invalid', loc: ['body'], msg: 'No' }],
  },
  {
    name: 'location in a query parameter: the segments in loc',
    given: { ...parameterFault('query', 'filter', 'type', 'integer'), pointer: '/age' },
    want: [{ type: 'int_type', loc: ['query', 'filter', 'age'], msg: 'No' }],
  },
  {
    name: 'header: its name',
    given: parameterFault('header', 'X-Token', 'maxLength', 5),
    want: [{ type: 'string_too_long', loc: ['header', 'X-Token'], msg: 'No' }],
  },
  {
    name: 'keyword without a Pydantic type: value_error',
    given: parameterFault('path', 'id', 'format', 'uuid'),
    want: [{ type: 'value_error', loc: ['path', 'id'], msg: 'No' }],
  },
  {
    name: 'several types: value_error',
    given: bodyFault('/age', 'type', ['integer', 'null']),
    want: [{ type: 'value_error', loc: ['body', 'age'], msg: 'No' }],
  },
  { name: 'refusal: HTTPException', given: null, status: 404, want: 'No' },
];

describe('FastAPI’s HTTPValidationError', () => {
  it.each(byName(validationErrors))('%s', (_, { given, status = 422, want }) =>
    expect(
      errorFormats['http-validation-error'].build([{ fault: given, detail: 'No' }], { status, template: null }),
    ).toEqual({ detail: want }),
  );
});

const two = [
  { fault: bodyFault('/name'), detail: 'name is required' },
  { fault: parameterFault('query', 'limit'), detail: 'limit must be at most 9' },
];
const several = [
  {
    format: 'operation-outcome',
    want: {
      resourceType: 'OperationOutcome',
      issue: [
        { severity: 'error', code: 'invalid', diagnostics: 'name is required', expression: ['name'] },
        { severity: 'error', code: 'invalid', diagnostics: 'limit must be at most 9', expression: ['limit'] },
      ],
    },
  },
  {
    format: 'json-api',
    want: {
      errors: [
        { ...badRequest, detail: 'name is required', source: { pointer: '/name' } },
        { ...badRequest, detail: 'limit must be at most 9', source: { parameter: 'limit' } },
      ],
    },
  },
  {
    format: 'problem-details',
    want: {
      ...blank,
      detail: 'name is required; limit must be at most 9',
      errors: [
        { detail: 'name is required', pointer: '#/name' },
        { detail: 'limit must be at most 9', parameter: 'limit' },
      ],
    },
  },
  {
    format: 'http-validation-error',
    want: {
      detail: [
        { type: 'missing', loc: ['body', 'name'], msg: 'name is required' },
        { type: 'missing', loc: ['query', 'limit'], msg: 'limit must be at most 9' },
      ],
    },
  },
] as const;

describe('several violations', () => {
  it.each(several)('are all listed, in order: $format', ({ format, want }) =>
    expect(errorFormats[format].build(two, { status: 400, template: null })).toEqual(want),
  );

  it.each(several.map(({ format }) => format))('a body built as %s is recognised as that', (format) => {
    const built = errorFormats[format].build(two, { status: 400, template: null });
    expect(errorFormats[format].recognises(built)).toBe(true);
    expect(errorFormats[format].statements(built)).toHaveLength(2);
  });
});
