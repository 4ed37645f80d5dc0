import type { Topic } from '../topic.ts';
import { bodies } from './bodies.ts';
import { examples } from './examples.ts';
import { forms } from './forms.ts';
import { headers } from './headers.ts';
import { negotiation } from './negotiation.ts';
import { oldSchemas } from './old-schemas.ts';
import { parameterStyles } from './parameter-styles.ts';
import { parameterValues } from './parameter-values.ts';
import { requestExamples } from './request-examples.ts';
import { basePaths, routes } from './routes.ts';
import { security } from './security.ts';
import { statuses } from './statuses.ts';
import { unusableSchemas } from './unusable-schemas.ts';

export const topics: readonly Topic[] = [
  parameterStyles,
  parameterValues,
  bodies,
  forms,
  unusableSchemas,
  negotiation,
  statuses,
  requestExamples,
  examples,
  oldSchemas,
  headers,
  basePaths,
  routes,
  security,
];
