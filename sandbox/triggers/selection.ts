import type { OperationPlan, ResponsePlan, ScenarioName, ScenarioPlan } from '../plan.ts';
import { percentEncode } from '../syntax/percent.ts';

/** A response of the operation and the status that it is sent with. */
export interface SelectedAnswer {
  readonly response: ResponsePlan;
  readonly status: number;
}

/** A documented answer, chosen. */
export interface Selected extends SelectedAnswer {
  readonly scenario: ScenarioPlan;
  /** It was chosen by its name, or is about this request: no other of its response will do. */
  readonly isNamed?: true;
  /** What is the same in other media types, and will do as well. */
  readonly variants?: readonly ScenarioPlan[];
}

/** A choice that names nothing there is, and what could be written instead. */
export interface Missing {
  readonly missing: string;
}

/**
 * The response for the first of the wanted statuses that is documented, else the range of the first, else `default`
 * (OpenAPI 3.1.1, 4.8.16): those two are sent as the first status wanted.
 */
export function answerFor(operation: OperationPlan, wanted: readonly number[]): SelectedAnswer | undefined {
  const byKey = (key: string) => operation.responses.find((response) => response.key === key);
  for (const status of wanted) {
    const response = byKey(String(status));
    if (response) return { response, status };
  }
  const [status = 0] = wanted;
  const response = byKey(`${Math.floor(status / 100)}XX`) ?? byKey('default');
  return response && { response, status };
}

/** Every response that may be given for the wanted statuses, best first, each as `answerFor` sends it. */
export function answersFor(operation: OperationPlan, wanted: readonly number[]): readonly SelectedAnswer[] {
  const byStatus = wanted.flatMap((status) => {
    const response = operation.responses.find(({ key }) => key === String(status));
    return response ? [{ response, status }] : [];
  });
  const last = answerFor(operation, wanted);
  return byStatus.length > 0 ? byStatus : last ? [last] : [];
}

/** The first scenario of an answer. Every response has one. */
export function firstOf(answer: SelectedAnswer): Selected | undefined {
  const [scenario] = answer.response.scenarios;
  return scenario && { ...answer, scenario };
}

/** The scenario by its place in the operation, with the status that its response is sent with unasked. */
export function selectNamed(operation: OperationPlan, { response: key, name }: ScenarioName): Selected | undefined {
  const response = operation.responses.find((one) => one.key === key);
  const scenario = response?.scenarios.find((one) => one.name === name);
  return response && scenario && { response, scenario, status: response.status };
}

/** The same, chosen by its name. (To spread it and add a property takes V8 as long as a whole answer.) */
export function named({ response, status, scenario, variants }: Selected): Selected {
  return variants === undefined
    ? { response, status, scenario, isNamed: true }
    : { response, status, scenario, isNamed: true, variants };
}

/** `create-in-app/400/invalid-recipient`: opaque ASCII, each part percent-encoded where needed. */
export function scenarioId(operation: string, response: string, name: string): string {
  return [operation, response, name].map(percentEncode).join('/');
}
