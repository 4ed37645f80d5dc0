import { describe, expect, it } from 'vitest';
import { statementsOf } from '../../sandbox/errors/index.ts';
import type { Json } from '../../sandbox/syntax/json.ts';
import { byName } from '../fixtures/by-name.ts';

interface Row {
  readonly name: string;
  readonly given: Json;
  /** Each statement as `locations: messages`, both joined by commas. */
  readonly want: readonly string[];
}

function reported(body: Json): readonly string[] {
  return statementsOf(body).map(
    ({ places, words }) => `${places.map(({ as, text }) => `${as} ${text}`).join(', ')}: ${words.join(', ')}`,
  );
}

const families: readonly Row[] = [
  {
    name: 'OperationOutcome: one per issue',
    given: {
      resourceType: 'OperationOutcome',
      issue: [
        {
          severity: 'error',
          code: 'invalid',
          diagnostics: 'Not specified',
          details: {
            text: 'Missing',
            coding: [{ system: 'https://example.com', code: 'MISSING', display: 'Missing it' }],
          },
          expression: ['Patient.name', 'Patient.age'],
        },
        { severity: 'error', code: 'required', location: ['/f:Patient/f:name[2]/f:given'] },
        { severity: 'error', code: 'value' },
        { severity: 'information', code: 'informational', diagnostics: 'See the documentation' },
      ],
    },
    want: [
      'path Patient.name, path Patient.age: Not specified, Missing, Missing it, MISSING, invalid',
      'path Patient.name[1].given: required',
      ': value',
    ],
  },
  {
    name: 'JSON:API: one per error',
    given: {
      errors: [
        { status: '400', code: 'E1', title: 'Bad', detail: 'is missing', source: { pointer: '/data/attributes/name' } },
        { status: '400', detail: 'is wrong', source: { parameter: 'page' } },
        { status: '400', title: 'No', source: { header: 'X-Tenant' } },
        { status: '400', title: 'No' },
      ],
    },
    want: [
      'pointer /data/attributes/name: is missing, Bad, E1',
      'parameter page: is wrong',
      'header X-Tenant: No',
      ': No',
    ],
  },
  {
    name: 'problem details with errors: one per error (RFC 9457, section 3)',
    given: {
      type: 'https://example.net/validation-error',
      title: 'Your request is not valid.',
      errors: [
        { detail: 'must be a positive integer', pointer: '#/age' },
        { detail: "must be 'green', 'red' or 'blue'", pointer: '#/profile/color' },
      ],
    },
    want: ['pointer #/age: must be a positive integer', "pointer #/profile/color: must be 'green', 'red' or 'blue'"],
  },
  {
    name: 'problem details with invalid-params: one per parameter (RFC 7807, section 3)',
    given: {
      type: 'https://example.net/validation-error',
      title: 'Your request parameters did not validate.',
      'invalid-params': [
        { name: 'age', reason: 'must be a positive integer' },
        { name: 'color', reason: 'must be green' },
      ],
    },
    want: ['path age: must be a positive integer', 'path color: must be green'],
  },
  {
    name: 'problem details without a list: the problem itself',
    given: {
      type: 'about:blank',
      title: 'Bad Request',
      status: 400,
      detail: 'age must be a number',
      instance: '/pets',
    },
    want: [': age must be a number, Bad Request'],
  },
  {
    name: 'ASP.NET: one per message, located by its key',
    given: {
      type: 'https://tools.ietf.org/html/rfc9110#section-15.5.1',
      title: 'One or more validation errors occurred.',
      status: 400,
      errors: { Name: ['The Name field is required.', 'Too bad.'], '$.age': ['could not be converted'] },
      traceId: '00-1',
    },
    want: ['path Name: The Name field is required., Too bad.', 'path $.age: could not be converted'],
  },
];

