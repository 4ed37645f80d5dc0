import { getMimeType } from 'hono/utils/mime';
import { bundleDocument } from './compile/bundle/bundle.ts';
import { isEmptied, openApi } from './compile/document/api.ts';
import { type MountConflict, mountApis } from './compile/document/paths.ts';
import { internalError } from './compile/internal-error.ts';
import { type PlannedOperation, planOperation } from './compile/operation.ts';
import { readScenarioFile, type ScenarioFile } from './compile/rules/scenario-file.ts';
import { createSchemaCompiler } from './compile/schemas/ajv/schema-compiler.ts';
import type { ApiSource, OperationSource } from './compile/source.ts';
import { webhooksOf } from './compile/webhooks.ts';
import type { FilePlan, Plan, WebhookPlan } from './plan.ts';
import { FailedOperationError, type Problem, UnusableDocumentError } from './problem.ts';
import { type DocumentInput, needed, neededSource, scenarioFileOf } from './read/documents.ts';
import { diskFiles, type Files } from './read/files.ts';
import { problemAt, type Source } from './read/source.ts';
import { childOf } from './read/tree.ts';
import { convertDocument } from './swagger2/document.ts';
import type { Put } from './syntax/digits.ts';
import { frozen } from './syntax/frozen.ts';
import type { JsonObject } from './syntax/json.ts';
import type { SchemaCompiler } from './validation/violation.ts';

/** Documents, compiled as far as a server needs to start. */
export interface Built {
  readonly plan: Plan;
  /** Problems found so far; those of an operation come with its plan. */
  readonly problems: readonly Problem[];
  /**
   * Plans an operation, and returns the same object on later calls.
   *
   * @throws FailedOperationError if it cannot be planned
   */
  readonly operation: (api: string, key: string) => PlannedOperation;
  /** Returns an opened document by the name of its API. */
  readonly named: (api: string) => OpenedDocument;
  /** Returns a document with all files that it refers to bundled into one. */
  readonly document: (api: string, put?: Put) => JsonObject;
  /** Returns the webhooks and callbacks of an API, planned on first use. */
  readonly webhooks: (api: string) => readonly WebhookPlan[];
  readonly schemas: SchemaCompiler;
  /** The opened documents, in the order of the plan. */
  readonly opened: readonly OpenedDocument[];
  /** The unresolved references that leave a document without operations. Empty if every document has some. */
  readonly emptied: readonly Problem[];
}

/** An opened document, with its scenario file if there is one. */
export interface OpenedDocument {
  readonly api: ApiSource;
  readonly scenarios: ScenarioFile | undefined;
  /** The document as written: an OpenAPI 2.0 document before its conversion to 3.0. */
  readonly written: Source;
  /** The files that it may refer to. */
  readonly files: Files;
  /** Unresolved references, as far as they were followed to open it. */
  readonly dangling: readonly Problem[];
}

/**
 * Reads and compiles documents: the index of each document immediately, operations on first use. Operations that have
 * rules are planned immediately, so that a mistake in a scenario file prevents the start.
 *
 * @param allowOutside whether documents may refer to files outside of their projects
 * @throws UnusableDocumentError with all problems that prevent serving
 */
export function build(
  inputs: readonly DocumentInput[],
  files: Files = diskFiles,
  schemas: SchemaCompiler = createSchemaCompiler(),
  allowOutside = false,
): Built {
  const problems: Problem[] = [];
  const within = (file: string) => (allowOutside ? files : files.within(file));
  const opened = inputs.map((input) => open(input, files, within, problems));
  const { mounts, conflicts } = mountApis(opened.map(({ api }) => api));
  const fatal = [...duplicateNames(inputs, opened), ...conflicts.map(conflictProblem)];
  if (fatal.length > 0) throw new UnusableDocumentError(fatal);

  const plan = frozen({ apis: opened.map(({ api }) => api.plan), mounts });
  const planned = new Map<string, PlannedOperation | FailedOperationError>();
  const byName = new Map(opened.map((one) => [one.api.plan.name, one]));

  function operation(name: string, key: string): PlannedOperation {
    const id = `${name} ${key}`;
    const result = planned.get(id) ?? planOrFail(named(name), key, schemas);
    planned.set(id, result);
    if (result instanceof FailedOperationError) throw result;
    return result;
  }

  function problemsOf(name: string, key: string): readonly Problem[] {
    try {
      return operation(name, key).problems;
    } catch (error) {
      if (error instanceof FailedOperationError) return [error.problem];
      throw error;
    }
  }

  function named(name: string): OpenedDocument {
    const one = byName.get(name);
    if (!one) throw new Error(`There is no API ${name}.`);
    return one;
  }

  function document(name: string, put?: Put): JsonObject {
    const { tree, dialect } = named(name).api;
    return bundleDocument(tree, dialect, put);
  }

  const plannedWebhooks = new Map<string, readonly WebhookPlan[]>();
  function webhooks(name: string): readonly WebhookPlan[] {
    const result =
      plannedWebhooks.get(name) ?? frozen(webhooksOf(named(name).api, (problem) => problems.push(problem)));
    plannedWebhooks.set(name, result);
    return result;
  }

  const ruleProblems = opened.flatMap(({ api, scenarios }) => {
    const keys = new Set(scenarios?.rules.flatMap((rule) => rule.operations.map(({ key }) => key)));
    const known = [...keys].filter((key) => api.operations.has(key));
    return known.flatMap((key) => problemsOf(api.plan.name, key).filter(({ severity }) => severity === 'fatal'));
  });
  const unusable = [
    ...opened.flatMap(unknownOperations),
    ...ruleProblems,
    ...problems.filter(({ severity }) => severity === 'fatal'),
  ];
  if (unusable.length > 0) {
    // Errors of the document come first: they may be why a rule names something that does not exist.
    throw new UnusableDocumentError([...problems.filter(({ severity }) => severity === 'error'), ...unusable]);
  }
  const emptied = opened.flatMap(({ api, dangling }) => (isEmptied(api) ? dangling : []));
  return { plan, problems, operation, named, document, webhooks, schemas, opened, emptied };
}

