import type { OperationPlan } from '../plan.ts';
import { firstScenario, type SelectedScenario } from './selection.ts';

/**
 * Selects the default answer: the first example of the lowest documented 2xx, else of `2XX` or `default` sent as 200,
 * else of the first response.
 */
export function defaultAnswer(operation: Pick<OperationPlan, 'responses'>): SelectedScenario | undefined {
  const { responses } = operation;
  const successes = responses
    .filter(({ key }) => /^2\d\d$/.test(key))
    .sort((left, right) => left.status - right.status);
  const byKey = (key: string) => responses.find((response) => response.key === key);
  const range = byKey('2XX') ?? byKey('default');
  const [success] = successes;
  if (success) return firstScenario({ response: success, status: success.status });
  if (range) return firstScenario({ response: range, status: 200 });
  const [first] = responses;
  return first && firstScenario({ response: first, status: first.status });
}