const others: readonly Row[] = [
  {
    name: 'FastAPI',
    given: { detail: [{ type: 'missing', loc: ['body', 'lines', 0, 'sku'], msg: 'Field required', input: {} }] },
    want: ['pointer /body/lines/0/sku: Field required'],
  },
  {
    name: 'FastAPI, two errors, one without a location',
    given: {
      detail: [
        { type: 'int_parsing', loc: ['query', 'limit'], msg: 'Input should be a valid integer' },
        { type: 'value_error', loc: [], msg: 'Either of them' },
      ],
    },
    want: ['pointer /query/limit: Input should be a valid integer', ': Either of them'],
  },
  {
    name: 'Spring Boot, by default',
    given: {
      timestamp: '2026-01-01T00:00:00Z',
      status: 400,
      error: 'Bad Request',
      message: "Required parameter 'limit' is not present.",
      path: '/orders',
    },
    want: [": Required parameter 'limit' is not present., Bad Request"],
  },
  {
    name: 'Spring Boot, with binding errors',
    given: {
      timestamp: '2026-01-01T00:00:00Z',
      status: 400,
      error: 'Bad Request',
      message: "Validation failed for object='order'. Error count: 1",
      errors: [
        {
          codes: ['Min.order.age', 'Min'],
          arguments: [{ codes: ['order.age', 'age'], arguments: null, defaultMessage: 'age', code: 'age' }, 18],
          defaultMessage: 'must be greater than or equal to 18',
          objectName: 'order',
          field: 'age',
          rejectedValue: 3,
          bindingFailure: false,
          code: 'Min',
        },
      ],
      path: '/orders',
    },
    want: ['path age: must be greater than or equal to 18, Min'],
  },
  {
    name: 'Django REST framework',
    given: { name: ['This field is required.'], owner: { email: ['Enter a valid email address.'] } },
    want: ['path name: This field is required.', 'path owner.email: Enter a valid email address.'],
  },
  {
    name: 'Django REST framework, non_field_errors',
    given: { non_field_errors: ['Passwords do not match.'] },
    want: [': Passwords do not match.'],
  },
  { name: 'Django REST framework, detail', given: { detail: 'JSON parse error' }, want: [': JSON parse error'] },
  {
    name: 'Laravel',
    given: { message: 'The name field is required.', errors: { name: ['The name field is required.'] } },
    want: ['path name: The name field is required.'],
  },
  {
    name: 'Rails, full messages',
    given: { errors: ["Name can't be blank", 'Age is not a number'] },
    want: [": Name can't be blank", ': Age is not a number'],
  },
  {
    name: 'NestJS',
    given: { statusCode: 400, message: ['name should not be empty', 'age must be a number'], error: 'Bad Request' },
    want: [': name should not be empty', ': age must be a number'],
  },
  {
    name: 'NestJS with one message',
    given: { statusCode: 400, message: ['name should not be empty'], error: 'Bad Request' },
    want: [': name should not be empty, Bad Request, name should not be empty'],
  },
  {
    name: 'express-validator',
    given: { errors: [{ type: 'field', value: 'x', msg: 'Invalid value', path: 'email', location: 'body' }] },
    want: ['path email: Invalid value'],
  },
  {
    name: 'express-validator 6',
    given: { errors: [{ value: 'x', msg: 'Invalid value', param: 'limit', location: 'query' }] },
    want: ['parameter limit: Invalid value'],
  },
  {
    name: 'Ajv',
    given: {
      errors: [
        {
          instancePath: '/age',
          schemaPath: '#/properties/age/type',
          keyword: 'type',
          params: { type: 'integer' },
          message: 'must be integer',
        },
        { instancePath: '', schemaPath: '#/required', keyword: 'required', params: {}, message: 'must have it' },
      ],
    },
    want: ['pointer /age: must be integer, type', ': must have it, required'],
  },
  {
    name: 'Zod',
    given: {
      issues: [
        { code: 'too_small', minimum: 5, path: ['name'], message: 'Too short' },
        { code: 'unrecognized_keys', keys: ['colour'], path: [], message: "Unrecognized key(s) in object: 'colour'" },
      ],
      name: 'ZodError',
    },
    want: ['pointer /name: Too short, too_small', ": Unrecognized key(s) in object: 'colour', unrecognized_keys"],
  },
  {
    name: 'Joi',
    given: {
      statusCode: 400,
      details: [{ message: '"a" is required', path: ['a', 0, 'b'], type: 'any.required', context: { key: 'b' } }],
    },
    want: ['pointer /a/0/b: "a" is required'],
  },
  {
    name: 'Stripe',
    given: {
      error: {
        code: 'parameter_missing',
        doc_url: 'https://stripe.com/docs/error-codes/parameter-missing',
        message: 'Missing required param: amount.',
        param: 'amount',
        type: 'invalid_request_error',
      },
    },
    want: ['parameter amount: Missing required param: amount., parameter_missing'],
  },
  {
    name: 'GitHub',
    given: {
      message: 'Validation Failed',
      errors: [{ resource: 'Issue', field: 'title', code: 'missing_field' }],
      documentation_url: 'https://docs.github.com',
    },
    want: ['path title: missing_field'],
  },
  {
    name: 'Google, errors',
    given: {
      error: {
        code: 400,
        message: 'Required parameter: part',
        errors: [
          {
            message: 'Required parameter: part',
            domain: 'global',
            reason: 'required',
            location: 'part',
            locationType: 'parameter',
          },
        ],
      },
    },
    want: ['path part: Required parameter: part, required'],
  },
  {
    name: 'Google, field violations',
    given: {
      error: {
        code: 400,
        message: 'Invalid value',
        status: 'INVALID_ARGUMENT',
        details: [
          {
            '@type': 'type.googleapis.com/google.rpc.BadRequest',
            fieldViolations: [{ field: 'age', description: 'must be positive' }],
          },
        ],
      },
    },
    want: ['path age: must be positive'],
  },
  {
    name: 'Microsoft',
    given: {
      error: {
        code: 'BadArgument',
        message: 'Multiple errors in ContactInfo data',
        target: 'ContactInfo',
        details: [
          { code: 'NullValue', target: 'PhoneNumber', message: 'Phone number must not be null' },
          { code: 'NullValue', target: 'LastName', message: 'Last name must not be null' },
        ],
      },
    },
    want: [
      'path PhoneNumber: Phone number must not be null, NullValue',
      'path LastName: Last name must not be null, NullValue',
    ],
  },
  {
    name: 'PayPal',
    given: {
      name: 'INVALID_REQUEST',
      message: 'Request is not well-formed',
      debug_id: '1',
      details: [{ field: '/intent', issue: 'MISSING_REQUIRED_PARAMETER', description: 'A parameter is missing.' }],
      links: [{ href: 'https://developer.paypal.com', rel: 'information_link', name: 'docs', title: 'Docs' }],
    },
    want: ['pointer /intent: A parameter is missing., MISSING_REQUIRED_PARAMETER'],
  },
  {
    name: 'JavaScript error object',
    given: { name: 'ValidationError', message: 'age must be a number' },
    want: [': age must be a number'],
  },
  {
    name: 'Mongoose',
    given: {
      errors: { name: { name: 'ValidatorError', message: 'Path `name` is required.', kind: 'required', path: 'name' } },
    },
    want: ['path name: Path `name` is required.'],
  },
  {
    name: 'messages with codes, by property',
    given: { errors: { name: { message: 'is required', code: 'missing' } } },
    want: ['path name: is required, missing'],
  },
  {
    name: 'Atlassian',
    given: { errorMessages: [], errors: { summary: 'You must specify a summary of the issue.' } },
    want: ['path summary: You must specify a summary of the issue.'],
  },
  {
    name: 'Atlassian, no field',
    given: { errorMessages: ['The issue is wrong.'], errors: {} },
    want: [': The issue is wrong.'],
  },
  {
    name: 'list of messages without locations',
    given: { errors: [{ message: 'name is missing' }, { message: 'age is missing' }] },
    want: [': name is missing', ': age is missing'],
  },
  {
    name: 'list of messages, some with a location',
    given: { errors: [{ field: 'name', message: 'is missing' }, { message: 'age is missing' }] },
    want: ['path name: is missing', ': age is missing'],
  },
  {
    name: 'list of strings',
    given: ['name is missing', 'age is missing'],
    want: [': name is missing', ': age is missing'],
  },
  { name: 'string', given: 'name is missing', want: [': name is missing'] },
  { name: 'object with a message', given: { message: 'name is missing', code: 17 }, want: [': name is missing'] },
  {
    name: 'object with a nested message',
    given: { error: { message: 'name is missing', details: { requestId: 'r1' } } },
    want: [': name is missing'],
  },
  {
    name: 'message beside links, which are ignored',
    given: { message: 'name is missing', links: [{ title: 'Help', description: 'age is missing' }] },
    want: [': name is missing'],
  },
];

