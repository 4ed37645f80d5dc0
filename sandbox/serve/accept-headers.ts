import type { Fault } from '../exchange.ts';
import { isArray } from '../syntax/json.ts';
import type { Field } from './prepare-answer.ts';

/**
 * Lists what a 415 would have accepted: `Accept` for an unsupported media type (RFC 9110, section 15.5.16), also
 * `Accept-Patch` for a PATCH (RFC 5789, section 2.2), and `Accept-Encoding` for an unsupported content coding (RFC
 * 9110, section 12.5.3). Empty for any other status.
 */
export function acceptHeaders(status: number, faults: readonly Fault[], method: string): readonly Field[] {
  if (status !== 415) return [];
  return faults.flatMap(({ in: place, name, keyword, expected }): readonly Field[] => {
    if (place !== 'header' || keyword !== 'mediaType' || !isArray(expected) || expected.length === 0) return [];
    const list = expected.join(', ');
    if (name === 'Content-Encoding') return [['Accept-Encoding', list]];
    return [['Accept', list], ...(method === 'PATCH' ? [['Accept-Patch', list] as const] : [])];
  });
}
