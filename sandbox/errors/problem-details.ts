import type { Fault } from '../exchange.ts';
import type { LocationStyle } from '../plan.ts';
import { isObject, type JsonObject, property } from '../syntax/json.ts';
import { reasonPhrase } from '../syntax/status.ts';
import type { ErrorFormat, Issue } from './format.ts';
import { placeIn } from './location-style.ts';
import { listedStatements, textsOf, wordsIn } from './plain-text.ts';

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
  build: (issues, { status, template, places }) => {
    const { type, title } = template?.status === status && isObject(template.body) ? template.body : {};
    return {
      type: type ?? 'about:blank',
      title: title ?? reasonPhrase(status),
      status,
      detail: issues.map(({ detail }) => detail).join('; '),
      ...listed(issues, places ?? null),
    };
  },
};

/** The errors one by one, as RFC 9457 shows it in section 3, or as documented problems list them. */
function listed(issues: readonly Issue[], places: LocationStyle | null): JsonObject {
  const reported = issues.flatMap(({ fault, detail, wording }) => {
    // A documented problem that lists no errors of its own states one: in its detail.
    const [words = detail] = wording ? wordsIn(wording.statement) : [];
    return fault ? [{ fault, words }] : [];
  });
  if (reported.length === 0) return {};
  const { member = 'errors', place = 'pointer', words: stated = 'detail' } = places?.list ?? {};
  return {
    [member]: reported.map(({ fault, words }) => ({ [stated]: words, ...locationMember(fault, place, places) })),
  };
}

/** The place as RFC 9457 shows it: a JSON Pointer in a URI fragment; for a parameter, its name. */
function locationMember({ in: where, name, pointer }: Fault, member: string, places: LocationStyle | null): JsonObject {
  if (where === 'body') return { [member]: placeIn(pointer, places ?? { syntax: 'fragment', prefix: null }) };
  if (member !== 'pointer') return { [member]: name };
  return where === 'header' ? { header: name } : { parameter: name };
}
