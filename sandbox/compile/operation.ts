import { isObject, type JsonObject, property } from '../notation/json.ts';
import { replaceAt } from '../notation/json-pointer.ts';
import type {
  MirrorPlan,
  OperationPlan,
  ParameterPlan,
  RequestExamplePlan,
  ResponsePlan,
  ScenarioName,
} from '../plan.ts';
import type { Problem } from '../problem.ts';
import { problemAt } from '../read/source.ts';
import type { Node, Tree } from '../read/tree.ts';
import type { Violation } from '../triggers/schema-errors.ts';
import type { ApiSource, OperationSource } from './api.ts';
import { compileBody, type RequestExample } from './body.ts';
import { examplesOf, exampleValue } from './examples.ts';
import { type CompiledParameter, compileParameters } from './parameters.ts';
import { compileResponses, headerText } from './responses.ts';
import { compileRules } from './rules.ts';
import { sampleRequest } from './sample-request.ts';
import type { ScenarioFile } from './scenario-file.ts';
import { createSchemaBundle, type SchemaBundle } from './schema.ts';
import { compileSecurity } from './security.ts';
import { type Evidence, type Settled, settle } from './set-aside.ts';
import { type SchemaCompiler, UnusableSchema } from './validators.ts';

export interface PlannedOperation {
  readonly plan: OperationPlan;
  readonly problems: readonly Problem[];
}

/**
 * Makes the plan of one operation: the same each time it is called.
 *
 * @param scenarios the API's scenario file, if it has one
 * @param compile tries schemas on the document's own examples, to find where the two contradict each other
 */
export function planOperation(
  api: ApiSource,
  operation: OperationSource,
  scenarios: ScenarioFile | undefined,
  compile: SchemaCompiler,
): PlannedOperation {
  const problems: Problem[] = [];
  const report = (problem: Problem) => problems.push(problem);
  const { tree, dialect } = api;
  const { key, method, path } = operation.index;
  const requests = createSchemaBundle(tree, dialect, 'request', report);
  const parameters = compileParameters(tree, operation.node, operation.pathItem, requests, report);
  const body = compileBody(tree, operation.node, requests, report);
  const responseBundle = createSchemaBundle(tree, dialect, 'response', report);
  const responses = compileResponses(tree, operation, responseBundle, report);

  const places = [
    ...parameters.map(({ plan }) => plan.validator),
    ...(body.plan?.content ?? []).map((media) => media.validator),
  ];
  const strict = usable(requests, places, compile, report);
  const answers = usable(
    responseBundle,
    responses.map(({ builds }) => builds?.validator ?? null),
    compile,
    report,
  );
  const positive = body.examples.filter(({ name }) => isPositive(name, responses));
  const evidence = [...bodyEvidence(positive), ...parameterEvidence(tree, parameters)];
  const settled = settle(strict, evidence, compile);
  reportContradictions(settled, requests, report);

  const rules = scenarios?.rules.filter(({ operations }) => operations.some((name) => name.key === key)) ?? [];
  const ruleBundle = createSchemaBundle(scenarios?.tree ?? tree, '3.1', 'request', report);
  const plans = parameters.map(({ plan }) => plan);
  const subject = {
    key,
    path,
    parameters: plans,
    body: body.plan,
    responses,
    requestSchemas: strict,
    files: api.plan.files.map(({ name }) => name),
  };
  const compiledRules = compileRules(rules, subject, ruleBundle, report);
  return {
    plan: {
      api: api.plan.name,
      key,
      method,
      path,
      deprecated: property(operation.node.value, 'deprecated') === true,
      parameters: plans,
      body: body.plan,
      responses,
      rules: compiledRules,
      requestExamples: body.examples.map((example) => requestExample(example, responses)),
      security: compileSecurity(tree, operation),
      mirrors: mirrorsOf(tree, operation.node, plans),
      requestSchemas: settled.document,
      strictSchemas: settled.setAside.length > 0 ? strict : null,
      setAside: settled.setAside.map(({ constraint }) => constraint),
      ruleSchemas: ruleBundle.document(),
      responseSchemas: answers,
      sample: sampleRequest(tree, path, parameters, body, new Set(positive.map(({ name }) => name)), settled.document),
    },
    problems,
  };
}

/**
 * The bundle's schemas, each tried out. One that cannot be compiled, for all that was left out of it before, is reported
 * and takes anything from then on; what it belongs to is served all the same.
 */
