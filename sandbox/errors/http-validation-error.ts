import type { Fault } from '../exchange.ts';
import { table } from '../syntax/dictionary.ts';
import { distinct, isArray, isObject, type Json, property, text } from '../syntax/json.ts';
import { pointerOf, tokensOf } from '../syntax/json-pointer.ts';
import type { ErrorContext, ErrorFormat, Issue, Statement } from './error-format.ts';
import { textsOf } from './generic-error.ts';

/**
 * FastAPI's `HTTPValidationError`, which its generated documents give to every operation as status 422: a list of
 * Pydantic's errors, each with its location as a list of steps (fastapi.tiangolo.com/tutorial/handling-errors).
 */
export const httpValidationError: ErrorFormat = {
  mediaType: 'application/json',
  recognises: (body) => {
    const typesByKeyword = errorsOf(body);
    return (
      typesByKeyword.length > 0 &&
      typesByKeyword.every((error) => isArray(property(error, 'loc')) && text(error, 'msg') !== undefined)
    );
  },
  statements: (body) => errorsOf(body).map(statementOf),
  build: (issues, context) => {
    const hasLocation = issues.some(({ fault }) => fault !== null);
    // An error without a location is an HTTPException, whose `detail` is a sentence.
    if (!hasLocation) return { detail: issues.map(({ detail }) => detail).join('; ') };
    return { detail: distinct(issues.map((issue) => validationError(issue, context))) };
  },
};

function errorsOf(body: Json): readonly Json[] {
  const typesByKeyword = property(body, 'detail');
  return isArray(typesByKeyword) ? typesByKeyword : [];
}

function statementOf(error: Json): Statement {
  const loc = property(error, 'loc');
  const steps = isArray(loc) ? loc.map(String) : [];
  return {
    issue: error,
    places: steps.length > 0 ? [{ as: 'pointer', text: pointerOf(steps) }] : [],
    words: textsOf(error, ['msg']),
  };
}

function validationError({ fault, detail, wording }: Issue, { template, locationStyle }: ErrorContext): Json {
  const loc = fault ? locOf(fault, locationStyle) : [];
  if (wording && isObject(wording.statement)) {
    if (wording.isExactMatch) return wording.statement;
    // `input` quotes the value at the location of the example, not at this one.
    const { input, ...elsewhere } = wording.statement;
    return { ...elsewhere, loc };
  }
  const first = template && errorsOf(template.body)[0];
  const hasType = !first || property(first, 'type') !== undefined;
  return { ...(hasType && { type: typeOf(fault) }), loc, msg: detail };
}

/** Returns a Pydantic location: `["body", "lines", 0, "sku"]`, `["query", "limit"]`. */
function locOf({ in: location, name, pointer }: Fault, style: ErrorContext['locationStyle']): Json {
  const steps = tokensOf(pointer).map((token) => (/^\d+$/.test(token) ? Number(token) : token));
  if (location === 'body' && style && style.prefix !== 'body') return steps;
  return [location, ...(name === '' ? [] : [name]), ...steps];
}

/** Returns Pydantic's error type for a fault (docs.pydantic.dev/latest/errors/validation_errors). */
function typeOf(fault: Fault | null): string {
  const type =
    fault?.keyword === 'type' ? typesOfTypeErrors[String(fault.expected)] : typesByKeyword[fault?.keyword ?? ''];
  return type ?? 'value_error';
}

const typesByKeyword: Readonly<Record<string, string>> = table({
  required: 'missing',
  dependentRequired: 'missing',
  enum: 'enum',
  const: 'literal_error',
  pattern: 'string_pattern_mismatch',
  minLength: 'string_too_short',
  maxLength: 'string_too_long',
  minItems: 'too_short',
  maxItems: 'too_long',
  minimum: 'greater_than_equal',
  exclusiveMinimum: 'greater_than',
  maximum: 'less_than_equal',
  exclusiveMaximum: 'less_than',
  multipleOf: 'multiple_of',
  additionalProperties: 'extra_forbidden',
  unevaluatedProperties: 'extra_forbidden',
  syntax: 'json_invalid',
});

/** Error types for the keyword `type`, by the documented type. */
const typesOfTypeErrors: Readonly<Record<string, string>> = table({
  string: 'string_type',
  integer: 'int_type',
  number: 'float_type',
  boolean: 'bool_type',
  array: 'list_type',
  object: 'dict_type',
  null: 'none_required',
});
