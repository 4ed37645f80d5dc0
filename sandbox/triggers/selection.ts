import type { OperationPlan, ResponsePlan, ScenarioName, ScenarioPlan } from '../plan.ts';
import { percentEncode } from '../syntax/percent.ts';

/** A documented response, and the status that it is sent with. */
export interface SelectedResponse {
  readonly response: ResponsePlan;
  readonly status: number;
}

/** A scenario of a documented response. */
export interface SelectedScenario extends SelectedResponse {
  readonly scenario: ScenarioPlan;
  /** Set if the scenario was chosen by name or describes this request, so that no other may replace it. */
  readonly isNamed?: true;
  /** Scenarios with the same content in other media types, which may replace it. */
  readonly variants?: readonly ScenarioPlan[];
}

/** The message about a choice that does not exist, with the possible ones. */
export interface Missing {
  readonly missing: string;
}

/**
 * Selects the response for the first of the statuses that is documented, else the range of the first, else `default`
 * (OpenAPI 3.1.1, 4.8.16). The last two are sent with the first of the statuses.
 */
export function answerFor(operation: OperationPlan, statuses: readonly number[]): SelectedResponse | undefined {
  const byKey = (key: string) => operation.responses.find((response) => response.key === key);
  for (const status of statuses) {
    const response = byKey(String(status));
    if (response) return { response, status };
  }
  const [status = 0] = statuses;
  const response = byKey(`${Math.floor(status / 100)}XX`) ?? byKey('default');
  return response && { response, status };
}

/** Lists all responses that `answerFor` could select for any of the statuses, best first. */
export function answersFor(operation: OperationPlan, statuses: readonly number[]): readonly SelectedResponse[] {
  const byStatus = statuses.flatMap((status) => {
    const response = operation.responses.find(({ key }) => key === String(status));
    return response ? [{ response, status }] : [];
  });
  const fallback = answerFor(operation, statuses);
  return byStatus.length > 0 ? byStatus : fallback ? [fallback] : [];
}

/** Selects the first scenario of a response. Every response of a plan has one. */
export function firstScenario(answer: SelectedResponse): SelectedScenario | undefined {
  const [scenario] = answer.response.scenarios;
  return scenario && { ...answer, scenario };
}

/** Selects a scenario by its response and name, with the default status of that response. */
export function selectNamed(
  operation: OperationPlan,
  { response: key, name }: ScenarioName,
): SelectedScenario | undefined {
  const response = operation.responses.find((candidate) => candidate.key === key);
  const scenario = response?.scenarios.find((candidate) => candidate.name === name);
  return response && scenario && { response, scenario, status: response.status };
}

/** Marks a selected scenario as chosen by name. (Spreading it would take V8 as long as the rest of an answer.) */
export function asNamed({ response, status, scenario, variants }: SelectedScenario): SelectedScenario {
  return variants === undefined
    ? { response, status, scenario, isNamed: true }
    : { response, status, scenario, isNamed: true, variants };
}

/** Returns the id of a scenario, `create-in-app/400/invalid-recipient`: ASCII, each part percent-encoded. */
export function scenarioId(operation: string, response: string, name: string): string {
  return [operation, response, name].map(percentEncode).join('/');
}
