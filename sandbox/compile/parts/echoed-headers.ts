import type { EchoedHeaderPlan, ParameterPlan } from '../../plan.ts';
import type { Node, Tree } from '../../read/tree.ts';
import { withTexts } from '../../syntax/digits.ts';
import { isFramingHeader } from '../../syntax/header.ts';
import { headerText } from './response-headers.ts';

/** Response headers named like a request header parameter, over all responses of the operation. */
export function echoedHeadersOf(
  tree: Tree,
  operation: Node,
  parameters: readonly ParameterPlan[],
): readonly EchoedHeaderPlan[] {
  const headers = parameters.filter((parameter) => parameter.in === 'header');
  const documented = new Set(
    tree
      .entries(tree.get(operation, 'responses'))
      .flatMap(([, response]) =>
        Object.keys(tree.get(response, 'headers')?.value ?? {}).map((name) => name.toLowerCase()),
      ),
  );
  return headers
    .filter(({ name }) => documented.has(name.toLowerCase()) && !isFramingHeader(name) && !isChallenge(name))
    .map(({ name, default: fallback, defaultDigits: digits }) => ({
      name,
      default: fallback === undefined ? null : headerText(withTexts(fallback, digits)),
    }));
}

/** A challenge is the server's to make, in every 401 (RFC 9110, section 15.5.2), whatever the caller sends. */
function isChallenge(name: string): boolean {
  return name.toLowerCase() === 'www-authenticate';
}