function usable(
  bundle: SchemaBundle,
  places: readonly (string | null)[],
  compile: SchemaCompiler,
  report: (problem: Problem) => void,
): JsonObject {
  let document = bundle.document();
  for (const place of new Set(places)) {
    if (place === null) continue;
    try {
      compile(document).validatorAt(place);
    } catch (error) {
      if (!(error instanceof UnusableSchema)) throw error;
      const node = bundle.origin(place);
      const message = `This schema cannot be used, so nothing is checked against it: ${error.reason}`;
      if (node) report(problemAt(node.source, node.pointer, 'schema-unusable', 'error', message));
      const changed = replaceAt(document, place, true);
      if (isObject(changed)) document = changed;
    }
  }
  return document;
}

/** Names by which a document marks a request example as a wrong one. */
const negativeName =
  /invalid|error|\bbad\b|wrong|malformed|missing|not-?found|unauthori[sz]ed|forbidden|exceed|too-?(long|many|large)/i;

type EvidenceAt = Evidence & { readonly node: Node; readonly title: string };

/** Whether a request example is meant to be right: not marked as wrong by its name, or by having that of an error's. */
function isPositive(name: string, responses: readonly ResponsePlan[]): boolean {
  const answer = answerNamed(name, responses);
  return !negativeName.test(name) && (answer === null || !isErrorKey(answer.response));
}

function bodyEvidence(examples: readonly RequestExample[]): readonly EvidenceAt[] {
  return examples.flatMap(({ name, validator, value, node }) =>
    validator === null ? [] : [{ validator, value, node, title: `request example ${name}` }],
  );
}

function parameterEvidence(tree: Tree, parameters: readonly CompiledParameter[]): readonly EvidenceAt[] {
  return parameters.flatMap(({ plan: { name, validator }, node }) => {
    if (validator === null) return [];
    return examplesOf(tree, node)
      .filter((example) => !negativeName.test(example.name))
      .map((example) => {
        const value = exampleValue(tree, example);
        return { validator, value, node: example.value, title: `example of the parameter ${name}` };
      });
  });
}

function reportContradictions(
  settled: Settled<EvidenceAt>,
  bundle: SchemaBundle,
  report: (problem: Problem) => void,
): void {
  for (const violation of settled.setAside) {
    const node = bundle.origin(violation.constraint.split('#')[0] ?? '');
    if (!node) continue;
    const message = `No documented example satisfies this ${told(violation)}; it is set aside.`;
    report(problemAt(node.source, node.pointer, 'constraint-set-aside', 'warning', message));
  }
  for (const { evidence, violations } of settled.broken) {
    const details = violations.map((one) => `${told(one)} at ${one.pointer === '' ? 'its root' : one.pointer}`);
    const message = `The ${evidence.title} breaks its schema: ${details.join('; ')}.`;
    report(problemAt(evidence.node.source, evidence.node.pointer, 'example-invalid', 'warning', message));
  }
}

function told({ keyword, constraint }: Violation): string {
  const name = constraint.split('#')[1];
  return name === undefined ? keyword : `${keyword} (${name})`;
}

function requestExample(
  { name, mediaType, value }: RequestExample,
  responses: readonly ResponsePlan[],
): RequestExamplePlan {
  return { name, mediaType, value, answer: answerNamed(name, responses) };
}

/** The answer that has an example of the same name; a success before an error. */
function answerNamed(name: string, responses: readonly ResponsePlan[]): ScenarioName | null {
  const having = responses.filter(({ scenarios }) =>
    scenarios.some((scenario) => scenario.name === name && scenario.source === 'example'),
  );
  const success = having.find(({ key }) => key.startsWith('2'));
  // `example` is no name that anybody gave: with an error's it says nothing.
  const found = success ?? (name === 'example' ? undefined : having[0]);
  return found ? { response: found.key, name } : null;
}

function isErrorKey(key: string): boolean {
  return /^[45]/.test(key);
}

/** Response headers named like a request header parameter, over all responses of the operation. */
function mirrorsOf(tree: Tree, operation: Node, parameters: readonly ParameterPlan[]): readonly MirrorPlan[] {
  const headers = parameters.filter((parameter) => parameter.in === 'header');
  const documented = new Set(
    tree
      .entries(tree.get(operation, 'responses'))
      .flatMap(([, response]) => tree.entries(tree.get(response, 'headers')).map(([name]) => name.toLowerCase())),
  );
  return headers
    .filter(({ name }) => documented.has(name.toLowerCase()))
    .map(({ name, default: fallback }) => ({ name, default: fallback === undefined ? null : headerText(fallback) }));
}
