import type { AnswerPlan, ResponsePlan, ScenarioPlan } from '../../plan.ts';
import { childOf, digitsAt, type Node } from '../../read/tree.ts';
import { isFramingHeader, isHeaderName } from '../../syntax/header.ts';
import { isObject, type Json, text } from '../../syntax/json.ts';
import { escapeToken, tokensOf, valueAt } from '../../syntax/json-pointer.ts';
import { parseTemplate, requestPlaceText, type Template } from '../../syntax/runtime-expression.ts';
import { findPlace } from '../schemas/pointers.ts';
import { existingNames, type ReportAt, type RuleSubject, resolvePlace } from './places.ts';

/** Compiles the answer of a rule: a scenario of the operation, with the headers and body values that the rule sets. */
export function compileAnswer(rule: Node, subject: RuleSubject, reportAt: ReportAt): AnswerPlan | undefined {
  const node = childOf(rule, 'answer') ?? rule;
  const written = typeof node.value === 'string' ? node.value : text(node.value, 'scenario');
  const place = typeof node.value === 'string' ? node : (childOf(node, 'scenario') ?? node);
  const [response = '', ...rest] = (written ?? '').split('/');
  const name = rest.join('/');
  const found = subject.responses.find(({ key }) => key === response);
  if (!found) {
    reportAt(
      place,
      `There is no answer ${response}${existingNames(
        subject.responses.map(({ key }) => key),
        response,
      )}`,
    );
    return undefined;
  }
  const scenario = found.scenarios.find((one) => one.name === name);
  if (!scenario) {
    reportAt(
      place,
      `The answer ${response} has no example "${name}"${existingNames(
        found.scenarios.map((one) => `${response}/${one.name}`),
        `${response}/${name}`,
      )}`,
    );
    return undefined;
  }
  const bodies = scenario.representations.map(({ value }) => value);
  const templateOf = (child: Node): Template | { readonly literal: Json } | undefined =>
    compileTemplate(child, subject, found, bodies, reportAt);
  return {
    response,
    name,
    headers: entriesOf(childOf(node, 'headers')).flatMap(([header, child]) => {
      if (!isHeaderName(header) || isFramingHeader(header)) {
        reportAt(child, `An answer cannot set the header "${header}".`);
        return [];
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
      reportAt(
        node,
        `The answer has no header "${part.name}"${existingNames(
          response.headers.map(({ name }) => name),
          part.name,
        )}`,
      );
      return undefined;
    }
  }
  return parsed.template;
}

function hasHeader(response: ResponsePlan, name: string): boolean {
  return response.headers.some((header) => header.name.toLowerCase() === name.toLowerCase());
}
