import { parseRequestPlace, parseTemplate, type RequestPlace, type Template } from '../notation/expression.ts';
import { isArray, isObject, type Json, property, text } from '../notation/json.ts';
import { tokensOf, valueAt } from '../notation/json-pointer.ts';
import type { AnswerPlan, ConditionPlan, FaultPattern, OperationPlan, ResponsePlan, RulePlan } from '../plan.ts';
import type { Problem } from '../problem.ts';
import { problemAt } from '../read/source.ts';
import { childOf, type Node } from '../read/tree.ts';
import { isGatewayStatus } from '../triggers/token.ts';
import type { RuleSource } from './scenario-file.ts';
import type { SchemaBundle } from './schema.ts';
import { unknownStep } from './schema-places.ts';

/** What of an operation rules may name. */
export type RuleSubject = Pick<OperationPlan, 'key' | 'parameters' | 'body' | 'responses' | 'requestSchemas'> & {
  /** Names of the files beside the scenario file. */
  readonly files: readonly string[];
};

/**
 * The rules of a scenario file for one operation, in the file's order. Whatever they name is looked up now: a rule that
 * names what does not exist is reported, with the names that do.
 */
export function compileRules(
  rules: readonly RuleSource[],
  subject: RuleSubject,
  bundle: SchemaBundle,
  report: (problem: Problem) => void,
): readonly RulePlan[] {
  const compiled = rules.map((rule) => compileRule(rule, subject, bundle, report));
  const open = compiled.findIndex((rule) => rule?.phase === 'valid' && rule.when.length === 0);
  const unreached = compiled.findIndex((rule, index) => open !== -1 && index > open && rule?.phase === 'valid');
  const node = rules[unreached]?.node;
  if (node) {
    const message = `This rule is never reached: an earlier one for ${subject.key} has no conditions and always applies.`;
    report(problemAt(node.source, node.pointer, 'scenario-file', 'fatal', message));
  }
  return compiled.filter((rule) => rule !== undefined);
}

function compileRule(
  { node }: RuleSource,
  subject: RuleSubject,
  bundle: SchemaBundle,
  report: (problem: Problem) => void,
): RulePlan | undefined {
  const tell: Tell = (place, message) =>
    report(problemAt(place.source, place.pointer, 'scenario-name', 'fatal', `${message} (operation ${subject.key})`));
  const answer = compileAnswer(node, subject, tell);
  if (!answer) return undefined;
  const status = subject.responses.find(({ key }) => key === answer.response)?.status ?? 0;
  const faults = compileFaults(childOf(node, 'faults'), subject, tell);
  const phase = faults.length > 0 ? 'faults' : isGatewayStatus(status) ? 'gateway' : 'valid';
  const when = compileConditions(childOf(node, 'when'), subject, bundle, tell);
  return { phase, when, faults, masks: property(node.value, 'masks') === true, answer };
}

type Tell = (place: Node, message: string) => void;

function compileConditions(
  node: Node | undefined,
  subject: RuleSubject,
  bundle: SchemaBundle,
  tell: Tell,
): readonly ConditionPlan[] {
  if (!node || !isObject(node.value)) return [];
  return Object.keys(node.value).flatMap((key): readonly ConditionPlan[] => {
    const child = childOf(node, key);
    const place = placeNamed(key, child ?? node, subject, tell);
    if (!child || !place) return [];
    return isObject(child.value)
      ? [{ place, validator: bundle.add(child, `when-${key}`) }]
      : [{ place, equals: child.value }];
  });
}

function compileFaults(node: Node | undefined, subject: RuleSubject, tell: Tell): readonly FaultPattern[] {
  if (!node || !isArray(node.value)) return [];
  return node.value.flatMap((_, index): readonly FaultPattern[] => {
    const entry = childOf(node, String(index));
    const at = typeof entry?.value === 'string' ? entry.value : text(entry?.value, 'at');
    const place = entry && at !== undefined ? placeNamed(at, entry, subject, tell) : undefined;
    if (!place) return [];
    const keyword = property(entry?.value, 'keyword');
    const keywords = (isArray(keyword) ? keyword : keyword === undefined ? [] : [keyword]).map(String);
    if (place.in === 'queryString') {
      if (entry) tell(entry, 'A fault is at one parameter: write query.NAME.');
      return [];
    }
    if (place.in === 'body') return [{ in: 'body', name: '', tokens: tokensOf(place.pointer), keywords }];
    return [{ in: place.in, name: place.name.toLowerCase(), tokens: [], keywords }];
  });
}

/** A place of a rule, if the operation has it. */
function placeNamed(source: string, node: Node, subject: RuleSubject, tell: Tell): RequestPlace | undefined {
  const place = parseRequestPlace(source);
  if (!place) {
    tell(
      node,
      `"${source}" is no place in a request. Write path.NAME, query.NAME, header.NAME, cookie.NAME or body#/POINTER.`,
    );
    return undefined;
  }
  if (place.in === 'body') {
    const unknown = subject.body ? unknownBodyStep(place.pointer, subject) : { step: 'body', known: [] };
    if (unknown) {
      tell(node, `The request body has no "${unknown.step}"${names(unknown.known)}`);
      return undefined;
    }
  } else if (place.in === 'path' || place.in === 'query' || place.in === 'cookie') {
    const known = subject.parameters.filter((parameter) => parameter.in === place.in).map(({ name }) => name);
    if (!known.includes(place.name)) {
      tell(node, `There is no ${place.in} parameter "${place.name}"${names(known)}`);
      return undefined;
    }
  }
  return place;
}

