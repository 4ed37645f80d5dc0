import type { ApiPlan, OperationIndex, OperationPlan, RepresentationPlan } from '../../plan.ts';
import { reasonOf } from '../../problem.ts';
import type { OperationReachability } from '../../reachability/search.ts';
import type { WireRequest } from '../../requests/wire-request.ts';
import { isArray, type Json, type JsonObject, property, text } from '../../syntax/json.ts';
import { referred } from '../../syntax/json-pointer.ts';
import { whyUnreachable } from '../../syntax/method.ts';
import type { Bases } from './bases.ts';
import { operationObject, pathItemOf } from './described-operation.ts';
import { schemasScript } from './expectation.ts';
import { type Collection, type Folder, type Item, scriptEvent } from './format.ts';
import { descriptionOf, type IdOf, itemOf } from './item.ts';
import { placeholderOrigin, sandboxToken } from './placeholders.ts';
import type { ReceivedAnswer } from './prove-request.ts';
import { parametersOf } from './request.ts';
import { afterAnswer, beforeRequest } from './scripts.ts';

/** The input of a collection. */
export interface CollectionSource {
  readonly api: ApiPlan;
  /** The title of the API; with its name if another API has the same title. */
  readonly title: string;
  readonly bases: Bases;
  /** Without external references. */
  readonly document: JsonObject;
  readonly searched: (key: string) => OperationReachability;
  /** Sends a request to the sandbox in this process; null if `fetch` cannot send it. */
  readonly send: (request: WireRequest, base: string) => Promise<ReceivedAnswer | null>;
  /** Whether a representation satisfies its schema. */
  readonly isValid: (operation: OperationPlan, representation: RepresentationPlan) => boolean;
  readonly idOf: IdOf;
  /** Called before each operation with the number of finished ones. */
  readonly onProgress: (done: number) => void;
}

/** A collection, and the scenarios without a request in it. */
export interface MadeCollection {
  readonly collection: Collection;
  readonly missing: readonly Missing[];
}

export interface Missing {
  /** The id of the scenario. */
  readonly id: string;
  /** Why it has no request; null if none reaches it. */
  readonly reason: string | null;
}

/** The default origin of a sandbox. */
export const sandboxOrigin = 'http://localhost:9000';

/**
 * Makes a collection of an API (Postman Collection Format 2.1.0): a folder for each tag and operation, and in it a request
 * for each scenario, in the order of the document.
 */
export async function collectionOf(source: CollectionSource): Promise<MadeCollection> {
  const { api, title, document, bases, idOf } = source;
  const missing: Missing[] = [];
  const byTag = new Map<string, Folder[]>(tagsOf(document).map(({ name }) => [name, []]));
  const untagged: Folder[] = [];
  for (const [index, operation] of api.operations.entries()) {
    source.onProgress(index);
    const folder = await operationFolder(source, operation, missing);
    const tag = tagOf(operationObject(document, operation));
    if (tag === undefined) untagged.push(folder);
    else byTag.set(tag, [...(byTag.get(tag) ?? []), folder]);
  }
  source.onProgress(api.operations.length);
  const folders = [...byTag].flatMap(([name, item]): readonly Folder[] => {
    const description = descriptionOf(tagsOf(document).find((one) => one.name === name)?.tag);
    return item.length === 0 ? [] : [{ id: idOf(`${api.name}/tags/${name}`), name, description, item }];
  });
  const collection: Collection = {
    info: {
      _postman_id: idOf(api.name),
      name: `${title} ${api.version}`.trim(),
      description: introductionOf(document),
      schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json',
    },
    item: [...folders, ...untagged],
    event: [scriptEvent('prerequest', beforeRequest), scriptEvent('test', afterAnswer)],
    variable: [
      ...bases.all.map(({ variable, path }, index) => ({
        key: variable,
        value: (index === 0 ? sandboxOrigin : '{{origin}}') + path,
        type: 'string' as const,
        description: index === 0 ? ownBase : otherBase,
      })),
      { key: 'token', value: sandboxToken, type: 'string', description: 'An access token; a sandbox takes any.' },
    ],
    // A cookie of one response must not change the next: requests can be sent in any order.
    protocolProfileBehavior: { disableCookies: true },
  };
  return { collection, missing };
}

