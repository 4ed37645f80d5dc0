import type { Problem } from '../problem.ts';
import { childOf, type Node, type Tree } from '../read/tree.ts';
import { table } from '../syntax/dictionary.ts';
import { isArray, property, text } from '../syntax/json.ts';
import { type Check, problemAtNode } from './checked-document.ts';

/** Limits that only the description states, so that nothing checks them, and what it takes for optional that is required. */
export const prose: Check = {
  codes: ['constraint-in-prose'],
  run: ({ tree, walk }) =>
    walk.visits
      .filter(({ object }) => object === 'Schema' || object === 'Parameter')
      .flatMap(({ object, node }) => [
        ...unwritten(tree, node, object === 'Schema' ? node : tree.get(node, 'schema')),
        ...(object === 'Schema' ? requiredOnes(node) : [node].filter(isRequired)).flatMap(calledOptional),
      ]),
};

/** As they stand: what is referred to may be optional elsewhere. */
function requiredOnes(schema: Node): readonly Node[] {
  const names = property(schema.value, 'required');
  const all = childOf(schema, 'properties');
  return isArray(names) && all ? names.flatMap((name) => childOf(all, String(name)) ?? []) : [];
}

function isRequired({ value }: Node): boolean {
  return property(value, 'required') === true;
}

/** What happens without it is said of what may be left out. */
const optional =
  /^\(?optional\b|\bif (?:(?:this|the|it)\b ?){1,2}(?:property|field|parameter|header|value)? ?(?:is|are) (?:omitted|absent|left out|not (?:specified|given|provided|supplied|present|set))\b/i;

function calledOptional(node: Node): readonly Problem[] {
  const words = childOf(node, 'description');
  const stated = typeof words?.value === 'string' ? optional.exec(words.value)?.[0] : undefined;
  if (!words || stated === undefined) return [];
  const message = `This is required, and its description says "${stated}".`;
  return [problemAtNode(words, 'constraint-in-prose', message)];
}

/** The keywords that limit a value of a type. */
const limits: Readonly<Record<string, readonly string[]>> = table({
  integer: ['maximum', 'exclusiveMaximum', 'enum'],
  number: ['maximum', 'exclusiveMaximum', 'enum'],
  string: ['maxLength', 'pattern', 'enum', 'format', 'const'],
  array: ['maxItems'],
});

const units: Readonly<Record<string, RegExp>> = table({
  string: /^\s*(characters?|chars?|letters|symbols)\b/i,
  array: /^\s*(items?|entries|elements)\b/i,
});

function unwritten(tree: Tree, node: Node, schema: Node | undefined): readonly Problem[] {
  const type = text(schema?.value, 'type') ?? '';
  const words = childOf(node, 'description');
  const keywords = limits[type];
  if (!schema || !words || !keywords || typeof words.value !== 'string') return [];
  const stated =
    /\b(?:max(?:imum)?(?: \w+)?(?: of| is)?:?|up to|at most|(?:no|not) (?:more|greater|longer) than)\s+(\d[\d,]*)/i.exec(
      words.value,
    );
  const after = stated ? words.value.slice(stated.index + stated[0].length) : '';
  if (!stated || !(units[type]?.test(after) ?? !/^[\s-]*[a-z]/i.test(after))) return [];
  if (keywords.some((keyword) => property(schema.value, keyword) !== undefined) || isComposed(schema)) return [];
  const limit = (stated[1] ?? '').replaceAll(',', '');
  const message = `The description states a limit that the schema does not: ${keywords[0]}: ${limit}.`;
  return [problemAtNode(tree.get(node, 'schema') ?? node, 'constraint-in-prose', message)];
}

/** The limit may stand in a part. */
function isComposed({ value }: Node): boolean {
  return ['allOf', 'anyOf', 'oneOf'].some((keyword) => property(value, keyword) !== undefined);
}
