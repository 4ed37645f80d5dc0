import { sentence } from '../../errors/fault-sentence.ts';
import type {
  BodyFormat,
  OperationPlan,
  ParameterPlan,
  RepresentationPlan,
  ResponsePlan,
  ScenarioPlan,
} from '../../plan.ts';
import type { Problem } from '../../problem.ts';
import { problemAt } from '../../read/source.ts';
import type { Node } from '../../read/tree.ts';
import { equal, type Json } from '../../syntax/json.ts';
import { valueAt } from '../../syntax/json-pointer.ts';
import { isJsonType, parseMediaType } from '../../syntax/media-type.ts';
import { faultOf, violationsOf } from '../../validation/find-violations.ts';
import type { Schemas, Violation } from '../../validation/violation.ts';
import { readExample } from '../examples/example-reading.ts';
import type { ReadParameter } from '../pairing/read-parameters.ts';
import type { RequestExample } from '../parts/body.ts';
import type { CompiledParameter } from '../parts/parameters.ts';
import type { CompiledResponses } from '../parts/responses.ts';
import type { SchemaBundle } from '../schemas/library.ts';
import type { Evidence, EvidenceResult, SetAside } from './set-aside.ts';

/** Evidence with its node in the document and its name in messages. */
export type EvidenceAt = Evidence & { readonly node: Node; readonly title: string };

/** Collects the request bodies that are intended to be valid. */
export function bodyEvidence(examples: readonly RequestExample[]): readonly EvidenceAt[] {
  return examples.flatMap(({ name, schemaPointer, value, node }) =>
    schemaPointer === null
      ? []
      : [{ place: { in: 'body', name: '' }, schemaPointer, value, node, title: `request example ${name}` }],
  );
}

/** Collects the parameter examples that are intended to be valid. */
export function parameterEvidence(parameters: readonly ReadParameter[]): readonly EvidenceAt[] {
  return parameters.flatMap(({ plan, examples }) =>
    examples.filter(({ isPositive }) => isPositive).flatMap(({ value, node }) => evidenceOf(plan, value, node)),
  );
}

/** Collects the parameter examples that a server reads as another value than intended. */
export function sentEvidence(parameters: readonly ReadParameter[]): readonly EvidenceAt[] {
  return parameters.flatMap(({ plan, examples }) =>
    examples
      .filter(({ isPositive, value, sent }) => isPositive && !equal(value, sent))
      .flatMap(({ sent, node }) => evidenceOf(plan, sent, node)),
  );
}

function evidenceOf({ in: where, name, schemaPointer }: ParameterPlan, value: Json, node: Node): readonly EvidenceAt[] {
  if (schemaPointer === null) return [];
  return [{ place: { in: where, name }, schemaPointer, value, node, title: `example of the parameter ${name}` }];
}

/** Reports parameter defaults that violate their own schemas. A request that omits the parameter is still accepted. */
export function reportDefaults(
  parameters: readonly CompiledParameter[],
  schemas: Schemas,
  report: (problem: Problem) => void,
): void {
  for (const { plan, node } of parameters) {
    if (plan.default === undefined || plan.schemaPointer === null) continue;
    const violations = violationsOf(plan.default, plan.schemaPointer, schemas);
    if (violations.length === 0) continue;
    const message = `The default of the parameter ${plan.name} breaks its schema: ${detailsOf(violations)}.`;
    // The checks of a schema by itself report its default at the same location, so that it appears once.
    const suffix = valueAt(node.value, '/schema/default') === undefined ? '' : '/schema/default';
    report(problemAt(node.source, `${node.pointer}${suffix}`, 'example-invalid', message));
  }
}

/**
 * Reports the constraints that were set aside, and the examples that violate the remaining ones.
 *
 * @param misread parameter examples whose value, as the server reads it, violates the schema
 */
export function reportContradictions(
  contradictions: SetAside<EvidenceAt>,
  misread: readonly EvidenceResult<EvidenceAt>[],
  bundle: SchemaBundle,
  report: (problem: Problem) => void,
): void {
  for (const violation of contradictions.setAside) {
    const node = bundle.origin(violation.constraint.pointer);
    if (!node) continue;
    const message = `No documented example satisfies this ${describeConstraint(violation)}, so requests are not refused for it.`;
    report(problemAt(node.source, node.pointer, 'constraint-set-aside', message));
  }
  for (const { evidence, violations } of contradictions.invalid) {
    const detail = detailsOf(violations) + jsonHint(evidence.value, violations);
    const message = `The ${evidence.title} breaks its schema: ${detail}.`;
    report(problemAt(evidence.node.source, evidence.node.pointer, 'example-invalid', message));
  }
  for (const { evidence, violations } of misread) {
    const message = `The ${evidence.title}, sent as it stands, breaks its schema: ${detailsOf(violations)}.`;
    report(problemAt(evidence.node.source, evidence.node.pointer, 'example-invalid', message));
  }
}

/** Reports response examples that violate their schemas. They are served nevertheless, since readers rely on them. */
export function reportResponses(
  operation: string,
  { media }: CompiledResponses,
  schemas: Schemas,
  report: (problem: Problem) => void,
): void {
  for (const { response, schemaPointer, mediaType, format, examples } of media) {
    if (schemaPointer === null || !isValidated(format)) continue;
    for (const { name, value, node } of examples) {
      const fault = defectOf(value, mediaType, format, schemaPointer, schemas);
      if (fault === undefined) continue;
      const title = name === 'example' ? 'example' : `example ${name}`;
      const message = `The ${title} of ${operation}, answer ${response}, ${fault}.`;
      report(problemAt(node.source, node.pointer, 'example-invalid', message));
    }
  }
}

