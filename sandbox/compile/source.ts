import type { ApiPlan, OperationIndex } from '../plan.ts';
import type { Node, Tree } from '../read/tree.ts';
import type { Direction, SchemaDialect } from './schemas/dialect.ts';
import type { SchemaLibrary } from './schemas/library.ts';

/** A document opened for compiling: its index and the nodes of its operations. */
export interface ApiSource {
  readonly plan: ApiPlan;
  readonly tree: Tree;
  readonly dialect: SchemaDialect;
  /** By the operation's key. */
  readonly operations: ReadonlyMap<string, OperationSource>;
  /** Whether the document or any operation in it has `security`. */
  readonly declaresSecurity: boolean;
  /** The schemas of requests and those of responses. */
  readonly schemas: Readonly<Record<Direction, SchemaLibrary>>;
}

/** An operation's index and its nodes in the document. */
export interface OperationSource {
  readonly index: OperationIndex;
  readonly node: Node;
  /** The Path Item Object, preceded by the objects that refer to it, whose fields override its own. */
  readonly pathItems: readonly Node[];
  /** The base paths of the operation's servers; the first is the one that reports and examples show. */
  readonly basePaths: readonly string[];
}
