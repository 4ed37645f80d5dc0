import { childOf, type Node } from '../read/tree.ts';
import { isArray, isObject, type Json, text } from '../syntax/json.ts';
import { convertBody } from './body.ts';
import { type Conversion, childrenOf, convertInline, stringsIn, withoutFields } from './context.ts';
import { convertParameter, isBodyPart } from './parameters.ts';
import { convertResponses } from './responses.ts';

/** The fields of a Path Item Object that hold operations (OpenAPI 2.0, Path Item Object). */
const methods: ReadonlySet<string> = new Set(['get', 'put', 'post', 'delete', 'options', 'head', 'patch']);

/** Methods whose requests have no meaningful body (RFC 9110, 9.3): they ignore body parameters of the path. */
const bodyless: ReadonlySet<string> = new Set(['get', 'head', 'delete']);

/** An entry of a parameter list, and the parameter that it resolves to; undefined if its reference is unresolved. */
interface ParameterEntry {
  readonly written: Node;
  readonly node: Node | undefined;
}

/**
 * Converts a path (OpenAPI 2.0, Path Item Object). The target of a `$ref` is merged with its sibling fields, which take
 * precedence.
 */
export function convertPathItem(conversion: Conversion, written: Node): Json {
  if (!isObject(written.value)) return written.value;
  const followed = conversion.tree.follow(written);
  const isReference = text(written.value, '$ref') !== undefined;
  const owners = followed.resolved && isReference ? [followed.node, written] : [written];
  const entries = owners.flatMap((owner) => parametersOf(conversion, owner));
  const sharedBodyParts = entries.flatMap(({ node }) => (node && isBodyPart(node) ? [node] : []));
  const fields = owners.flatMap(childrenOf).flatMap(([key, child]): readonly (readonly [string, Json])[] => {
    if (key === 'parameters' || (key === '$ref' && followed.resolved)) return [];
    if (key === '$ref') return [[key, conversion.refer(String(child.value), written)]];
    if (!methods.has(key)) return [[key, child.value]];
    const inherited = bodyless.has(key) ? [] : sharedBodyParts;
    return [[key, convertInline(conversion, child, (node) => convertOperation(conversion, node, inherited))]];
  });
  const parameters = entries.length > 0 && { parameters: convertParameters(conversion, entries) };
  return conversion.record(
    { ...Object.fromEntries(fields), ...parameters },
    followed.resolved ? followed.node : written,
  );
}

/** Fields that the converted operation replaces by others; `schemes` does not affect routing and is dropped. */
const replacedFields: ReadonlySet<string> = new Set(['consumes', 'produces', 'schemes', 'parameters', 'responses']);

/**
 * Converts an operation (OpenAPI 2.0, Operation Object).
 *
 * @param sharedBodyParts body and form parameters of the path
 */
function convertOperation(conversion: Conversion, node: Node, sharedBodyParts: readonly Node[]): Json {
  if (!isObject(node.value)) return node.value;
  const { record, report } = conversion;
  const entries = parametersOf(conversion, node);
  const ownBodyParts = entries.flatMap((one) => (one.node && isBodyPart(one.node) ? [one.node] : []));
  const bodyParts = new Map([...sharedBodyParts, ...ownBodyParts].map((one) => [parameterKey(one), one]));
  const consumes = stringsIn(report, node, 'consumes') ?? conversion.consumes;
  const produces = stringsIn(report, node, 'produces') ?? conversion.produces;
  const requestBody = convertBody(conversion, [...bodyParts.values()], consumes);
  const responses = childOf(node, 'responses');
  const value = {
    ...withoutFields(node.value, replacedFields),
    ...(entries.length > 0 && { parameters: convertParameters(conversion, entries) }),
    ...(requestBody && { requestBody }),
    ...(responses && {
      responses: convertInline(conversion, responses, (target) => convertResponses(conversion, target, produces)),
    }),
  };
  return record(value, node);
}

function parameterKey({ value }: Node): string {
  return `${text(value, 'in')} ${text(value, 'name')}`;
}

function parametersOf({ tree, report }: Conversion, owner: Node): readonly ParameterEntry[] {
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

/** Converts the parameters of a list that are outside of the body. */
function convertParameters(conversion: Conversion, entries: readonly ParameterEntry[]): Json {
  return entries.flatMap(({ written, node }): readonly Json[] => {
    if (node && isBodyPart(node)) return [];
    const component = node && conversion.component(written, 'parameters');
    if (component !== undefined) return [conversion.record({ $ref: component }, written)];
    return [convertInline(conversion, written, (parameter) => convertParameter(conversion, parameter))];
  });
}