/** Whether a body can be validated against its schema. */
function isValidated({ by }: BodyFormat): boolean {
  return by === 'json' || by === 'text' || by === 'sequence' || by === 'form' || by === 'multipart' || by === 'xml';
}

/** Describes why a body is invalid as a client reads it; undefined if it is valid. */
function defectOf(
  value: Json,
  mediaType: string,
  format: BodyFormat,
  schemaPointer: string,
  schemas: Schemas,
): string | undefined {
  const read = readExample(format, { value }, mediaType);
  if (read.defect !== undefined) return read.defect;
  // The text representation of an object or an array is not specified, so it cannot be validated.
  if (format.by === 'text' && format.isData && typeof read.value === 'string') return undefined;
  const violations = violationsOf(read.value, schemaPointer, schemas);
  return violations.length > 0
    ? `breaks its schema: ${detailsOf(violations)}${jsonHint(value, violations)}`
    : undefined;
}

/** Reports response bodies that were generated from a schema and violate it: the document needs an example there. */
export function reportGenerated(
  operation: string,
  responses: readonly ResponsePlan[],
  schemas: Schemas,
  bundle: SchemaBundle,
  report: (problem: Problem) => void,
): void {
  for (const { key, scenarios } of responses) {
    const title = `The body that is made from this schema for ${operation}, answer ${key},`;
    for (const { mediaType, value, schemaPointer, format } of scenarios.flatMap(generatedBodies)) {
      const isJson = isJsonType(parseMediaType(mediaType).essence);
      const read = format ? readGenerated(format, value, mediaType) : value;
      if (isJson || format) reportViolations(title, read, schemaPointer, schemas, bundle, report);
    }
  }
}

/**
 * Reports request values that were generated from a schema and violate it: no request succeeds without an example.
 *
 * @param isGenerated whether the body was generated
 */
export function reportSample(
  { key, sample, parameters, body }: Pick<OperationPlan, 'key' | 'sample' | 'parameters' | 'body'>,
  isGenerated: boolean,
  schemas: Schemas,
  bundle: SchemaBundle,
  report: (problem: Problem) => void,
): void {
  for (const [index, { name, required, schemaPointer }] of parameters.entries()) {
    const title = `The value that is made from this schema for the parameter ${name} of ${key}`;
    if (required) reportViolations(title, sample.values[index], schemaPointer, schemas, bundle, report);
  }
  const media = body?.content.find(({ mediaType }) => mediaType === sample.body?.mediaType);
  if (!isGenerated || !media || !sample.body) return;
  const { mediaType, format, schemaPointer } = media;
  const title = `The body that is made from this schema for a request of ${key}`;
  const read = isValidated(format) ? readGenerated(format, sample.body.value, mediaType) : undefined;
  reportViolations(title, read, schemaPointer, schemas, bundle, report);
}

/** Returns the value that a recipient reads from a generated body; undefined if it cannot be read. */
function readGenerated(format: BodyFormat, value: Json, mediaType: string): Json | undefined {
  const read = readExample(format, { value }, mediaType);
  return read.defect === undefined ? read.value : undefined;
}

/** Reports the violations of a generated value at the first keyword that it violates. */
function reportViolations(
  title: string,
  value: Json | undefined,
  schemaPointer: string | null,
  schemas: Schemas,
  bundle: SchemaBundle,
  report: (problem: Problem) => void,
): void {
  if (schemaPointer === null || value === undefined) return;
  const violations = violationsOf(value, schemaPointer, schemas);
  const [first] = violations;
  const node = first && (bundle.origin(first.constraint.pointer) ?? bundle.origin(schemaPointer));
  if (!node) return;
  const message = `${title} breaks it: ${detailsOf(violations)}. An example would be used instead.`;
  report(problemAt(node.source, node.pointer, 'sample-invalid', message));
}

function generatedBodies({ source, representations }: ScenarioPlan): readonly RepresentationPlan[] {
  return source === 'generated' ? representations : [];
}

/** Describes violations in words: `recipient[0].value must match the pattern … (pattern), and 2 more`. */
export function detailsOf(violations: readonly Violation[]): string {
  const [first, ...others] = violations.map(
    (violation) => `${sentence(faultOf(violation, { in: 'body', name: '' }), 'it')} (${violation.keyword})`,
  );
  return others.length > 0 ? `${first}, and ${others.length} more` : (first ?? '');
}

/** Returns a hint if the value is a string that looks like malformed JSON (`'{"a": 1'`), else an empty text. */
function jsonHint(value: Json, violations: readonly Violation[]): string {
  const isType = violations.some(({ keyword, pointer }) => keyword === 'type' && pointer === '');
  const looksLikeJson = typeof value === 'string' && isType && /^\s*[[{]/.test(value);
  return looksLikeJson ? '; it is a text, and not valid JSON either' : '';
}

function describeConstraint({ keyword, constraint: { property } }: Violation): string {
  return property === null ? keyword : `${keyword} (${property})`;
}
