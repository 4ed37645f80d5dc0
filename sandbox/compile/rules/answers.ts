import type { AnswerPlan, ResponsePlan, ScenarioPlan } from '../../plan.ts';
import { childOf, digitsAt, type Node } from '../../read/tree.ts';
import { isFramingHeader, isHeaderName } from '../../syntax/header.ts';
import { isObject, type Json } from '../../syntax/json.ts';
import { escapeToken, tokensOf, valueAt } from '../../syntax/json-pointer.ts';
import { parseTemplate, requestPlaceText, type Template } from '../../syntax/runtime-expression.ts';
import { findPlace } from '../schemas/pointers.ts';
import { existingNames, type ReportAt, type RuleSubject, resolvePlace } from './places.ts';

/** Compiles the answer of a rule: a scenario of the operation, with the headers and body values that the rule sets. */
export function compileAnswer(rule: Node, subject: RuleSubject, reportAt: ReportAt): AnswerPlan | undefined {
  const node = childOf(rule, 'answer') ?? rule;
  const named = findScenario(isObject(node.value) ? (childOf(node, 'scenario') ?? node) : node, subject, reportAt);
  if (!named) return undefined;
  const { response: found, scenario } = named;
  const bodies = scenario.representations.map(({ value }) => value);
  const templateOf = (child: Node): Template | { readonly literal: Json } | undefined =>
    compileTemplate(child, subject, found, bodies, reportAt);
  return {
    response: found.key,
    name: scenario.name,
    headers: entriesOf(childOf(node, 'headers')).flatMap(([header, child]): AnswerPlan['headers'] => {
      if (!isHeaderName(header) || isFramingHeader(header)) {
        reportAt(child, `An answer cannot set the header "${header}".`);
        return [];
      }
      if (child.value === null) {
        if (!addedHeaders.includes(header.toLowerCase()) && !hasHeader(found, header))
          reportAt(child, `The answer has no header "${header}"${existingNames(headerNames(found), header)}`);
        return [{ name: header, value: null }];
      }
      const value = templateOf(child);
      return value && isTemplate(value) ? [{ name: header, value }] : [];
    }),
    body: entriesOf(childOf(node, 'body')).flatMap(([pointer, child]) => {
      const value = templateOf(child);
      const isPossible = isInSchema(pointer, scenario, subject) || existsIn(pointer, bodies, child, reportAt);
      return value && isPossible ? [{ pointer, value }] : [];
    }),
    limits: entriesOf(childOf(node, 'limit')).flatMap(([pointer, child]) => {
      const count = templateOf(child);
      return count && existsIn(pointer, bodies, child, reportAt) ? [{ pointer, count }] : [];
    }),
  };
}

/** Finds the scenario that a rule names: `status/example`, or the first one of a status. */
function findScenario(
  place: Node,
  { responses }: RuleSubject,
  reportAt: ReportAt,
): { readonly response: ResponsePlan; readonly scenario: ScenarioPlan } | undefined {
  const [key = '', ...rest] = String(place.value).split('/');
  const response = responses.find((one) => one.key === key);
  if (!response) {
    const keys = responses.map((one) => one.key);
    reportAt(place, `There is no answer ${key}${existingNames(keys, key)}`);
    return undefined;
  }
  const name = rest.join('/');
  const scenario = rest.length === 0 ? response.scenarios[0] : response.scenarios.find((one) => one.name === name);
  if (scenario) return { response, scenario };
  const names = response.scenarios.map((one) => `${key}/${one.name}`);
  reportAt(place, `The answer ${key} has no example "${name}"${existingNames(names, `${key}/${name}`)}`);
  return undefined;
}

function entriesOf(node: Node | undefined): readonly (readonly [string, Node])[] {
  if (!node || !isObject(node.value)) return [];
  return Object.keys(node.value).flatMap((key) => {
    const child = childOf(node, key);
    return child ? [[key, child] as const] : [];
  });
}

function isTemplate(value: Template | { readonly literal: Json }): value is Template {
  return Array.isArray(value);
}

/** Whether the schema describes a property that the example lacks, so that a rule may add it to its parent object. */
function isInSchema(pointer: string, { representations }: ScenarioPlan, { responseSchemas }: RuleSubject): boolean {
  const parent = pointer.slice(0, pointer.lastIndexOf('/'));
  return representations.some(
    ({ value, schemaPointer }) =>
      schemaPointer !== null &&
      isObject(valueAt(value, parent)) &&
      findPlace(schemaPointer, tokensOf(pointer), responseSchemas).kind === 'described',
  );
}

function existsIn(pointer: string, bodies: readonly Json[], node: Node, reportAt: ReportAt): boolean {
  if (bodies.some((body) => valueAt(body, pointer) !== undefined)) return true;
  reportAt(
    node,
    `The example's body has nothing at "${pointer}"${existingNames(pointersNear(pointer, bodies), pointer)}`,
  );
  return false;
}

/** Returns the pointers that exist in the nearest object on the way to a pointer. */
function pointersNear(pointer: string, bodies: readonly Json[]): readonly string[] {
  if (pointer === '') return [];
  const parent = pointer.slice(0, pointer.lastIndexOf('/'));
  const object = bodies.map((body) => valueAt(body, parent)).find(isObject);
  return object ? Object.keys(object).map((key) => `${parent}/${escapeToken(key)}`) : pointersNear(parent, bodies);
}

function compileTemplate(
  node: Node,
  subject: RuleSubject,
  response: ResponsePlan,
  bodies: readonly Json[],
  reportAt: ReportAt,
): Template | { readonly literal: Json } | undefined {
  if (typeof node.value !== 'string') {
    const digits = digitsAt(node);
    return { literal: node.value, ...(digits !== undefined && { digits }) };
  }
  const parsed = parseTemplate(node.value);
  if (!parsed.ok) {
    reportAt(node, `"${parsed.expression}" is no runtime expression.`);
    return undefined;
  }
  for (const part of parsed.template) {
    if (typeof part === 'string') continue;
    if (part.of === 'request' && !resolvePlace(requestPlaceText(part.place), node, subject, reportAt)) return undefined;
    if (part.of === 'file' && !subject.files.includes(part.name)) {
      reportAt(
        node,
        `There is no file "${part.name}" beside the scenario file${existingNames(subject.files, part.name)}`,
      );
      return undefined;
    }
    if (part.of === 'responseBody' && !existsIn(part.pointer, bodies, node, reportAt)) return undefined;
    if (part.of === 'responseHeader' && !hasHeader(response, part.name)) {
      reportAt(node, `The answer has no header "${part.name}"${existingNames(headerNames(response), part.name)}`);
      return undefined;
    }
  }
  return parsed.template;
}

function headerNames({ headers }: ResponsePlan): readonly string[] {
  return headers.map(({ name }) => name);
}

/** Headers that the sandbox adds to answers. */
const addedHeaders: readonly string[] = ['retry-after', 'cache-control', 'x-content-type-options'];

function hasHeader(response: ResponsePlan, name: string): boolean {
  return response.headers.some((header) => header.name.toLowerCase() === name.toLowerCase());
}
