import type { Difference } from '../difference.ts';
import { bodyDifferences } from './bodies.ts';
import { choiceDifferences, refusalDifferences } from './choices.ts';
import { credentialDifferences } from './credentials.ts';
import { formDifferences } from './forms.ts';
import { generatedDifferences } from './generated.ts';
import { parameterDifferences } from './parameters.ts';
import { representationDifferences } from './representations.ts';

/** All that we differ in on purpose, the particular before the general: the first that explains a disagreement counts. */
export const differences: readonly Difference[] = [
  ...parameterDifferences,
  ...bodyDifferences,
  ...formDifferences,
  ...credentialDifferences,
  ...representationDifferences,
  ...generatedDifferences,
  ...choiceDifferences,
  ...refusalDifferences,
];
