import type { ApiPlan, OperationIndex } from '../plan.ts';
import { similarName } from '../syntax/similar-name.ts';
import type { Command } from './arguments.ts';
import { UsageError } from './usage-error.ts';

/** An API with its operations that `list` prints, and the scenarios of each. */
export interface ListedApi {
  readonly api: ApiPlan;
  readonly operations: readonly OperationIndex[];
}

/**
 * Returns the APIs, operations and scenarios that the options of `list` choose.
 *
 * @throws UsageError if an option names something that does not exist
 */
export function filtered(
  apis: readonly ApiPlan[],
  { api: apiName, operation: keys, status: statuses }: Command<'list'>,
): readonly ListedApi[] {
  if (apiName !== undefined && !apis.some(({ name }) => name === apiName)) {
    throw unknownName(
      '--api',
      apiName,
      apis.map(({ name }) => name),
    );
  }
  const chosen = apis.filter(({ name }) => apiName === undefined || name === apiName);
  const operations = chosen.flatMap((api) => api.operations);
  for (const key of keys) {
    if (operations.some((operation) => isNamed(operation, key))) continue;
    throw unknownName(
      '--operation',
      key,
      operations.map((operation) => operation.key),
    );
  }
  const isChosen = (operation: OperationIndex) => keys.length === 0 || keys.some((key) => isNamed(operation, key));
  const known = new Set(operations.filter(isChosen).flatMap(({ scenarios }) => scenarios.map(({ status }) => status)));
  for (const status of statuses) {
    if ([...known].some((one) => isOf(one, status))) continue;
    const all = [...known].sort((one, other) => one - other).map(String);
    throw unknownName('--status', status, all);
  }
  return chosen
    .map((api) => ({ api, operations: withStatuses(api.operations.filter(isChosen), statuses) }))
    .filter((listed) => listed.operations.length > 0 || (keys.length === 0 && statuses.length === 0));
}

/** Keeps the scenarios of these statuses, and the operations that have one; all if no status is given. */
function withStatuses(operations: readonly OperationIndex[], statuses: readonly string[]): readonly OperationIndex[] {
  if (statuses.length === 0) return operations;
  return operations
    .map((operation) => ({
      ...operation,
      scenarios: operation.scenarios.filter(({ status }) => statuses.some((one) => isOf(status, one))),
    }))
    .filter(({ scenarios }) => scenarios.length > 0);
}

/** Returns whether an operation has this `operationId`, or this method and path: `GET /pets/{id}`. */
function isNamed({ key, method, path }: OperationIndex, name: string): boolean {
  return key === name || `${method} ${path}`.toLowerCase() === name.toLowerCase();
}

/** Returns whether a status is the one given, `404`, or in its range, `4xx`. */
function isOf(status: number, given: string): boolean {
  return /^\dxx$/i.test(given) ? String(status)[0] === given[0] : String(status) === given;
}

/** The number of names that a message lists. */
const maxNamed = 16;

function unknownName(option: string, given: string, known: readonly string[]): UsageError {
  const similar = similarName(known, given);
  const shown = known.slice(0, maxNamed).join(', ');
  const rest = known.length > maxNamed ? `, and ${known.length - maxNamed} more` : '';
  const hint = similar === undefined ? `There are: ${shown || 'none'}${rest}` : `Did you mean ${similar}?`;
  return new UsageError(`${option} ${given} is not in the documents. ${hint}`);
}
