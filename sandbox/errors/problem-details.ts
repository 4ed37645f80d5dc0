import type { Fault } from '../exchange.ts';
import { isObject, type Json, type JsonObject, property } from '../notation/json.ts';
import { fragmentOf } from '../notation/json-pointer.ts';
import { reasonPhrase } from '../notation/status.ts';
import type { ErrorFormat, Issue } from './format.ts';
import { listedStatements, textsOf, wordsIn } from './plain.ts';

/** Problem details (RFC 9457), several of them told in `errors` as its section 3 shows. */
export const problemDetails: ErrorFormat = {
  mediaType: 'application/problem+json',
  recognises: (body) => {
    const has = (name: string) => property(body, name) !== undefined;
    return has('title') && (has('status') || has('type') || has('detail') || has('instance'));
  },
  statements: (body) => {
    const listed = listedStatements(body);
    return listed.length > 0 ? listed : [{ issue: body, places: [], words: textsOf(body, ['detail', 'title']) }];
  },
  build: (issues, { status, template }) => {
    const { type, title } = template?.status === status && isObject(template.body) ? template.body : {};
    const faults = issues.flatMap((issue) => error(issue) ?? []);
    return {
      type: type ?? 'about:blank',
      title: title ?? reasonPhrase(status),
      status,
      detail: issues.map(({ detail }) => detail).join('; '),
      ...(faults.length > 0 && { errors: faults }),
    };
  },
};

function error({ fault, detail, wording }: Issue): Json | undefined {
  if (!fault) return undefined;
  // A documented problem that lists no errors of its own states one: in its detail.
  const [words = detail] = wording ? wordsIn(wording.statement) : [];
  return { detail: words, ...placeOf(fault) };
}

/** The place as RFC 9457 shows it: a JSON Pointer in a URI fragment; for a parameter, its name. */
function placeOf({ in: place, name, pointer }: Fault): JsonObject {
  if (place === 'body') return { pointer: `#${fragmentOf(pointer)}` };
  return place === 'header' ? { header: name } : { parameter: name };
}
