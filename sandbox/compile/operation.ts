import type { EchoedHeaderPlan, OperationPlan, ParameterPlan, RequestExamplePlan, RulePlan } from '../plan.ts';
import type { Problem } from '../problem.ts';
import type { Node, Tree } from '../read/tree.ts';
import { withTexts } from '../syntax/digits.ts';
import { isFramingHeader } from '../syntax/header.ts';
import { property } from '../syntax/json.ts';
import { faultOf } from '../validation/find-violations.ts';
import {
  bodyEvidence,
  type EvidenceAt,
  parameterEvidence,
  reportContradictions,
  reportDefaults,
  reportGenerated,
  reportResponses,
  reportSample,
  sentEvidence,
} from './contradictions/report.ts';
import { invalidBy, type SetAside, setAsideContradicted } from './contradictions/set-aside.ts';
import { reportLinks } from './document/links.ts';
import { compileSecurity } from './document/security.ts';
import { withClaims } from './error-claims/claims.ts';
import { missingOfRequest, withMissing, withMissingBodies } from './missing-references.ts';
import { namedOf } from './pairing/named-answers.ts';
import { parameterExamplesOf } from './pairing/parameter-examples.ts';
import { readParameters } from './pairing/read-parameters.ts';
import { requestExamplesOf } from './pairing/request-examples.ts';
import { sampleRequest } from './pairing/sample-request.ts';
import { similarityOf, type ValidExample } from './pairing/similarity.ts';
import { withValidBodies } from './pairing/valid-sample.ts';
import { type CompiledBody, compileBody } from './parts/body.ts';
import { withDescribedBodies } from './parts/described-bodies.ts';
import { compileParameters } from './parts/parameters.ts';
import { headerText } from './parts/response-headers.ts';
import { compileResponses } from './parts/responses.ts';
import type { RuleSubject } from './rules/places.ts';
import { compileRules } from './rules/rules.ts';
import type { ScenarioFile } from './rules/scenario-file.ts';
import { partOf } from './schemas/document.ts';
import { createSchemaBundle } from './schemas/library.ts';
import type { SchemaCompiler } from './schemas/validators.ts';
import type { ApiSource, OperationSource } from './source.ts';

export interface PlannedOperation {
  readonly plan: OperationPlan;
  readonly problems: readonly Problem[];
  /** Problems that a server can do without knowing: answers that break their schemas. */
  readonly responseProblems: () => readonly Problem[];
}

/** What an operation is planned from. */
export interface PlanningContext {
  readonly api: ApiSource;
  /** The API's scenario file, if it has one. */
  readonly scenarios: ScenarioFile | undefined;
  /** Tries schemas on the document's own examples, to find where the two contradict each other. */
  readonly compile: SchemaCompiler;
}

