import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { packagedText } from '../../packaged.ts';
import { scenarioFileSeverity } from '../../problem/catalogue.ts';
import type { Problem } from '../../problem.ts';
import { UnusableDocumentError } from '../../problem.ts';
import { neededSource } from '../../read/documents.ts';
import type { Files } from '../../read/files.ts';
import { problemAt, type Source } from '../../read/source.ts';
import { childOf, createTree, type Node, type Tree } from '../../read/tree.ts';
import { isArray, isObject, type Json, property, text } from '../../syntax/json.ts';
import { escapeToken } from '../../syntax/json-pointer.ts';

/** A scenario file that is valid against its schema. The names in its rules are resolved when they are compiled. */
export interface ScenarioFile {
  readonly tree: Tree;
  readonly rules: readonly RuleSource[];
}

/** A rule with the operations that it applies to. */
export interface RuleSource {
  readonly node: Node;
  /** Its position in the file, from 0. */
  readonly index: number;
  readonly operations: readonly OperationName[];
}

/** The name of an operation in a scenario file. */
export interface OperationName {
  readonly key: string;
  readonly node: Node;
}

/**
 * Reads a scenario file and validates it against `scenarios/schema.json`.
 *
 * @throws UnusableDocumentError with each violation of the schema
 */
export function readScenarioFile(file: string, files: Files, report: (problem: Problem) => void): ScenarioFile {
  const source = neededSource(file, files, report);
  const problems = schemaViolations(source);
  if (problems.length > 0) throw new UnusableDocumentError(problems);
  const tree = createTree(source, files, (problem) => report({ ...problem, severity: scenarioFileSeverity.served }));
  const rules = tree
    .items(tree.get(tree.root, 'rules'))
    .map((node, index) => ({ node, index, operations: operationsOf(node) }));
  return { tree, rules };
}

function operationsOf(rule: Node): readonly OperationName[] {
  const node = childOf(rule, 'operation');
  if (!node) return [];
  if (!isArray(node.value)) return [{ key: String(node.value), node }];
  return node.value.flatMap((key, index) => {
    const item = childOf(node, String(index));
    return item ? [{ key: String(key), node: item }] : [];
  });
}

let cachedValidator: ValidateFunction<Json> | undefined;

/** Compiles the schema of scenario files, which is part of this package and not of the project that is served. */
function compileValidator(): ValidateFunction<Json> {
  const schema: Json = JSON.parse(packagedText('scenarios/schema.json'));
  if (!isObject(schema)) throw new Error('The schema of scenario files is broken.');
  // The schema itself is validated by a test: compiling the meta-schema would take most of the time here.
  const options = { allErrors: true, verbose: true, strict: true, strictRequired: false, validateSchema: false };
  return new Ajv2020(options).compile<Json>(schema);
}

function schemaViolations(source: Source): readonly Problem[] {
  cachedValidator ??= compileValidator();
  const validate = cachedValidator;
  if (validate(source.value)) return [];
  const errors = (validate.errors ?? []).filter(({ keyword }) => keyword !== 'oneOf' && keyword !== 'propertyNames');
  // A rule that matches no alternative fails at each level above as well: only the deepest errors are useful.
  const deepest = Math.max(...errors.map(({ instancePath }) => instancePath.split('/').length));
  const reported = errors.filter(({ instancePath }) => instancePath.split('/').length === deepest);
  return reported.map(({ instancePath, keyword, message, params, propertyName, parentSchema }) => {
    const unknownProperty = text({ ...params }, 'additionalProperty');
    const name = unknownProperty ?? propertyName;
    const pointer = name === undefined ? instancePath : `${instancePath}/${escapeToken(name)}`;
    const subject = pointer === '' ? 'The scenario file' : propertyName === undefined ? 'This' : `"${propertyName}"`;
    // The schema has only one `not`.
    const fault =
      keyword === 'not' ? 'has both `when` and `faults`, of which it may have one' : (message ?? 'is not right');
    const described = isObject(parentSchema) ? property(parentSchema, 'properties') : undefined;
    const known = isObject(described) ? Object.keys(described).join(', ') : '';
    const detail = unknownProperty === undefined ? fault : `has no "${unknownProperty}"; there is: ${known}`;
    const hint = 'scenarios/README.md shows what a rule looks like.';
    return problemAt(source, pointer, 'scenario-file', `${subject} ${detail}. ${hint}`);
  });
}
