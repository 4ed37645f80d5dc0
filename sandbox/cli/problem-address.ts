import type { ProblemCode } from '../problem/catalogue.ts';
import { homepage } from './package-fields.ts';

/** Returns the address of the section about a code in `sandbox/checks/README.md`. */
export function problemAddress(code: ProblemCode): string {
  return `${homepage()}/blob/main/sandbox/checks/README.md#${code}`;
}
