import type { Json } from '../syntax/json.ts';
import type { Issue } from './format.ts';
import { counted } from './listing.ts';

/** Bytes of an answer about faults. */
const maxBytes = 65_536;

/** As many issues are told one by one. */
const maxIssues = 100;

/**
 * A body about as many of the issues as there is room for; of those that are left out, it says how many they are.
 *
 * @param build a body about issues
 */
export function boundedBody(issues: readonly Issue[], build: (issues: readonly Issue[]) => Json): Json {
  const max = Math.min(issues.length, maxIssues);
  const first = (count: number): Json => {
    if (count >= issues.length) return build(issues);
    const more = counted(issues.length - count, 'more fault');
    return build([...issues.slice(0, count), { fault: null, detail: `${count === 0 ? '' : 'and '}${more}` }]);
  };
  const whole = first(issues.length > max ? max - 1 : max);
  if (fits(whole)) return whole;
  let [reported, tooMany] = [0, max];
  while (tooMany - reported > 1) {
    const middle = Math.floor((reported + tooMany) / 2);
    if (fits(first(middle))) reported = middle;
    else tooMany = middle;
  }
  return first(reported);
}

function fits(body: Json): boolean {
  return new TextEncoder().encode(JSON.stringify(body)).byteLength <= maxBytes;
}
