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
import type { Evidence, Result, SetAside } from './set-aside.ts';

/** Evidence, and where it is written. */
export type EvidenceAt = Evidence & { readonly node: Node; readonly title: string };

/** Request bodies that are meant to be right. */
export function bodyEvidence(examples: readonly RequestExample[]): readonly EvidenceAt[] {
  return examples.flatMap(({ name, schemaPointer, value, node }) =>
    schemaPointer === null
      ? []
      : [{ place: { in: 'body', name: '' }, schemaPointer, value, node, title: `request example ${name}` }],
  );
}

/** Examples of parameters that are meant to be right. */
export function parameterEvidence(parameters: readonly ReadParameter[]): readonly EvidenceAt[] {
  return parameters.flatMap(({ plan, examples }) =>
    examples.filter(({ isPositive }) => isPositive).flatMap(({ value, node }) => evidenceOf(plan, value, node)),
  );
}

/** Examples of parameters that mean something else than what is read where they are sent as they stand. */
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

/** Tells which defaults of parameters break their own schemas: nobody is refused for one that was not sent. */
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
    // Whoever looks at the schema by itself tells the same of this place.
    const inside = valueAt(node.value, '/schema/default') === undefined ? '' : '/schema/default';
    report(problemAt(node.source, `${node.pointer}${inside}`, 'example-invalid', 'warning', message));
  }
}

/**
 * Tells what was set aside, and which examples break what stands.
 *
 * @param misread examples of parameters that say something else where they are sent as they stand
 */
export function reportContradictions(
  contradictions: SetAside<EvidenceAt>,
  misread: readonly Result<EvidenceAt>[],
  bundle: SchemaBundle,
  report: (problem: Problem) => void,
): void {
  for (const violation of contradictions.setAside) {
    const node = bundle.origin(violation.constraint.split('#')[0] ?? '');
    if (!node) continue;
    const message = `No documented example satisfies this ${describe(violation)}, so requests are not refused for it.`;
    report(problemAt(node.source, node.pointer, 'constraint-set-aside', 'warning', message));
  }
  for (const { evidence, violations } of contradictions.invalid) {
    const detail = detailsOf(violations) + quoted(evidence.value, violations);
    const message = `The ${evidence.title} breaks its schema: ${detail}.`;
    report(problemAt(evidence.node.source, evidence.node.pointer, 'example-invalid', 'warning', message));
  }
  for (const { evidence, violations } of misread) {
    const message = `The ${evidence.title}, sent as it stands, breaks its schema: ${detailsOf(violations)}.`;
    report(problemAt(evidence.node.source, evidence.node.pointer, 'example-invalid', 'warning', message));
  }
}

/** Tells which response examples break their schemas. They are served all the same: readers go by them. */
export function reportResponses(
  operation: string,
  { media }: CompiledResponses,
  schemas: Schemas,
  report: (problem: Problem) => void,
): void {
  for (const { response, schemaPointer, mediaType, format, examples } of media) {
    if (schemaPointer === null || !carriesData(format)) continue;
    for (const { name, value, node } of examples) {
      const fault = faultOfExample(value, mediaType, format, schemaPointer, schemas);
      if (fault === undefined) continue;
      const title = name === 'example' ? 'example' : `example ${name}`;
      const message = `The ${title} of ${operation}, answer ${response}, ${fault}.`;
      report(problemAt(node.source, node.pointer, 'example-invalid', 'warning', message));
    }
  }
}

/** Whether anything can be said of a body by its schema. */
function carriesData({ by }: BodyFormat): boolean {
  return by === 'json' || by === 'text' || by === 'sequence' || by === 'form' || by === 'multipart' || by === 'xml';
}

/** What is wrong with a body, as a client reads it. */
function faultOfExample(
  value: Json,
  mediaType: string,
  format: BodyFormat,
  schemaPointer: string,
  schemas: Schemas,
): string | undefined {
  const read = readExample(format, { value }, mediaType);
  if (read.defect !== undefined) return read.defect;
  // Of an object or a list that is shown in words of its own, nothing can be said.
  if (format.by === 'text' && format.isData && typeof read.value === 'string') return undefined;
  const violations = violationsOf(read.value, schemaPointer, schemas);
  return violations.length > 0 ? `breaks its schema: ${detailsOf(violations)}${quoted(value, violations)}` : undefined;
}

