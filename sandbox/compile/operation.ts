import type { OperationPlan, ResponsePlan, RulePlan } from '../plan.ts';
import { scenarioFileSeverity } from '../problem/catalogue.ts';
import type { Problem } from '../problem.ts';
import { property } from '../syntax/json.ts';
import { faultOf } from '../validation/find-violations.ts';
import type { SchemaCompiler } from '../validation/violation.ts';
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
import { type ReadParameter, readParameters } from './pairing/read-parameters.ts';
import { type PairedExample, pairRequestExamples } from './pairing/request-examples.ts';
import { sampleRequest } from './pairing/sample-request.ts';
import { similarityOf } from './pairing/similarity.ts';
import { withValidBodies } from './pairing/valid-sample.ts';
import { type CompiledBody, compileBody } from './parts/body.ts';
import { withDescribedBodies } from './parts/described-bodies.ts';
import { echoedHeadersOf } from './parts/echoed-headers.ts';
import { type CompiledParameter, compileParameters } from './parts/parameters.ts';
import { type CompiledResponses, compileResponses } from './parts/responses.ts';
import type { RuleSubject } from './rules/places.ts';
import { compileRules } from './rules/rules.ts';
import type { ScenarioFile } from './rules/scenario-file.ts';
import { partOf } from './schemas/document.ts';
import { createSchemaBundle, type SchemaBundle } from './schemas/library.ts';
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

/** Where problems with an operation go. */
type Report = (problem: Problem) => void;

/** Makes the plan of one operation; the same plan at every call. */
export function planOperation(context: PlanningContext, operation: OperationSource): PlannedOperation {
  const problems: Problem[] = [];
  const report: Report = (problem) => problems.push(problem);
  const parts = compileParts(context, operation, report);
  const examples = pairExamples(context, parts);
  const evidence = weighEvidence(context, parts, examples, report);
  const subject = subjectOf(operation, parts);
  const plan: OperationPlan = {
    ...subject,
    ...identityOf(context, operation),
    ...answersOf(subject, evidence),
    ...rulesFor(context, { ...subject, impossible: impossibleFaults(evidence) }, report),
    ...requestPlans(context, operation, parts, examples, evidence),
    ...schemaPlans(parts, evidence),
    security: compileSecurity(context.api, operation, report),
    echoedHeaders: echoedHeadersOf(context.api.tree, operation.node, subject.parameters),
    missing: missingOfRequest(context.api, operation),
  };
  const responseProblems = () => problemsOfResponses(context, operation, parts, examples, plan);
  return { plan, problems, responseProblems };
}

/** The parts of an operation as the document has them. */
interface Parts {
  readonly parameters: readonly CompiledParameter[];
  readonly body: CompiledBody;
  readonly requestBundle: SchemaBundle;
  /** Pointers of the schemas of the parameters and the body in the request bundle. */
  readonly requestPointers: readonly string[];
  readonly documentedResponses: CompiledResponses;
  /** The documented responses, with a valid body where the document describes one or none. */
  readonly responses: readonly ResponsePlan[];
  readonly responseBundle: SchemaBundle;
}

function compileParts({ api, compile }: PlanningContext, operation: OperationSource, report: Report): Parts {
  const { tree } = api;
  const requestBundle = api.schemas.request.bundle();
  const parameters = compileParameters(tree, operation, requestBundle, report);
  const body = compileBody(tree, operation, requestBundle, report);
  const requestPointers = [...parameters.map(({ plan }) => plan), ...(body.plan?.content ?? [])]
    .map(({ schemaPointer }) => schemaPointer)
    .filter((pointer) => pointer !== null);
  const responseBundle = api.schemas.response.bundle();
  const documentedResponses = compileResponses(tree, operation, responseBundle, report);
  const { document } = responseBundle;
  const missing = responseBundle.missing();
  const described = withDescribedBodies(documentedResponses, {
    refusals: api.plan.refusals,
    document,
    missing,
    compile,
  });
  const responses = withMissingBodies(withValidBodies(described, document, compile), missing, document, compile);
  return { parameters, body, requestBundle, requestPointers, documentedResponses, responses, responseBundle };
}

/** The documented request values, each with the response that belongs to it. */
interface Examples {
  readonly parameters: readonly ReadParameter[];
  readonly bodies: readonly PairedExample[];
}

function pairExamples({ api, compile }: PlanningContext, parts: Parts): Examples {
  const { body, parameters, requestBundle, responses } = parts;
  return {
    parameters: readParameters(api.tree, parameters, responses, compile(requestBundle.document)),
    bodies: pairRequestExamples(body.examples, responses),
  };
}

/** What the documented values say about the schemas. */
interface WeighedEvidence {
  /** The constraints that no documented value satisfies, and the schemas without them. */
  readonly contradictions: SetAside<EvidenceAt>;
  /** Parameter values that are invalid when a client sends them as the document writes them. */
  readonly misread: SetAside<EvidenceAt>['invalid'];
}

function weighEvidence(
  { compile }: PlanningContext,
  { parameters, requestBundle, requestPointers }: Parts,
  examples: Examples,
  report: Report,
): WeighedEvidence {
  const evidence = [
    ...bodyEvidence(positiveBodies(examples).map(({ source }) => source)),
    ...parameterEvidence(examples.parameters),
  ];
  const contradictions = setAsideContradicted(requestBundle.document, requestPointers, evidence, compile);
  const schemas = compile(contradictions.document);
  const misread = invalidBy(sentEvidence(examples.parameters), schemas);
  reportContradictions(contradictions, misread, requestBundle, report);
  reportDefaults(parameters, schemas, report);
  return { contradictions, misread };
}

