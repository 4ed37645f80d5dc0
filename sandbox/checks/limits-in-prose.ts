import type { Problem } from '../problem.ts';
import { childOf, type Node, type Tree } from '../read/tree.ts';
import { table } from '../syntax/dictionary.ts';
import { isArray, property, text } from '../syntax/json.ts';
import { type Check, problemAtNode } from './checked-document.ts';

/** Reports limits that only a description states, and required values that a description calls optional. */
export const limitsInProse: Check = {
  codes: ['constraint-in-prose'],
  run: ({ tree, walk }) =>
    walk.visits
      .filter(({ object }) => object === 'Schema' || object === 'Parameter')
      .flatMap(({ object, node }) => [
        ...unwrittenLimit(tree, node, object === 'Schema' ? node : tree.get(node, 'schema')),
        ...(object === 'Schema' ? requiredProperties(node) : [node].filter(isRequired)).flatMap(requiredCalledOptional),
      ]),
};

/** Returns the required properties; references are not followed, since their target may be optional elsewhere. */
function requiredProperties(schema: Node): readonly Node[] {
  const names = property(schema.value, 'required');
  const all = childOf(schema, 'properties');
  return isArray(names) && all ? names.flatMap((name) => childOf(all, String(name)) ?? []) : [];
}

function isRequired({ value }: Node): boolean {
  return property(value, 'required') === true;
}

/** Text that only makes sense for an optional value, such as its effect when it is omitted. */
const optionalText =
  /^\(?optional\b|\bif (?:(?:this|the|it)\b ?){1,2}(?:property|field|parameter|header|value)? ?(?:is|are) (?:omitted|absent|left out|not (?:specified|given|provided|supplied|present|set))\b/i;

function requiredCalledOptional(node: Node): readonly Problem[] {
  const description = childOf(node, 'description');
  const stated = typeof description?.value === 'string' ? optionalText.exec(description.value)?.[0] : undefined;
  if (!description || stated === undefined) return [];
  const message = `This is required, and its description says "${stated}".`;
  return [problemAtNode(description, 'constraint-in-prose', message)];
}

/** The keywords that can limit a value, by its type. */
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

function unwrittenLimit(tree: Tree, node: Node, schema: Node | undefined): readonly Problem[] {
  const type = text(schema?.value, 'type') ?? '';
  const description = childOf(node, 'description');
  const keywords = limits[type];
  if (!schema || !description || !keywords || typeof description.value !== 'string') return [];
  const stated =
    /\b(?:max(?:imum)?(?: \w+)?(?: of| is)?:?|up to|at most|(?:no|not) (?:more|greater|longer) than)\s+(\d[\d,]*)/i.exec(
      description.value,
    );
  const after = stated ? description.value.slice(stated.index + stated[0].length) : '';
  if (!stated || !(units[type]?.test(after) ?? !/^[\s-]*[a-z]/i.test(after))) return [];
  if (keywords.some((keyword) => property(schema.value, keyword) !== undefined) || isComposed(schema)) return [];
  const limit = (stated[1] ?? '').replaceAll(',', '');
  const message = `The description states a limit that the schema does not: ${keywords[0]}: ${limit}.`;
  return [problemAtNode(tree.get(node, 'schema') ?? node, 'constraint-in-prose', message)];
}

/** Returns whether a subschema could state the limit. */
function isComposed({ value }: Node): boolean {
  return ['allOf', 'anyOf', 'oneOf'].some((keyword) => property(value, keyword) !== undefined);
}