/** Makes the plan of one operation: the same each time it is called. */
export function planOperation(context: PlanningContext, operation: OperationSource): PlannedOperation {
  const { api, compile } = context;
  const { tree } = api;
  const { key, method, path } = operation.index;
  const problems: Problem[] = [];
  const report = (problem: Problem) => problems.push(problem);

  const requestBundle = api.schemas.request.bundle();
  const parameters = compileParameters(tree, operation, requestBundle, report);
  const body = compileBody(tree, operation, requestBundle, report);
  const parameterPlans = parameters.map(({ plan }) => plan);
  const schemaPointers = [...parameterPlans, ...(body.plan?.content ?? [])].map(({ schemaPointer }) => schemaPointer);
  const places = schemaPointers.filter((place) => place !== null);
  const strict = requestBundle.document;
  const missing = requestBundle.missing();

  const responseBundle = api.schemas.response.bundle();
  const responses = compileResponses(tree, operation, responseBundle, report);
  const responseSchemas = responseBundle.document;
  const lost = responseBundle.missing();
  const making = { refusals: api.plan.refusals, document: responseSchemas, missing: lost, compile };
  const validResponses = withValidBodies(withDescribedBodies(responses, making), responseSchemas, compile);
  const answers = withMissingBodies(validResponses, lost, responseSchemas, compile);

  const readParameterExamples = readParameters(tree, parameters, answers, compile(strict));
  const requestExamples = requestExamplesOf(body.examples, answers);
  const bodiesDecide = requestExamples.some(({ answer }) => answer !== null);
  const positive = body.examples.filter((_, index) => requestExamples[index]?.isPositive);
  const contradictions = setAsideContradicted(
    strict,
    places,
    [...bodyEvidence(positive), ...parameterEvidence(readParameterExamples)],
    compile,
  );
  const requestSchemas = compile(contradictions.document);
  const misread = invalidBy(sentEvidence(readParameterExamples), requestSchemas);
  reportContradictions(contradictions, misread, requestBundle, report);
  reportDefaults(parameters, requestSchemas, report);

  const subject = {
    key,
    parameters: parameterPlans,
    body: body.plan,
    responses: answers,
    requestSchemas: strict,
    responseSchemas,
  };
  const impossible = contradictions.setAside.map((violation) => faultOf(violation, violation.place));
  const plan: OperationPlan = {
    ...subject,
    responses: withClaims(answers, { ...subject, requestSchemas: contradictions.document }),
    ...rulesFor(context, { ...subject, impossible }, report),
    api: api.plan.name,
    method,
    path,
    basePath: operation.basePaths[0] ?? '',
    deprecated: property(operation.node.value, 'deprecated') === true,
    requestExamples,
    parameterExamples: parameterExamplesOf(path, readParameterExamples, answers, bodiesDecide),
    named: namedOf(answers, parameterPlans),
    similarity: similarityOf(validExamples(body, requestExamples, contradictions), contradictions.document),
    security: compileSecurity(api, operation, report),
    echoedHeaders: echoedHeadersOf(tree, operation.node, parameterPlans),
    requestSchemas: contradictions.document,
    strictSchemas:
      contradictions.setAside.length + missing.length > 0 ? withMissing(partOf(strict, places), missing) : null,
    setAside: contradictions.setAside.map(({ constraint }) => constraint),
    missingSchemas: missing.map((place) => `${place}/not`),
    missing: missingOfRequest(api, operation),
    tolerated: [...contradictions.invalid, ...misread].map(({ evidence: { place, schemaPointer, value } }) => {
      return { ...place, schemaPointer, value };
    }),
    sample: sampleRequest(
      tree,
      readParameterExamples,
      body,
      new Set(positive.map(({ name }) => name)),
      contradictions.document,
      requestBundle.origin,
      compile,
    ),
  };
  const responseProblems = (): readonly Problem[] => {
    const found: Problem[] = [];
    const reportResponse = (problem: Problem) => found.push(problem);
    const schemas = compile(responseSchemas);
    reportResponses(key, responses, schemas, reportResponse);
    reportGenerated(key, answers, schemas, responseBundle, reportResponse);
    reportSample(plan, positive.length === 0, compile(plan.requestSchemas), requestBundle, reportResponse);
    reportLinks(api, operation.node, reportResponse);
    return found;
  };
  return { plan, problems, responseProblems };
}

/** The request examples that are meant to be right, and are. */
function validExamples(
  { examples }: CompiledBody,
  plans: readonly RequestExamplePlan[],
  { invalid }: SetAside<EvidenceAt>,
): readonly ValidExample[] {
  const wrong = new Set(invalid.map(({ evidence }) => evidence.node));
  return plans.flatMap(({ isPositive, answer, value }, index) => {
    const example = examples[index];
    return isPositive && example && !wrong.has(example.node)
      ? [{ answer, value, schemaPointer: example.schemaPointer }]
      : [];
  });
}

function rulesFor(
  { api, scenarios }: PlanningContext,
  subject: Omit<RuleSubject, 'files'>,
  report: (problem: Problem) => void,
): { readonly rules: readonly RulePlan[]; readonly ruleSchemas: OperationPlan['ruleSchemas'] } {
  // A condition of which something was left out would hold where it should not.
  const reportFatal = (problem: Problem) => report({ ...problem, severity: 'fatal' });
  const bundle = createSchemaBundle(scenarios?.tree ?? api.tree, '3.1', 'request', reportFatal, 'told');
  const sources = (scenarios?.rules ?? []).filter(({ operations }) =>
    operations.some(({ key }) => key === subject.key),
  );
  const files = api.plan.files.map(({ name }) => name);
  return { rules: compileRules(sources, { ...subject, files }, bundle, report), ruleSchemas: bundle.document };
}

/** Response headers named like a request header parameter, over all responses of the operation. */
function echoedHeadersOf(
  tree: Tree,
  operation: Node,
  parameters: readonly ParameterPlan[],
): readonly EchoedHeaderPlan[] {
  const headers = parameters.filter((parameter) => parameter.in === 'header');
  const documented = new Set(
    tree
      .entries(tree.get(operation, 'responses'))
      .flatMap(([, response]) =>
        Object.keys(tree.get(response, 'headers')?.value ?? {}).map((name) => name.toLowerCase()),
      ),
  );
  return headers
    .filter(({ name }) => documented.has(name.toLowerCase()) && !isFramingHeader(name) && !isChallenge(name))
    .map(({ name, default: fallback, defaultDigits: digits }) => ({
      name,
      default: fallback === undefined ? null : headerText(withTexts(fallback, digits)),
    }));
}

/** A challenge is the server's to make, in every 401 (RFC 9110, section 15.5.2), whatever the caller sends. */
function isChallenge(name: string): boolean {
  return name.toLowerCase() === 'www-authenticate';
}
