import type { HeaderFields } from '../exchange.ts';
import type { Plan } from '../plan.ts';

/** Returns the headers that let scripts of other origins read every answer (Fetch Standard, 3.3.3). */
export function corsHeadersFor({ apis }: Plan): HeaderFields {
  const names = [...alwaysExposed, ...apis.flatMap(({ responseHeaders }) => responseHeaders)];
  const byLowerCase = new Map(names.map((name) => [name.toLowerCase(), name]));
  return {
    'access-control-allow-origin': '*',
    // The sandbox's own headers, those that HTTP requires, and all documented ones.
    'access-control-expose-headers': [...byLowerCase.values()].join(', '),
  };
}

const alwaysExposed = [
  'Sandbox-Scenario',
  'Sandbox-Trigger',
  'Sandbox-Faults',
  'Sandbox-Faults-More',
  'Sandbox-Set-Aside',
  'Sandbox-Hint',
  'Preference-Applied',
  'X-Correlation-ID',
  'X-Request-ID',
  'Location',
  'Content-Disposition',
  'Link',
  'Retry-After',
  'Deprecation',
  'Allow',
  'WWW-Authenticate',
] as const;
