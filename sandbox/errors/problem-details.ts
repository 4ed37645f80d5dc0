import type { Fault } from '../exchange.ts';
import type { LocationStyle } from '../plan.ts';
import { isObject, type JsonObject, property } from '../syntax/json.ts';
import { reasonPhrase } from '../syntax/status.ts';
import type { ErrorFormat, Issue } from './error-format.ts';
import { listedStatements, textsOf, wordsIn } from './generic-error.ts';
import { formatLocation } from './location-style.ts';

/** Problem details (RFC 9457). Several errors are listed in an extension member, `errors` as in its section 3. */
export const problemDetails: ErrorFormat = {
  mediaType: 'application/problem+json',
  recognises: (body) => {
    const has = (name: string) => property(body, name) !== undefined;
    return has('title') && (has('status') || has('type') || has('detail') || has('instance'));
  },
  statements: (body) => {
    const errorList = listedStatements(body);
    return errorList.length > 0 ? errorList : [{ issue: body, places: [], words: textsOf(body, ['detail', 'title']) }];
  },
  build: (issues, { status, template, locationStyle }) => {
    const { type, title } = template?.status === status && isObject(template.body) ? template.body : {};
    return {
      type: type ?? 'about:blank',
      title: title ?? reasonPhrase(status),
      status,
      detail: issues.map(({ detail }) => detail).join('; '),
      ...errorList(issues, locationStyle ?? null),
    };
  },
};

/** Lists the errors as RFC 9457 shows in section 3, or in the member that documented problems use. */
function errorList(issues: readonly Issue[], style: LocationStyle | null): JsonObject {
  const reported = issues.flatMap(({ fault, detail, wording }) => {
    // A documented problem without an error list states its error in `detail`.
    const [words = detail] = wording ? wordsIn(wording.statement) : [];
    return fault ? [{ fault, words }] : [];
  });
  if (reported.length === 0) return {};
  const { member = 'errors', place: locationName = 'pointer', words: detailMember = 'detail' } = style?.list ?? {};
  return {
    [member]: reported.map(({ fault, words }) => ({
      [detailMember]: words,
      ...locationMember(fault, locationName, style),
    })),
  };
}

/** Writes a location as RFC 9457 does: a JSON Pointer in a URI fragment; for a parameter, its name. */
function locationMember({ in: where, name, pointer }: Fault, member: string, style: LocationStyle | null): JsonObject {
  if (where === 'body') return { [member]: formatLocation(pointer, style ?? { syntax: 'fragment', prefix: null }) };
  if (member !== 'pointer') return { [member]: name };
  return where === 'header' ? { header: name } : { parameter: name };
}
