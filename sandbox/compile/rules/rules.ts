import type { ConditionPlan, RulePlan } from '../../plan.ts';
import type { Problem } from '../../problem.ts';
import { problemAt } from '../../read/source.ts';
import { childOf, digitsAt, type Node, scalarText } from '../../read/tree.ts';
import { coerceLossless } from '../../serialization/coerce.ts';
import type { Digits } from '../../syntax/digits.ts';
import { isArray, isObject, type Json, property } from '../../syntax/json.ts';
import type { RequestPlace } from '../../syntax/runtime-expression.ts';
import { isGatewayStatus } from '../../triggers/token.ts';
import type { SchemaBundle } from '../schemas/library.ts';
import { compileAnswer } from './answers.ts';
import { compileFaults } from './fault-patterns.ts';
import { type ReportAt, type RuleSubject, resolvePlace } from './places.ts';
import type { RuleSource } from './scenario-file.ts';

/**
 * Compiles the rules of a scenario file for one operation, in the file's order. A rule that refers to an unknown name is
 * reported together with the names that exist.
 */
export function compileRules(
  rules: readonly RuleSource[],
  subject: RuleSubject,
  bundle: SchemaBundle,
  report: (problem: Problem) => void,
): readonly RulePlan[] {
  const compiled = rules.map((rule) => compileRule(rule, subject, bundle, report));
  const isUnconditional = (rule: RulePlan | undefined) => rule?.phase !== 'faults' && rule?.when.length === 0;
  const unreached = compiled.findIndex((rule, index) =>
    compiled.slice(0, index).some((earlier) => isUnconditional(earlier) && earlier?.phase === rule?.phase),
  );
  const node = rules[unreached]?.node;
  if (node) {
    const message = `This rule is never reached: an earlier one for ${subject.key} has no conditions and always applies.`;
    report(problemAt(node.source, node.pointer, 'scenario-file', message));
  }
  return compiled.filter((rule) => rule !== undefined);
}

function compileRule(
  { node, index }: RuleSource,
  subject: RuleSubject,
  bundle: SchemaBundle,
  report: (problem: Problem) => void,
): RulePlan | undefined {
  const reportAt: ReportAt = (place, message) =>
    report(problemAt(place.source, place.pointer, 'scenario-name', `${message} (operation ${subject.key})`));
  const answer = compileAnswer(node, subject, reportAt);
  if (!answer) return undefined;
  const status = subject.responses.find(({ key }) => key === answer.response)?.status ?? 0;
  const faults = compileFaults(childOf(node, 'faults'), subject, reportAt, report);
  const isGateway = answer.response !== 'default' && isGatewayStatus(status);
  const phase = faults.length > 0 ? 'faults' : isGateway ? 'gateway' : 'valid';
  const when = compileConditions(childOf(node, 'when'), subject, bundle, reportAt);
  return { index, phase, when, faults, masks: property(node.value, 'masks') === true, answer };
}

function compileConditions(
  node: Node | undefined,
  subject: RuleSubject,
  bundle: SchemaBundle,
  reportAt: ReportAt,
): readonly ConditionPlan[] {
  if (!node || !isObject(node.value)) return [];
  return Object.keys(node.value).flatMap((key): readonly ConditionPlan[] => {
    const child = childOf(node, key);
    const place = resolvePlace(key, child ?? node, subject, reportAt);
    if (!child || !place) return [];
    return isObject(child.value)
      ? [{ place, schemaPointer: bundle.add(child, `when-${key}`) }]
      : [{ place, ...decodeConstant(child, place, subject) }];
  });
}

/**
 * Returns a constant as the parameter decodes it: YAML reads an unquoted 404 as a number even for a string parameter,
 * and a quoted one as a string even for an integer.
 */
function decodeConstant(
  node: Node,
  place: RequestPlace,
  { parameters }: RuleSubject,
): { readonly equals: Json; readonly digits?: Digits } {
  const { value } = node;
  const digits = digitsAt(node);
  const asWritten = { equals: value, ...(digits !== undefined && { digits }) };
  if (place.in === 'body' || place.in === 'queryString' || isObject(value) || isArray(value)) return asWritten;
  const nameOf = (name: string) => (place.in === 'header' ? name.toLowerCase() : name);
  const parameter = parameters.find(({ in: where, name }) => where === place.in && nameOf(name) === nameOf(place.name));
  const { format } = parameter ?? {};
  if (format?.by !== 'style' || format.shape.kind !== 'primitive') return asWritten;
  const { types } = format.shape;
  if (typeof value === 'string') return { ...asWritten, equals: coerceLossless(value, types) };
  return types.join() === 'string' && value !== null ? { equals: scalarText(node) ?? '' } : asWritten;
}
