import type { Fault } from '../exchange.ts';
import { table } from '../syntax/dictionary.ts';
import { distinct, isArray, isObject, type Json, property, text } from '../syntax/json.ts';
import { pointerOf, tokensOf } from '../syntax/json-pointer.ts';
import type { ErrorContext, ErrorFormat, Issue, Statement } from './format.ts';
import { textsOf } from './plain-text.ts';

/**
 * FastAPI's `HTTPValidationError`, which its documents give to every operation with a status 422: a list of Pydantic's
 * errors, each with the steps to its place (fastapi.tiangolo.com/tutorial/handling-errors).
 */
export const httpValidationError: ErrorFormat = {
  mediaType: 'application/json',
  recognises: (body) => {
    const errors = errorsOf(body);
    return (
      errors.length > 0 && errors.every((error) => isArray(property(error, 'loc')) && text(error, 'msg') !== undefined)
    );
  },
  statements: (body) => errorsOf(body).map(statementOf),
  build: (issues, context) => {
    const isPlaced = issues.some(({ fault }) => fault !== null);
    // What is about no place is an HTTPException, whose detail is a sentence.
    if (!isPlaced) return { detail: issues.map(({ detail }) => detail).join('; ') };
    return { detail: distinct(issues.map((issue) => validationError(issue, context))) };
  },
};

function errorsOf(body: Json): readonly Json[] {
  const errors = property(body, 'detail');
  return isArray(errors) ? errors : [];
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

function validationError({ fault, detail, wording }: Issue, { template, places }: ErrorContext): Json {
  const loc = fault ? locOf(fault, places) : [];
  if (wording && isObject(wording.statement)) {
    if (wording.isExactMatch) return wording.statement;
    // What was sent elsewhere was not sent here.
    const { input, ...elsewhere } = wording.statement;
    return { ...elsewhere, loc };
  }
  const first = template && errorsOf(template.body)[0];
  const hasType = !first || property(first, 'type') !== undefined;
  return { ...(hasType && { type: typeOf(fault) }), loc, msg: detail };
}

/** `["body", "lines", 0, "sku"]`, `["query", "limit"]` */
function locOf({ in: place, name, pointer }: Fault, places: ErrorContext['places']): Json {
  const steps = tokensOf(pointer).map((token) => (/^\d+$/.test(token) ? Number(token) : token));
  if (place === 'body' && places && places.prefix !== 'body') return steps;
  return [place, ...(name === '' ? [] : [name]), ...steps];
}

/** The type of Pydantic's error for a fault (docs.pydantic.dev/latest/errors/validation_errors). */
function typeOf(fault: Fault | null): string {
  const type = fault?.keyword === 'type' ? typeErrors[String(fault.expected)] : errors[fault?.keyword ?? ''];
  return type ?? 'value_error';
}

const errors: Readonly<Record<string, string>> = table({
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

/** Of a value of another type than the one that is documented. */
const typeErrors: Readonly<Record<string, string>> = table({
  string: 'string_type',
  integer: 'int_type',
  number: 'float_type',
  boolean: 'bool_type',
  array: 'list_type',
  object: 'dict_type',
  null: 'none_required',
});
