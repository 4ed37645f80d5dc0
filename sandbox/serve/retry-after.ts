import type { ResponsePlan } from '../plan.ts';
import type { Field } from './prepare-answer.ts';

/** Seconds; short enough for a test to wait. */
const defaultSeconds = '5';

/**
 * Returns `Retry-After` for every 429 and 503, because clients rely on it to retry (RFC 6585, section 4; RFC 9110,
 * sections 10.2.3 and 15.6.4).
 *
 * @param response the documented response, whose example of the header takes precedence
 */
export function retryAfter(status: number, response: ResponsePlan | undefined): readonly Field[] {
  if (status !== 429 && status !== 503) return [];
  const documented = response?.headers.find(({ name }) => name.toLowerCase() === 'retry-after');
  return [['Retry-After', documented?.value ?? defaultSeconds]];
}