/** Plans an operation. An error becomes a problem of this operation, which is kept instead of planning it again. */
function planOrFail(
  opened: OpenedDocument,
  key: string,
  compile: SchemaCompiler,
): PlannedOperation | FailedOperationError {
  const { plan, operations } = opened.api;
  const source = operations.get(key);
  if (!source) throw new Error(`There is no operation ${key} in ${plan.name}.`);
  try {
    const planned = planOperation({ ...opened, compile }, source);
    return {
      ...planned,
      plan: frozen(planned.plan),
      responseProblems: () => orInternalError(source, 'cannot be checked', planned.responseProblems),
    };
  } catch (error) {
    return new FailedOperationError(internalError(source, 'cannot be served', error));
  }
}

function orInternalError(source: OperationSource, what: string, find: () => readonly Problem[]): readonly Problem[] {
  try {
    return find();
  } catch (error) {
    return [internalError(source, what, error)];
  }
}

/**
 * Opens a document and its scenario file.
 *
 * @param within returns the files that a file may refer to
 * @param problems receives problems as references are followed, also later
 */
function open(
  input: DocumentInput,
  files: Files,
  within: (file: string) => Files,
  problems: Problem[],
): OpenedDocument {
  const before = problems.length;
  const report = (problem: Problem) => problems.push(problem);
  const written = neededSource(input.path, files, report);
  const reachableFiles = within(input.path);
  const source = convertDocument(written, reachableFiles, report);
  const api = openApi(input.name, source, reachableFiles, report);
  const dangling = problems.slice(before).filter(({ code }) => code.startsWith('reference-') || code === 'syntax');
  const { scenarios: folder, scenarioName = input.name } = input;
  const file = scenarioFileOf(input, files);
  const opened = { written, files: reachableFiles, dangling };
  if (folder === null || file === null) return { ...opened, api, scenarios: undefined };
  const folderFiles = within(file);
  const assets = readAssets(`${folder}/${scenarioName}/files`, folderFiles);
  const scenarios = readScenarioFile(file, folderFiles, report);
  return { ...opened, api: { ...api, plan: { ...api.plan, files: assets } }, scenarios };
}

function readAssets(folder: string, files: Files): readonly FilePlan[] {
  return files.list(folder).map((name) => {
    const path = `${folder}/${name}`;
    const mediaType = getMimeType(name)?.replace(/;.*/, '') ?? 'application/octet-stream';
    return { name, mediaType, base64: needed(path, () => files.base64(path)) };
  });
}

function duplicateNames(inputs: readonly DocumentInput[], opened: readonly OpenedDocument[]): readonly Problem[] {
  return inputs.flatMap(({ name, path }, index): readonly Problem[] => {
    const first = inputs.findIndex((input) => input.name === name);
    const api = opened[index]?.api;
    if (first === index || !api) return [];
    const message = `Two documents have the api name ${name}. Give one another name: other-name=${path}`;
    return [problemAt(api.tree.root.source, '', 'path-conflict', message, 'betweenDocuments')];
  });
}

function conflictProblem({ basePath, operation, apis: [one, other] }: MountConflict): Problem {
  const servers = childOf(other.tree.root, 'servers') ?? other.tree.root;
  const message = `${one.plan.name} and ${other.plan.name} both have ${operation} under ${basePath || '/'}. Serve one of them, or change its servers.`;
  return problemAt(servers.source, servers.pointer, 'path-conflict', message, 'betweenDocuments');
}

function unknownOperations({ api, scenarios }: OpenedDocument): readonly Problem[] {
  const keys = [...api.operations.keys()];
  return (scenarios?.rules ?? []).flatMap(({ operations }) =>
    operations
      .filter(({ key }) => !api.operations.has(key))
      .map(({ key, node }) => {
        const message = `${api.plan.name} has no operation "${key}"; there is: ${keys.join(', ')}.`;
        return problemAt(node.source, node.pointer, 'scenario-name', message);
      }),
  );
}
