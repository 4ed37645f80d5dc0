import type { Fault } from '../exchange.ts';
import { distinct, isArray, isObject, type Json, type JsonObject, property } from '../syntax/json.ts';
import { reasonPhrase } from '../syntax/status.ts';
import type { ErrorContext, ErrorFormat, Issue, StatedPlace, Statement } from './error-format.ts';
import { textsOf } from './generic-error.ts';
import { formatLocation } from './location-style.ts';

/** Two of these members identify an error object in a list called `errors`. */
const errorObjectMembers = ['detail', 'title', 'source', 'status', 'code'] as const;

function errorsOf(body: Json): readonly Json[] {
  const errors = property(body, 'errors');
  return isArray(errors) ? errors : [];
}

/** The error format of JSON:API (jsonapi.org/format/1.1/#error-objects). */
export const jsonApi: ErrorFormat = {
  mediaType: 'application/vnd.api+json',
  recognises: (body) => {
    const [first] = errorsOf(body);
    // Problem details may list `errors` too, but have a `title` beside the list.
    return (
      isObject(first) &&
      property(body, 'title') === undefined &&
      errorObjectMembers.filter((name) => name in first).length > 1
    );
  },
  statements: (body) => errorsOf(body).map(statementOf),
  build: (issues, context) => ({ errors: distinct(issues.map((issue) => errorObject(issue, context))) }),
};

function statementOf(error: Json): Statement {
  const source = property(error, 'source');
  const place = (as: StatedPlace['as'], member: string) => textsOf(source, [member]).map((text) => ({ as, text }));
  return {
    issue: error,
    places: [...place('pointer', 'pointer'), ...place('parameter', 'parameter'), ...place('header', 'header')],
    words: textsOf(error, ['detail', 'title', 'code']),
  };
}

function errorObject({ fault, detail, wording }: Issue, { status, template, locationStyle }: ErrorContext): Json {
  if (wording && isObject(wording.statement)) {
    const isMoved = !wording.isExactMatch && fault !== null;
    return isMoved ? { ...wording.statement, source: sourceOf(fault, locationStyle) } : wording.statement;
  }
  const source = fault ? { source: sourceOf(fault, locationStyle) } : {};
  const first = template && errorsOf(template.body)[0];
  const base: JsonObject = isObject(first) ? first : {};
  if (template?.status === status) return { ...base, status: String(status), detail, ...source };
  const { id, links } = base;
  return {
    ...(id !== undefined && { id }),
    ...(links !== undefined && { links }),
    status: String(status),
    title: reasonPhrase(status),
    detail,
    ...source,
  };
}

/** Returns the `source` of an error object (jsonapi.org/format/1.1/#error-objects). */
function sourceOf({ in: location, name, pointer }: Fault, style: ErrorContext['locationStyle']): JsonObject {
  if (location === 'body') return { pointer: style ? formatLocation(pointer, style) : pointer };
  return location === 'header' ? { header: name } : { parameter: name };
}
