import type { Fault } from '../exchange.ts';
import { isObject, type JsonObject, property } from '../notation/json.ts';
import { reasonPhrase } from '../notation/status.ts';
import type { PlaceManner } from '../plan.ts';
import type { ErrorFormat, Issue } from './format.ts';
import { placeIn } from './place-manner.ts';
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
function listed(issues: readonly Issue[], places: PlaceManner | null): JsonObject {
  const told = issues.flatMap(({ fault, detail, wording }) => {
    // A documented problem that lists no errors of its own states one: in its detail.
    const [words = detail] = wording ? wordsIn(wording.statement) : [];
    return fault ? [{ fault, words }] : [];
  });
  if (told.length === 0) return {};
  const { member = 'errors', place = 'pointer', words: said = 'detail' } = places?.list ?? {};
  return { [member]: told.map(({ fault, words }) => ({ [said]: words, ...placeOf(fault, place, places) })) };
}

/** The place as RFC 9457 shows it: a JSON Pointer in a URI fragment; for a parameter, its name. */
function placeOf({ in: where, name, pointer }: Fault, member: string, places: PlaceManner | null): JsonObject {
  if (where === 'body') return { [member]: placeIn(pointer, places ?? { notation: 'fragment', prefix: null }) };
  if (member !== 'pointer') return { [member]: name };
  return where === 'header' ? { header: name } : { parameter: name };
}
