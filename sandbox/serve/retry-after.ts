import type { ResponsePlan } from '../plan.ts';
import type { Field } from './prepare.ts';

/** Seconds: few enough to be waited for in a test. */
const defaultSeconds = '5';

/**
 * When to come back, on every 429 and 503 (RFC 6585, section 4; RFC 9110, sections 10.2.3 and 15.6.4), since that is what
 * clients that retry look at.
 *
 * @param response the documented one, whose own value is taken where it has one
 */
export function retryAfter(status: number, response: ResponsePlan | undefined): readonly Field[] {
  if (status !== 429 && status !== 503) return [];
  const documented = response?.headers.find(({ name }) => name.toLowerCase() === 'retry-after');
  return [['Retry-After', documented?.value ?? defaultSeconds]];
}
