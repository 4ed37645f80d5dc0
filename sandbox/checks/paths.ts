import type { Problem } from '../problem.ts';
import { childOf, type Node, type Tree } from '../read/tree.ts';
import { isObject, text } from '../syntax/json.ts';
import { concreteness, fitsWithin, type SegmentTexts, segmentTexts } from '../syntax/path-segment.ts';
import { placeholdersIn, templateParts, templateSegments } from '../syntax/path-template.ts';
import { type Check, type CheckedDocument, type CheckedOperation, problemAtNode } from './checked-document.ts';

/** Reports paths that match the same request, and placeholders without a parameter (OpenAPI 3.1.1, 4.8.8 and 4.8.12). */
export const paths: Check = {
  codes: ['path-ambiguous', 'path-parameter'],
  run: ({ operations, sharedPath, tree }) => [
    ...ambiguous(operations, sharedPath),
    ...operations.flatMap((operation) => parameterProblems(operation, tree)),
  ],
};

interface Candidate extends CheckedOperation {
  readonly segments: readonly SegmentTexts[];
}

function ambiguous(
  operations: readonly CheckedOperation[],
  sharedPath: CheckedDocument['sharedPath'],
): readonly Problem[] {
  const candidates = operations.map((one) => ({ ...one, segments: templateSegments(one.plan.path).map(segmentTexts) }));
  const found: Problem[] = [];
  let compared = 0;
  for (const [one, other] of overlappingPairs(candidates)) {
    compared += 1;
    if (compared > maxPairs) {
      const message = `More than ${maxPairs} pairs of paths could be meant by one request; only so many were looked at.`;
      return [...found, problemAtNode(one.node, 'path-ambiguous', message)];
    }
    const shared = sharedPath(one.plan, other.plan);
    if (shared === undefined) continue;
    const message = `A request for ${shared} can be meant for ${one.plan.path} and for ${other.plan.path}; ${winner(one, other).plan.path} answers.`;
    found.push(problemAtNode(one.node, 'path-ambiguous', message));
  }
  return found;
}

/** Limits the time of comparing; authors would not fix more pairs one by one. */
export const maxPairs = 1000;

/** Yields each operation with every earlier one whose path could match the same request. */
function* overlappingPairs(candidates: readonly Candidate[]): Generator<readonly [Candidate, Candidate]> {
  const earlierByKey = new Map<string, Candidate[]>();
  for (const one of candidates) {
    const key = `${one.plan.method} ${one.segments.length}`;
    const others = earlierByKey.get(key) ?? [];
    for (const other of others) {
      // Operations under different base paths never get the same request.
      if (overlap(one, other) && other.basePaths.some((basePath) => one.basePaths.includes(basePath)))
        yield [one, other];
    }
    others.push(one);
    earlierByKey.set(key, others);
  }
}

/** Returns whether two paths overlap although neither is more concrete than the other. */
function overlap({ segments: left }: Candidate, { segments: right }: Candidate): boolean {
  let isLeftWithin = true;
  let isRightWithin = true;
  for (const [index, a] of left.entries()) {
    const b = right[index] ?? [[]];
    const [isOne, isOther] = [isWithin(a, b), isWithin(b, a)];
    if (!isOne && !isOther && (a.length === 1 || b.length === 1)) return false;
    isLeftWithin &&= isOne;
    isRightWithin &&= isOther;
  }
  return !isLeftWithin && !isRightWithin;
}

function isWithin(one: SegmentTexts, other: SegmentTexts): boolean {
  return other.length > 1 ? fitsWithin(one, other) : one.length === 1 && one[0].join('') === other[0].join('');
}

/** Returns the operation that gets a request for both: the first more concrete segment decides, else their order. */
function winner(later: Candidate, earlier: Candidate): Candidate {
  const gains = later.segments.map((one, index) => {
    const other = earlier.segments[index] ?? [[]];
    return concreteness(one) === concreteness(other) ? 0 : concreteness(one) - concreteness(other);
  });
  return (gains.find((gain) => gain !== 0) ?? 0) > 0 ? later : earlier;
}

function parameterProblems({ plan, node }: CheckedOperation, tree: Tree): readonly Problem[] {
  const parameters = childOf(node, 'parameters');
  // Parameters that are no list, or that have another name than the placeholder, are reported themselves.
  const isReported = (parameters && isObject(parameters.value)) || hasStray(tree.items(parameters), plan.path);
  const placeholders = placeholdersIn(plan.path);
  const described = new Set(plan.parameters.filter((one) => one.in === 'path').map(({ name }) => name));
  const repeated = new Set(placeholders.filter((name, index) => placeholders.indexOf(name) < index));
  const texts = templateParts(plan.path).flatMap((part) => ('literal' in part ? [part.literal] : []));
  return [
    ...[...new Set(placeholders)]
      .filter((name) => !described.has(name) && !isReported)
      .map(
        (name) =>
          `The placeholder {${name}} of ${plan.path} has no parameter that describes it. ${parameterFor(name, plan)}`,
      ),
    ...[...repeated].map(
      (name) =>
        `The placeholder {${name}} is twice in ${plan.path}, and a parameter has one value: that of the last counts. Give each a name of its own, with a parameter for each.`,
    ),
    ...(/[{}]/.test(texts.join(' ')) && !isReported
      ? [`A brace of ${plan.path} is left over: a placeholder is written {name}.`]
      : []),
  ].map((message) => problemAtNode(node, 'path-parameter', message));
}

/** Returns whether a list has a path parameter that is not in the path. */
function hasStray(parameters: readonly Node[], path: string): boolean {
  const placeholders = placeholdersIn(path);
  return parameters.some(
    ({ value }) => text(value, 'in') === 'path' && !placeholders.includes(text(value, 'name') ?? ''),
  );
}

function parameterFor(name: string, { parameters }: CheckedOperation['plan']): string {
  const elsewhere = parameters.some((one) => one.name === name);
  return elsewhere
    ? `Write in: path and required: true for the parameter ${name}.`
    : `Write a parameter: { name: ${name}, in: path, required: true, schema: { type: string } }.`;
}
