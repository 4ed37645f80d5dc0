import type { DecodedRequest } from '../exchange.ts';
import type { Expression, Template } from '../notation/expression.ts';
import { isArray, type Json } from '../notation/json.ts';
import { replaceAt, valueAt } from '../notation/json-pointer.ts';
import type { AnswerPlan } from '../plan.ts';
import { valueIn } from './rule.ts';

/** What runtime expressions are evaluated against. */
export interface Exchange {
  readonly request: DecodedRequest;
  /** Absolute, without the query parameters that stand for preferences. */
  readonly url: string;
  readonly method: string;
  readonly status: number;
  /** The URL under which the files beside the scenario file are served. */
  readonly files: string;
  readonly responseHeader: (name: string) => string | undefined;
  readonly responseBody: Json | undefined;
}

/** The value of an expression; undefined when the exchange does not have it (OpenAPI 3.1.1, 4.8.20.4). */
function evaluateIn(expression: Expression, exchange: Exchange): Json | undefined {
  switch (expression.of) {
    case 'url':
      return exchange.url;
    case 'endpoint':
      return exchange.url.split('?')[0];
    case 'method':
      return exchange.method;
    case 'statusCode':
      return exchange.status;
    case 'file':
      return `${exchange.files}/${encodeURIComponent(expression.name)}`;
    case 'request':
      return valueIn(exchange.request, expression.place);
    case 'responseHeader':
      return exchange.responseHeader(expression.name);
    case 'responseBody':
      return valueAt(exchange.responseBody, expression.pointer);
  }
}

/** A lone expression keeps its type; amid text, everything is text. Undefined when an expression finds nothing. */
export function fillTemplate(
  template: Template | { readonly literal: Json },
  exchange: Exchange | null,
): Json | undefined {
  if ('literal' in template) return template.literal;
  const evaluate = (expression: Expression) => (exchange ? evaluateIn(expression, exchange) : undefined);
  const [only, ...others] = template;
  if (only !== undefined && typeof only !== 'string' && others.length === 0) return evaluate(only);
  let text = '';
  for (const part of template) {
    const value = typeof part === 'string' ? part : evaluate(part);
    if (value === undefined) return undefined;
    text += typeof value === 'string' ? value : JSON.stringify(value);
  }
  return text;
}

/**
 * The documented body, fitted to the request: places set, lists cut. Where nothing is found, it stays as it is.
 *
 * @param exchange null: only what needs no exchange is done
 */
export function fitBody(body: Json, answer: AnswerPlan, exchange: Exchange | null): Json {
  let fitted = body;
  for (const { pointer, value } of answer.body) {
    const filled = fillTemplate(value, exchange);
    if (filled !== undefined) fitted = replaceAt(fitted, pointer, filled);
  }
  for (const { pointer, count } of answer.limits) {
    const limit = Number(fillTemplate(count, exchange));
    const list = valueAt(fitted, pointer);
    if (isArray(list) && Number.isInteger(limit) && limit >= 0 && limit < list.length) {
      fitted = replaceAt(fitted, pointer, list.slice(0, limit));
    }
  }
  return fitted;
}
