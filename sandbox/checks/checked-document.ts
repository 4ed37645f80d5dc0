import type { ObjectTypes } from '../openapi-objects/define.ts';
import type { OperationPlan, ResponsePlan, ScenarioPlan } from '../plan.ts';
import type { ConditionOf } from '../problem/catalogue.ts';
import type { Problem, ProblemCode } from '../problem.ts';
import { problemAt } from '../read/source.ts';
import type { Node, Tree } from '../read/tree.ts';
import type { Json } from '../syntax/json.ts';
import type { Walk } from './walk.ts';

export type OpenApiVersion = '2.0' | '3.0' | '3.1' | '3.2';

/** A document as checks see it. */
export interface CheckedDocument {
  readonly version: OpenApiVersion;
  /** As it is served: one of 2.0 as what it became. */
  readonly tree: Tree;
  readonly walk: Walk;
  /** As it was written: one of 2.0 with the objects of 2.0. */
  readonly written: Walk;
  readonly forms: ObjectTypes;
  readonly operations: readonly CheckedOperation[];
  /** What whoever compiles schemas has to say about one. */
  readonly schemaProblems: (node: Node) => readonly Problem[];
  /** How a value breaks a schema, in words; undefined when it does not. */
  readonly violation: (value: Json, schema: Node) => string | undefined;
  /** A path that is valid for two operations; undefined where what is documented keeps them apart, as far as can be seen. */
  readonly sharedPath: (one: OperationPlan, other: OperationPlan) => string | undefined;
  /** Whether the name of an example says that it is meant to be wrong. */
  readonly isNegativeName: (name: string) => boolean;
}

export interface CheckedOperation {
  readonly plan: OperationPlan;
  readonly node: Node;
  /** Of the servers at which it is. */
  readonly basePaths: readonly string[];
  /** What reaches each of its scenarios. */
  readonly reachabilities: readonly CheckedReachability[];
}

export interface CheckedReachability {
  readonly response: Pick<ResponsePlan, 'key'>;
  readonly scenario: Pick<ScenarioPlan, 'name' | 'claims' | 'source'>;
  /** Reached without any explicit choice. */
  readonly natural: boolean;
  /** Why no faulty request reaches an error that is about one. */
  readonly gap: { readonly kind: 'vague' | 'partly-vague' | 'unchecked' | 'shared' } | null;
  /** The same in words. */
  readonly lacking: string | null;
}

/** One rule about documents. */
export interface Check {
  readonly codes: readonly ProblemCode[];
  readonly run: (document: CheckedDocument) => readonly Problem[];
}

/**
 * Returns a problem at a node.
 *
 * @param condition changes the severity that the catalogue gives to the code
 */
export function problemAtNode<Code extends ProblemCode>(
  { source, pointer }: Pick<Node, 'source' | 'pointer'>,
  code: Code,
  message: string,
  condition?: ConditionOf<Code>,
): Problem {
  return problemAt(source, pointer, code, message, condition);
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${last}` : last;
}
