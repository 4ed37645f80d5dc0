import type { ObjectTypes } from '../openapi-objects/object-types.ts';
import type { OperationPlan, ResponsePlan, ScenarioPlan } from '../plan.ts';
import type { ConditionOf } from '../problem/catalogue.ts';
import type { Problem, ProblemCode } from '../problem.ts';
import { problemAt } from '../read/source.ts';
import type { Node, Tree } from '../read/tree.ts';
import type { Json } from '../syntax/json.ts';
import type { Walk } from './walk.ts';

export type OpenApiVersion = '2.0' | '3.0' | '3.1' | '3.2';

/** A document as checks see it; a document of OpenAPI 2.0 is also there as it was converted to 3.0. */
export interface CheckedDocument {
  readonly version: OpenApiVersion;
  /** The document that is served. */
  readonly tree: Tree;
  /** The objects of the document that is served. */
  readonly walk: Walk;
  /** The objects of the document before conversion. */
  readonly written: Walk;
  /** The objects of the OpenAPI version that the document is written in. */
  readonly objectTypes: ObjectTypes;
  readonly operations: readonly CheckedOperation[];
  /** Returns the problems that the schema compiler finds in a schema. */
  readonly schemaProblems: (node: Node) => readonly Problem[];
  /** Describes how a value violates a schema; undefined if it is valid. */
  readonly violation: (value: Json, schema: Node) => string | undefined;
  /** Returns a path that is valid for both operations; undefined if their parameters exclude each other, or none is found. */
  readonly sharedPath: (one: OperationPlan, other: OperationPlan) => string | undefined;
  /** Returns whether the name of an example marks it as deliberately invalid. */
  readonly isNegativeName: (name: string) => boolean;
}

export interface CheckedOperation {
  readonly plan: OperationPlan;
  readonly node: Node;
  /** The base paths of its servers. */
  readonly basePaths: readonly string[];
  /** How each of its scenarios is reached. */
  readonly reachabilities: readonly CheckedReachability[];
  readonly unmatchedRules: readonly CheckedRule[];
}

/** A rule of the scenario file that no request was found for. */
export interface CheckedRule {
  readonly node: Node;
  readonly obstacle:
    | { readonly kind: 'faults'; readonly words: string; readonly isProven: boolean }
    /** The position in the file of an earlier rule that applies, from 0. */
    | { readonly kind: 'rule'; readonly index: number }
    | { readonly kind: 'conditions' };
}

export interface CheckedReachability {
  readonly response: Pick<ResponsePlan, 'key'>;
  readonly scenario: Pick<ScenarioPlan, 'name' | 'claims' | 'source'>;
  /** Whether a request reaches it without choosing it explicitly. */
  readonly natural: boolean;
  /** Why no faulty request reaches the error; null if one does, or if the error is not about a fault. */
  readonly gap: { readonly kind: 'vague' | 'partly-vague' | 'unchecked' | 'shared' } | null;
  /** The gap in words; null if there is no gap. */
  readonly lacking: string | null;
}

/** A rule that documents are checked against. */
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

/** Joins names: `a`, `a and b`, `a, b and c`. */
export function listed(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${last}` : last;
}
