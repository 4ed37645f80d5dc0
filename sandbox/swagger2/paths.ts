import { childOf, type Node } from '../read/tree.ts';
import { isArray, isObject, type Json, text } from '../syntax/json.ts';
import { convertBody } from './body.ts';
import { type Conversion, childrenOf, inlined, textsIn, withoutFields } from './conversion.ts';
import { convertParameter, isInBody } from './parameters.ts';
import { convertResponses } from './responses.ts';

/** The fields of a Path Item Object that hold operations (OpenAPI 2.0, Path Item Object). */
const methods: ReadonlySet<string> = new Set(['get', 'put', 'post', 'delete', 'options', 'head', 'patch']);

/** A body has no meaning in these requests (RFC 9110, 9.3): what is said of a whole path is not said of them. */
const bodyless: ReadonlySet<string> = new Set(['get', 'head', 'delete']);

/** A parameter in a list: as it stands there, and what its reference leads to; undefined where that is nothing. */
interface Listed {
  readonly written: Node;
  readonly node: Node | undefined;
}

/**
 * A path (OpenAPI 2.0, Path Item Object). One that a reference leads to is put beside what stands by the reference,
 * which wins.
 */
export function convertPathItem(conversion: Conversion, written: Node): Json {
  if (!isObject(written.value)) return written.value;
  const followed = conversion.tree.follow(written);
  const isReference = text(written.value, '$ref') !== undefined;
  const owners = followed.resolved && isReference ? [followed.node, written] : [written];
  const listed = owners.flatMap((owner) => parametersOf(conversion, owner));
  const shared = listed.flatMap(({ node }) => (node && isInBody(node) ? [node] : []));
  const fields = owners.flatMap(childrenOf).flatMap(([key, child]): readonly (readonly [string, Json])[] => {
    if (key === 'parameters' || (key === '$ref' && followed.resolved)) return [];
    if (key === '$ref') return [[key, conversion.refer(String(child.value), written)]];
    if (!methods.has(key)) return [[key, child.value]];
    const before = bodyless.has(key) ? [] : shared;
    return [[key, inlined(conversion, child, (node) => convertOperation(conversion, node, before))]];
  });
  const parameters = listed.length > 0 && { parameters: convertListed(conversion, listed) };
  return conversion.made({ ...Object.fromEntries(fields), ...parameters }, followed.resolved ? followed.node : written);
}

/** Fields in whose places a converted operation has others; `schemes` changes nothing about its path. */
const replaced: ReadonlySet<string> = new Set(['consumes', 'produces', 'schemes', 'parameters', 'responses']);

/**
 * An operation (OpenAPI 2.0, Operation Object).
 *
 * @param shared parameters in the body that all operations of the path have
 */
function convertOperation(conversion: Conversion, node: Node, shared: readonly Node[]): Json {
  if (!isObject(node.value)) return node.value;
  const { made, report } = conversion;
  const listed = parametersOf(conversion, node);
  const own = listed.flatMap((one) => (one.node && isInBody(one.node) ? [one.node] : []));
  const inBody = new Map([...shared, ...own].map((one) => [parameterKey(one), one]));
  const consumes = textsIn(report, node, 'consumes') ?? conversion.consumes;
  const produces = textsIn(report, node, 'produces') ?? conversion.produces;
  const requestBody = convertBody(conversion, [...inBody.values()], consumes);
  const responses = childOf(node, 'responses');
  const value = {
    ...withoutFields(node.value, replaced),
    ...(listed.length > 0 && { parameters: convertListed(conversion, listed) }),
    ...(requestBody && { requestBody }),
    ...(responses && {
      responses: inlined(conversion, responses, (target) => convertResponses(conversion, target, produces)),
    }),
  };
  return made(value, node);
}

function parameterKey({ value }: Node): string {
  return `${text(value, 'in')} ${text(value, 'name')}`;
}

function parametersOf({ tree, report }: Conversion, owner: Node): readonly Listed[] {
  const written = childOf(owner, 'parameters');
  if (!written) return [];
  const list = tree.get(owner, 'parameters');
  if (!isArray(list?.value)) {
    report(written, 'parameters must be a list.', 'omitted');
    return [];
  }
  return childrenOf(list).map(([, item]) => {
    const followed = tree.follow(item);
    return { written: item, node: followed.resolved ? followed.node : undefined };
  });
}

/** The parameters of a list that are not in the body. */
function convertListed(conversion: Conversion, listed: readonly Listed[]): Json {
  return listed.flatMap(({ written, node }): readonly Json[] => {
    if (node && isInBody(node)) return [];
    const component = node && conversion.component(written, 'parameters');
    if (component !== undefined) return [conversion.made({ $ref: component }, written)];
    return [inlined(conversion, written, (parameter) => convertParameter(conversion, parameter))];
  });
}