const ownBase = 'Where the API is; an environment has another.';
const otherBase =
  'Where operations with servers of their own are: beside `baseUrl`, unless an environment has another.';

/** Returns the folder of an operation. If the sandbox failed at it, the folder is empty, and its description says why. */
async function operationFolder(
  source: CollectionSource,
  operation: OperationIndex,
  missing: Missing[],
): Promise<Folder> {
  const searched = source.searched(operation.key);
  const unreached: Missing[] = [];
  const failedFolder = (reason: string) => {
    missing.push(...operation.scenarios.map(({ id }) => ({ id, reason })));
    return folderOf(source, operation, `The sandbox failed at this operation: ${reason}`, [], '');
  };
  if (searched.kind === 'failed') return failedFolder(searched.problem.message);
  try {
    const items = await itemsOf(source, searched, unreached);
    const folder = folderOf(source, operation, '', items, schemasScript(searched.operation));
    missing.push(...unreached);
    return folder;
  } catch (error) {
    return failedFolder(reasonOf(error));
  }
}

async function itemsOf(
  { document, bases, send, isValid, idOf }: CollectionSource,
  { operation, reachabilities }: OperationReachability & { readonly kind: 'found' },
  missing: Missing[],
): Promise<readonly Item[]> {
  const { variable, path } = bases.of(operation.key);
  const base = placeholderOrigin + path;
  const object = operationObject(document, operation);
  const context = {
    operation,
    parameters: parametersOf(object, pathItemOf(document, operation.path), (node) => referred(document, node)),
    base: { value: base, variable },
    defaultBase: sandboxOrigin + path,
    ask: (request: WireRequest) => send(request, base),
    idOf,
    isValid,
  };
  const items: Item[] = [];
  const unreachable = whyUnreachable(operation.method);
  for (const reachability of reachabilities) {
    const item = unreachable ? null : await itemOf(context, reachability);
    if (item) items.push(item);
    else missing.push({ id: reachability.scenario.id, reason: unreachable ?? null });
  }
  return items;
}

function folderOf(
  { api, document, idOf }: CollectionSource,
  operation: OperationIndex,
  failure: string,
  item: readonly Item[],
  schemas: string,
): Folder {
  const { key, method, path } = operation;
  const object = operationObject(document, operation);
  const texts = [`\`${method} ${path}\``, text(object, 'description')?.trim() ?? '', failure];
  return {
    id: idOf(`${api.name}/operations/${key}`),
    name: text(object, 'summary') ?? key,
    description: texts.filter(Boolean).join('\n\n'),
    item,
    ...(schemas !== '' && { event: [scriptEvent('prerequest', schemas)] }),
  };
}

interface Tag {
  readonly name: string;
  readonly tag: Json;
}

function tagsOf(document: JsonObject): readonly Tag[] {
  const tags = property(document, 'tags');
  return isArray(tags) ? tags.flatMap((tag) => ({ name: text(tag, 'name') ?? '', tag })) : [];
}

/** Returns the first tag of an operation, since a request is in one folder only. */
function tagOf(operation: Json): string | undefined {
  const tags = property(operation, 'tags');
  const [first] = isArray(tags) ? tags : [];
  return typeof first === 'string' && first !== '' ? first : undefined;
}

function introductionOf(document: JsonObject): string {
  const own = descriptionOf(property(document, 'info'));
  const instructions = [
    'Each request gets one documented answer of the sandbox. Its script before sending says which, and the test script of',
    'the collection compares. Choose an environment to send the requests elsewhere.',
  ].join(' ');
  return own === '' ? instructions : `${own}\n\n---\n\n${instructions}`;
}
