import type { Problem } from '../problem.ts';
import { type Check, type CheckedOperation, listed, warningAt } from './check.ts';

/** Paths that a request could mean both of, and placeholders that nothing describes (OpenAPI 3.1.1, 4.8.8 and 4.8.12). */
export const paths: Check = {
  codes: ['path-ambiguous', 'path-parameter'],
  run: ({ operations }) => [...ambiguous(operations), ...operations.flatMap(undescribed)],
};

function ambiguous(operations: readonly CheckedOperation[]): readonly Problem[] {
  return operations.flatMap(({ plan: { method, path }, node, basePaths }, index) => {
    const rivals = operations
      .slice(0, index)
      .filter(({ plan }) => plan.method === method && isAmbiguous(plan.path, path))
      // What is at other servers is asked for in another way.
      .filter((other) => other.basePaths.some((basePath) => basePaths.includes(basePath)))
      .map(({ plan }) => plan.path);
    if (rivals.length === 0) return [];
    const message = `One request can be meant for ${path} and for ${listed(rivals)}: each has a placeholder where the other has a word.`;
    return [warningAt(node, 'path-ambiguous', message)];
  });
}

/** Both match one request, and neither is the more concrete one. */
function isAmbiguous(one: string, other: string): boolean {
  const [left, right] = [one.split('/'), other.split('/')];
  if (left.length !== right.length) return false;
  const pairs = left.map((segment, index) => [segment, right[index] ?? ''] as const);
  if (!pairs.every(([a, b]) => a === b || isOpen(a) || isOpen(b))) return false;
  return pairs.some(([a, b]) => isOpen(a) && !b.includes('{')) && pairs.some(([a, b]) => !a.includes('{') && isOpen(b));
}

/** A segment that is nothing but a placeholder. */
function isOpen(segment: string): boolean {
  return /^\{[^}]+\}$/.test(segment);
}

function undescribed({ plan, node }: CheckedOperation): readonly Problem[] {
  const placeholders = [...plan.path.matchAll(/\{([^}]+)\}/g)].map(([, name = '']) => name);
  const described = new Set(plan.parameters.filter((one) => one.in === 'path').map(({ name }) => name));
  const twice = placeholders.filter((name, index) => placeholders.indexOf(name) < index);
  return [
    ...placeholders
      .filter((name) => !described.has(name))
      .map((name) => `The placeholder {${name}} of ${plan.path} has no parameter that describes it.`),
    ...twice.map((name) => `The placeholder {${name}} is twice in ${plan.path}.`),
    ...(/[{}]/.test(plan.path.replace(/\{[^{}]+\}/g, ''))
      ? [`A brace of ${plan.path} is left over: a placeholder is written {name}.`]
      : []),
  ].map((message) => warningAt(node, 'path-parameter', message));
}
