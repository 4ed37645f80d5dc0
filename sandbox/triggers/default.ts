import type { OperationPlan } from '../plan.ts';
import { firstOf, type Selected } from './selection.ts';

/**
 * The answer when nothing asks for another: the lowest documented 2xx, `2XX` or `default` as 200, else the first
 * response; of it, the first example.
 */
export function defaultAnswer(operation: Pick<OperationPlan, 'responses'>): Selected | undefined {
  const { responses } = operation;
  const successes = responses.filter(({ key }) => /^2\d\d$/.test(key)).sort((one, other) => one.status - other.status);
  const byKey = (key: string) => responses.find((response) => response.key === key);
  const open = byKey('2XX') ?? byKey('default');
  const [success] = successes;
  if (success) return firstOf({ response: success, status: success.status });
  if (open) return firstOf({ response: open, status: 200 });
  const [first] = responses;
  return first && firstOf({ response: first, status: first.status });
}
