import type { Json } from '../syntax/json.ts';
import type { Issue } from './error-format.ts';
import { counted } from './phrases.ts';

/** Maximum size of an error body, in bytes. */
const maxBytes = 65_536;

/** Maximum number of issues that a body lists one by one. */
const maxIssues = 100;

/**
 * Builds an error body from as many issues as fit into the limits; a last issue counts those that were left out.
 *
 * @param build builds a body from issues
 */
export function boundedBody(issues: readonly Issue[], build: (issues: readonly Issue[]) => Json): Json {
  const max = Math.min(issues.length, maxIssues);
  const bodyWith = (count: number): Json => {
    if (count >= issues.length) return build(issues);
    const more = counted(issues.length - count, 'more fault');
    return build([...issues.slice(0, count), { fault: null, detail: `${count === 0 ? '' : 'and '}${more}` }]);
  };
  const complete = bodyWith(issues.length > max ? max - 1 : max);
  if (fits(complete)) return complete;
  let [reported, tooMany] = [0, max];
  while (tooMany - reported > 1) {
    const middle = Math.floor((reported + tooMany) / 2);
    if (fits(bodyWith(middle))) reported = middle;
    else tooMany = middle;
  }
  return bodyWith(reported);
}

function fits(body: Json): boolean {
  return new TextEncoder().encode(JSON.stringify(body)).byteLength <= maxBytes;
}
