import type { ApiPlan, OperationIndex } from '../plan.ts';
import type { Node, Tree } from '../read/tree.ts';
import type { Direction, SchemaDialect } from './schemas/dialect.ts';
import type { SchemaLibrary } from './schemas/normalise.ts';

/** A document opened for compiling: its index, and where each operation stands. */
export interface ApiSource {
  readonly plan: ApiPlan;
  readonly tree: Tree;
  readonly dialect: SchemaDialect;
  /** By key. */
  readonly operations: ReadonlyMap<string, OperationSource>;
  /** The document says somewhere, of itself or of an operation, which credentials it asks for. */
  readonly declaresSecurity: boolean;
  /** The schemas of its requests and of its answers. */
  readonly schemas: Readonly<Record<Direction, SchemaLibrary>>;
}

export interface OperationSource {
  readonly index: OperationIndex;
  readonly node: Node;
  /** The Path Item Object, and before it what stands beside references to it. */
  readonly pathItems: readonly Node[];
  /** Under which it answers; the first is the one that is told. */
  readonly basePaths: readonly string[];
}
