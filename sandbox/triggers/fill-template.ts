import type { DecodedRequest } from '../exchange.ts';
import type { AnswerPlan, Literal } from '../plan.ts';
import { type Digits, digitsUnder, jsonText, type Written, withDigitsAt, written } from '../syntax/digits.ts';
import { isArray, type Json } from '../syntax/json.ts';
import { replaceAt, valueAt } from '../syntax/json-pointer.ts';
import type { Expression, Template } from '../syntax/runtime-expression.ts';
import { digitsAt, valueIn } from './rule.ts';

/** The request and the response that runtime expressions are evaluated against. */
export interface Exchange {
  readonly request: DecodedRequest;
  /** Absolute, without the query parameters that express preferences. */
  readonly url: string;
  readonly method: string;
  readonly status: number;
  /** The URL under which the files beside the scenario file are served. */
  readonly files: () => string;
  readonly responseHeader: (name: string) => string | undefined;
  readonly responseBody: Json | undefined;
  readonly responseDigits: Digits | undefined;
}

/** Returns the spelling of the numbers in an expression's value. */
function digitsFor(expression: Expression, { request, responseDigits }: Exchange): Digits | undefined {
  if (expression.of === 'request') return digitsAt(request, expression.place);
  return expression.of === 'responseBody' ? digitsUnder(responseDigits, expression.pointer) : undefined;
}

/** Evaluates an expression; undefined if the exchange has no such value (OpenAPI 3.1.1, 4.8.20.4). */
function evaluateIn(expression: Expression, exchange: Exchange): Json | undefined {
  switch (expression.of) {
    case 'url':
      return exchange.url;
    case 'endpoint':
      return exchange.url.split('?', 1)[0];
    case 'method':
      return exchange.method;
    case 'statusCode':
      return exchange.status;
    case 'file':
      return `${exchange.files()}/${encodeURIComponent(expression.name)}`;
    case 'request':
      return valueIn(exchange.request, expression.place);
    case 'responseHeader':
      return exchange.responseHeader(expression.name);
    case 'responseBody':
      return valueAt(exchange.responseBody, expression.pointer);
  }
}

/**
 * Fills a template. A single expression keeps the type of its value; within text, values become text. Undefined if an
 * expression has no value.
 */
export function fillTemplate(template: Template | Literal, exchange: Exchange | null): Written | undefined {
  if ('literal' in template) return written(template.literal, template.digits);
  const evaluate = (expression: Expression): Written | undefined => {
    const value = exchange ? evaluateIn(expression, exchange) : undefined;
    return exchange && value !== undefined ? written(value, digitsFor(expression, exchange)) : undefined;
  };
  const [only, ...rest] = template;
  if (only !== undefined && typeof only !== 'string' && rest.length === 0) return evaluate(only);
  let text = '';
  for (const part of template) {
    const filled = typeof part === 'string' ? { value: part } : evaluate(part);
    if (filled === undefined) return undefined;
    text += asText(filled);
  }
  return { value: text };
}

/** Returns a string unchanged, and any other value as JSON. */
export function asText({ value, digits }: Written): string {
  return typeof value === 'string' ? value : jsonText(value, digits);
}

/**
 * Applies a rule to a documented body: sets values and shortens lists. Values that the exchange does not have leave the
 * documented ones in place.
 *
 * @param exchange null to apply only what does not depend on an exchange
 */
export function applyToBody(body: Written, answer: AnswerPlan, exchange: Exchange | null): Written {
  if (answer.body.length === 0 && answer.limits.length === 0) return body;
  let { value: fitted, digits } = body;
  for (const { pointer, value } of answer.body) {
    const filled = fillTemplate(value, exchange);
    if (filled === undefined) continue;
    fitted = replaceAt(fitted, pointer, filled.value);
    digits = withDigitsAt(digits, pointer, filled.digits);
  }
  for (const { pointer, count } of answer.limits) {
    const limit = Number(fillTemplate(count, exchange)?.value);
    const list = valueAt(fitted, pointer);
    if (isArray(list) && Number.isInteger(limit) && limit >= 0 && limit < list.length) {
      fitted = replaceAt(fitted, pointer, list.slice(0, limit));
    }
  }
  return written(fitted, digits);
}
