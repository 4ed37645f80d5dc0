import type { Fields } from '../exchange.ts';
import type { Plan } from '../plan.ts';

/** Headers of every answer, by which scripts of other origins may read it (Fetch Standard, 3.3.3). */
export function sharedFields({ apis }: Plan): Fields {
  const names = [...alwaysExposed, ...apis.flatMap(({ responseHeaders }) => responseHeaders)];
  const bySpelling = new Map(names.map((name) => [name.toLowerCase(), name]));
  return {
    'access-control-allow-origin': '*',
    // Ours, those of HTTP that answers set, and those documented.
    'access-control-expose-headers': [...bySpelling.values()].join(', '),
  };
}

const alwaysExposed = [
  'Sandbox-Scenario',
  'Sandbox-Trigger',
  'Sandbox-Faults',
  'Sandbox-Faults-More',
  'Sandbox-Set-Aside',
  'Preference-Applied',
  'X-Correlation-ID',
  'X-Request-ID',
  'Location',
  'Link',
  'Retry-After',
  'Deprecation',
  'Allow',
  'WWW-Authenticate',
] as const;