function positiveBodies({ bodies }: Examples): readonly PairedExample[] {
  return bodies.filter(({ plan }) => plan.isPositive);
}

/** Faults that a constraint which was set aside would find: no request can have them. */
function impossibleFaults({ contradictions }: WeighedEvidence): RuleSubject['impossible'] {
  return contradictions.setAside.map((violation) => faultOf(violation, violation.place));
}

/** What rules and documented errors speak of. */
function subjectOf({ index }: OperationSource, { parameters, body, responses, requestBundle, responseBundle }: Parts) {
  return {
    key: index.key,
    parameters: parameters.map(({ plan }) => plan),
    body: body.plan,
    responses,
    requestSchemas: requestBundle.document,
    responseSchemas: responseBundle.document,
  };
}

function identityOf(
  { api }: PlanningContext,
  { index: { method, path }, basePaths: [basePath = ''], node }: OperationSource,
): Pick<OperationPlan, 'api' | 'method' | 'path' | 'basePath' | 'deprecated'> {
  return { api: api.plan.name, method, path, basePath, deprecated: property(node.value, 'deprecated') === true };
}

function answersOf(
  subject: ReturnType<typeof subjectOf>,
  { contradictions }: WeighedEvidence,
): Pick<OperationPlan, 'responses' | 'named'> {
  const { responses, parameters } = subject;
  return {
    responses: withClaims(responses, { ...subject, requestSchemas: contradictions.document }),
    named: namedOf(responses, parameters),
  };
}

/** What the documented values tell about requests: which answer each leads to, and one that should be accepted. */
function requestPlans(
  { api, compile }: PlanningContext,
  { index }: OperationSource,
  { body, responses, requestBundle }: Parts,
  examples: Examples,
  { contradictions }: WeighedEvidence,
): Pick<OperationPlan, 'requestExamples' | 'parameterExamples' | 'similarity' | 'sample'> {
  const { parameters, bodies } = examples;
  const bodiesDecide = bodies.some(({ plan }) => plan.answer !== null);
  const positive = positiveBodies(examples);
  const invalid = new Set(contradictions.invalid.map(({ evidence }) => evidence.node));
  const valid = positive
    .filter(({ source }) => !invalid.has(source.node))
    .map(({ source, plan }) => ({ answer: plan.answer, value: plan.value, schemaPointer: source.schemaPointer }));
  return {
    requestExamples: bodies.map(({ plan }) => plan),
    parameterExamples: parameterExamplesOf(index.path, parameters, responses, bodiesDecide),
    similarity: similarityOf(valid, contradictions.document),
    sample: sampleRequest(
      api.tree,
      parameters,
      body,
      new Set(positive.map(({ plan }) => plan.name)),
      contradictions.document,
      requestBundle.origin,
      compile,
    ),
  };
}

function schemaPlans(
  { requestBundle, requestPointers }: Parts,
  { contradictions, misread }: WeighedEvidence,
): Pick<OperationPlan, 'requestSchemas' | 'strictSchemas' | 'setAside' | 'missingSchemas' | 'tolerated'> {
  const missing = requestBundle.missing();
  const { setAside, invalid } = contradictions;
  const isRelaxed = setAside.length + missing.length > 0;
  return {
    requestSchemas: contradictions.document,
    strictSchemas: isRelaxed ? withMissing(partOf(requestBundle.document, requestPointers), missing) : null,
    setAside: setAside.map(({ constraint }) => constraint),
    missingSchemas: missing.map((place) => `${place}/not`),
    tolerated: [...invalid, ...misread].map(({ evidence: { place, schemaPointer, value } }) => {
      return { ...place, schemaPointer, value };
    }),
  };
}

function rulesFor(
  { api, scenarios }: PlanningContext,
  subject: Omit<RuleSubject, 'files'>,
  report: (problem: Problem) => void,
): { readonly rules: readonly RulePlan[]; readonly ruleSchemas: OperationPlan['ruleSchemas'] } {
  // A condition of which something was left out would hold where it should not.
  const reportFatal = (problem: Problem) => report({ ...problem, severity: scenarioFileSeverity.served });
  const bundle = createSchemaBundle(scenarios?.tree ?? api.tree, '3.1', 'request', reportFatal, 'told');
  const sources = (scenarios?.rules ?? []).filter(({ operations }) =>
    operations.some(({ key }) => key === subject.key),
  );
  const files = api.plan.files.map(({ name }) => name);
  return { rules: compileRules(sources, { ...subject, files }, bundle, report), ruleSchemas: bundle.document };
}

function problemsOfResponses(
  { api, compile }: PlanningContext,
  operation: OperationSource,
  { documentedResponses, responses, responseBundle, requestBundle }: Parts,
  examples: Examples,
  plan: OperationPlan,
): readonly Problem[] {
  const found: Problem[] = [];
  const report: Report = (problem) => found.push(problem);
  const schemas = compile(responseBundle.document);
  const hasNoExample = positiveBodies(examples).length === 0;
  reportResponses(plan.key, documentedResponses, schemas, report);
  reportGenerated(plan.key, responses, schemas, responseBundle, report);
  reportSample(plan, hasNoExample, compile(plan.requestSchemas), requestBundle, report);
  reportLinks(api, operation.node, report);
  return found;
}
