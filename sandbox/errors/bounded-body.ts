import type { Json } from '../notation/json.ts';
import type { Issue } from './format.ts';
import { counted } from './listing.ts';

/** Bytes of an answer about faults. */
const mostBytes = 65_536;

/** As many issues are told one by one. */
const mostIssues = 100;

/**
 * A body about as many of the issues as there is room for; of those that are left out, it says how many they are.
 *
 * @param build a body about issues
 */
export function boundedBody(issues: readonly Issue[], build: (issues: readonly Issue[]) => Json): Json {
  const most = Math.min(issues.length, mostIssues);
  const first = (count: number): Json => {
    if (count >= issues.length) return build(issues);
    const more = counted(issues.length - count, 'more fault');
    return build([...issues.slice(0, count), { fault: null, detail: `${count === 0 ? '' : 'and '}${more}` }]);
  };
  const whole = first(issues.length > most ? most - 1 : most);
  if (fits(whole)) return whole;
  let [told, tooMany] = [0, most];
  while (tooMany - told > 1) {
    const middle = Math.floor((told + tooMany) / 2);
    if (fits(first(middle))) told = middle;
    else tooMany = middle;
  }
  return first(told);
}

function fits(body: Json): boolean {
  return new TextEncoder().encode(JSON.stringify(body)).byteLength <= mostBytes;
}