/** Tells which bodies that were made from a schema break it: there the document needs an example. */
export function reportGenerated(
  operation: string,
  responses: readonly ResponsePlan[],
  schemas: Schemas,
  bundle: SchemaBundle,
  report: (problem: Problem) => void,
): void {
  for (const { key, scenarios } of responses) {
    const title = `The body that is made from this schema for ${operation}, answer ${key},`;
    for (const { mediaType, value, schemaPointer, format } of scenarios.flatMap(generatedOnes)) {
      const isJson = isJsonType(parseMediaType(mediaType).essence);
      const read = format ? readMade(format, value, mediaType) : value;
      if (isJson || format) reportMade(title, read, schemaPointer, schemas, bundle, report);
    }
  }
}

/**
 * Tells which values of a request that were made from a schema break it: without an example, no request succeeds.
 *
 * @param isMade whether the body was made
 */
export function reportSample(
  { key, sample, parameters, body }: Pick<OperationPlan, 'key' | 'sample' | 'parameters' | 'body'>,
  isMade: boolean,
  schemas: Schemas,
  bundle: SchemaBundle,
  report: (problem: Problem) => void,
): void {
  for (const [index, { name, required, schemaPointer }] of parameters.entries()) {
    const title = `The value that is made from this schema for the parameter ${name} of ${key}`;
    if (required) reportMade(title, sample.values[index], schemaPointer, schemas, bundle, report);
  }
  const media = body?.content.find(({ mediaType }) => mediaType === sample.body?.mediaType);
  if (!isMade || !media || !sample.body) return;
  const { mediaType, format, schemaPointer } = media;
  const title = `The body that is made from this schema for a request of ${key}`;
  const read = carriesData(format) ? readMade(format, sample.body.value, mediaType) : undefined;
  reportMade(title, read, schemaPointer, schemas, bundle, report);
}

/** A body that was made, as it is read; undefined where nobody could. */
function readMade(format: BodyFormat, value: Json, mediaType: string): Json | undefined {
  const read = readExample(format, { value }, mediaType);
  return read.defect === undefined ? read.value : undefined;
}

/** Tells what a value that was made breaks, at the first keyword that stands in the way. */
function reportMade(
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
  const node = first && (bundle.origin(first.constraint.split('#')[0] ?? '') ?? bundle.origin(schemaPointer));
  if (!node) return;
  const message = `${title} breaks it: ${detailsOf(violations)}. An example would be used instead.`;
  report(problemAt(node.source, node.pointer, 'sample-invalid', 'warning', message));
}

function generatedOnes({ source, representations }: ScenarioPlan): readonly RepresentationPlan[] {
  return source === 'generated' ? representations : [];
}

/** What is broken, in words: `recipient[0].value must match the pattern …`, `it must be …`. */
export function detailsOf(violations: readonly Violation[]): string {
  const [first, ...others] = violations.map((violation) => {
    return `${sentence(faultOf(violation, { in: 'body', name: '' }))} (${violation.keyword})`.replace(
      /^The body /,
      'it ',
    );
  });
  return others.length > 0 ? `${first}, and ${others.length} more` : (first ?? '');
}

/** What is to be said besides of a text such as `'{"a": 1'`, where an object or a list belongs. */
function quoted(value: Json, violations: readonly Violation[]): string {
  const isType = violations.some(({ keyword, pointer }) => keyword === 'type' && pointer === '');
  const looksLikeJson = typeof value === 'string' && isType && /^\s*[[{]/.test(value);
  return looksLikeJson ? '; it is a text, and not valid JSON either' : '';
}

function describe({ keyword, constraint }: Violation): string {
  const name = constraint.split('#')[1];
  return name === undefined ? keyword : `${keyword} (${name})`;
}