const odd: readonly Row[] = [
  { name: 'null', given: null, want: [] },
  { name: 'number', given: 7, want: [] },
  { name: 'empty string', given: '', want: [] },
  { name: 'empty object', given: {}, want: [] },
  { name: 'empty list', given: [], want: [] },
  { name: 'list of null', given: [null], want: [] },
  { name: 'list of nulls called errors', given: { errors: [null, null] }, want: [] },
  { name: 'location that is a number: no location', given: { errors: [{ field: 7, message: 'No' }] }, want: [': No'] },
  { name: 'location that is null: no location', given: { errors: [{ field: null, message: 'No' }] }, want: [': No'] },
  { name: 'empty location: no location', given: { errors: [{ field: '', message: 'No' }] }, want: [': No'] },
  { name: 'empty path: no location', given: { errors: [{ path: [], message: 'No' }] }, want: [': No'] },
  { name: 'message that is an object: nothing', given: { errors: [{ field: 'a', message: { en: 'No' } }] }, want: [] },
  {
    name: 'issues that are no objects',
    given: { resourceType: 'OperationOutcome', issue: [null, 'No', 7] },
    want: [': ', ': ', ': '],
  },
  {
    name: 'members of Object.prototype as keys',
    given: JSON.parse('{"errors": {"__proto__": ["is missing"], "constructor": ["is wrong"]}}'),
    want: ['path __proto__: is missing', 'path constructor: is wrong'],
  },
];

describe('statements of a body in a known format', () => {
  it.each(byName(families))('%s', (_, { given, want }) => expect(reported(given)).toEqual(want));
});

describe('statements of a body in another format', () => {
  it.each(byName(others))('%s', (_, { given, want }) => expect(reported(given)).toEqual(want));
});

describe('statements of a malformed body', () => {
  it.each(byName(odd))('%s', (_, { given, want }) => expect(reported(given)).toEqual(want));
});