/** The first step that no media type of the body describes. */
function unknownBodyStep(pointer: string, subject: RuleSubject): ReturnType<typeof unknownStep> {
  const tokens = tokensOf(pointer);
  const results = (subject.body?.content ?? []).map(({ validator }) =>
    validator === null ? undefined : unknownStep(validator, tokens, subject.requestSchemas),
  );
  return results.includes(undefined) ? undefined : results[0];
}

function names(known: readonly string[]): string {
  return known.length > 0 ? `; there is: ${known.join(', ')}.` : '.';
}

function compileAnswer(rule: Node, subject: RuleSubject, tell: Tell): AnswerPlan | undefined {
  const node = childOf(rule, 'answer') ?? rule;
  const written = typeof node.value === 'string' ? node.value : text(node.value, 'scenario');
  const place = typeof node.value === 'string' ? node : (childOf(node, 'scenario') ?? node);
  const [response = '', ...rest] = (written ?? '').split('/');
  const name = rest.join('/');
  const found = subject.responses.find(({ key }) => key === response);
  if (!found) {
    tell(place, `There is no answer ${response}${names(subject.responses.map(({ key }) => key))}`);
    return undefined;
  }
  const scenario = found.scenarios.find((one) => one.name === name);
  if (!scenario) {
    tell(
      place,
      `The answer ${response} has no example "${name}"${names(found.scenarios.map((one) => `${response}/${one.name}`))}`,
    );
    return undefined;
  }
  const bodies = scenario.representations.map(({ value }) => value);
  const templateOf = (child: Node): Template | { readonly literal: Json } | undefined =>
    compileTemplate(child, subject, found, bodies, tell);
  return {
    response,
    name,
    headers: settings(childOf(node, 'headers')).flatMap(([header, child]) => {
      const value = templateOf(child);
      return value && isTemplate(value) ? [{ name: header, value }] : [];
    }),
    body: settings(childOf(node, 'body')).flatMap(([pointer, child]) => {
      const value = templateOf(child);
      return value && existsIn(pointer, bodies, child, tell) ? [{ pointer, value }] : [];
    }),
    limits: settings(childOf(node, 'limit')).flatMap(([pointer, child]) => {
      const count = templateOf(child);
      return count && existsIn(pointer, bodies, child, tell) ? [{ pointer, count }] : [];
    }),
  };
}

function settings(node: Node | undefined): readonly (readonly [string, Node])[] {
  if (!node || !isObject(node.value)) return [];
  return Object.keys(node.value).flatMap((key) => {
    const child = childOf(node, key);
    return child ? [[key, child] as const] : [];
  });
}

function isTemplate(value: Template | { readonly literal: Json }): value is Template {
  return Array.isArray(value);
}

function existsIn(pointer: string, bodies: readonly Json[], node: Node, tell: Tell): boolean {
  if (bodies.some((body) => valueAt(body, pointer) !== undefined)) return true;
  const parent = pointer.slice(0, pointer.lastIndexOf('/'));
  const siblings = bodies.map((body) => valueAt(body, parent)).find(isObject);
  tell(
    node,
    `The example's body has nothing at "${pointer}"${names(Object.keys(siblings ?? {}).map((key) => `${parent}/${key}`))}`,
  );
  return false;
}

function compileTemplate(
  node: Node,
  subject: RuleSubject,
  response: ResponsePlan,
  bodies: readonly Json[],
  tell: Tell,
): Template | { readonly literal: Json } | undefined {
  if (typeof node.value !== 'string') return { literal: node.value };
  const parsed = parseTemplate(node.value);
  if (!parsed.ok) {
    tell(node, `"${parsed.expression}" is no runtime expression.`);
    return undefined;
  }
  for (const part of parsed.template) {
    if (typeof part === 'string') continue;
    if (part.of === 'request' && !placeNamed(sourceOf(part.place), node, subject, tell)) return undefined;
    if (part.of === 'file' && !subject.files.includes(part.name)) {
      tell(node, `There is no file "${part.name}" beside the scenario file${names(subject.files)}`);
      return undefined;
    }
    if (part.of === 'responseBody' && !existsIn(part.pointer, bodies, node, tell)) return undefined;
    if (part.of === 'responseHeader' && !hasHeader(response, part.name)) {
      tell(node, `The answer has no header "${part.name}"${names(response.headers.map(({ name }) => name))}`);
      return undefined;
    }
  }
  return parsed.template;
}

function hasHeader(response: ResponsePlan, name: string): boolean {
  return response.headers.some((header) => header.name.toLowerCase() === name.toLowerCase());
}

function sourceOf(place: RequestPlace): string {
  if (place.in === 'body') return `body#${place.pointer}`;
  return place.in === 'queryString' ? 'query' : `${place.in}.${place.name}`;
}
