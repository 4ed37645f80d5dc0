import type { Problem } from '../../problem.ts';
import { problemAt } from '../../read/source.ts';
import { childOf, type Node, scalarText, type Tree } from '../../read/tree.ts';
import { isObject, text } from '../../syntax/json.ts';
import { pathAsSent } from '../../syntax/percent.ts';

/** The maximum number of base paths from one list of servers: server variables multiply. */
const maxBasePaths = 64;

/**
 * Returns the base paths of the `servers` of a document, a path or an operation; undefined if it has none and inherits
 * those of its parent (OpenAPI 3.1.1, 4.8.5, 4.8.9 and 4.8.10). Each value of a variable makes a base path, the default
 * comes first.
 */
export function basePathsOf(
  tree: Tree,
  owner: Node,
  report: (problem: Problem) => void,
): readonly string[] | undefined {
  const written = tree.get(owner, 'servers');
  const servers = tree.items(written).filter(({ value }) => isObject(value));
  if (!written || servers.length === 0) return undefined;
  const paths = new Set<string>();
  for (const server of servers) {
    const url = text(server.value, 'url');
    if (url === undefined) {
      report(problemAt(server.source, server.pointer, 'structure', 'A server needs a `url`.'));
      continue;
    }
    for (const path of pathsOf(tree, server, url, report)) paths.add(path);
  }
  if (paths.size > maxBasePaths) {
    const message = `The values of these servers' variables make more base paths than ${maxBasePaths}; only the first are served.`;
    report(problemAt(written.source, written.pointer, 'structure', message));
  }
  return paths.size > 0 ? [...paths].slice(0, maxBasePaths) : [''];
}

/** Returns the base paths of one server, at most `maxBasePaths` and one more that shows that there are too many. */
function pathsOf(tree: Tree, server: Node, url: string, report: (problem: Problem) => void): ReadonlySet<string> {
  const warn = (message: string) => {
    const node = childOf(server, 'url') ?? server;
    report(problemAt(node.source, node.pointer, 'structure', message));
  };
  const variables = new Map([...new Set(namesIn(url))].map((name) => [name, valuesOf(tree, server, name)] as const));
  const unknown = [...variables].flatMap(([name, values]) => (values.length === 0 ? [name] : []));
  if (unknown.length > 0) {
    const message = `The server has no value for {${unknown.join('}, {')}}: describe it in \`variables\`, with a \`default\`.`;
    report(problemAt(server.source, server.pointer, 'server-variable', message));
  }
  const defaults = new Map([...variables].flatMap(([name, [first]]) => (first === undefined ? [] : [[name, first]])));
  const defaultUrl = substitute(url, defaults);
  if (!isUrl(defaultUrl)) warn(`${defaultUrl} is no URL; of the server, only the path counts.`);
  if (/[?#]/.test(defaultUrl)) warn('What follows ? or # in the URL of a server is no part of a base path.');
  // The values of a variable in the host all lead to one path, so they are not multiplied.
  const pathVariables = [...variables].filter(
    ([name, values]) =>
      new Set(values.map((value) => pathOf(substitute(url, new Map(defaults).set(name, value))))).size > 1,
  );
  const paths = new Set<string>([pathOf(defaultUrl)]);
  for (const values of combinations(pathVariables)) {
    paths.add(pathOf(substitute(url, new Map([...defaults, ...values]))));
    if (paths.size > maxBasePaths) break;
  }
  return paths;
}

function namesIn(url: string): readonly string[] {
  return [...url.matchAll(/\{([^}]+)\}/g)].map(([, name = '']) => name);
}

/** Returns the values of a variable, the default first (OpenAPI 3.1.1, 4.8.6). YAML may have read them as numbers. */
function valuesOf(tree: Tree, server: Node, name: string): readonly string[] {
  const variables = tree.get(server, 'variables');
  const variable = variables && tree.get(variables, name);
  const fallback = variable && childOf(variable, 'default');
  const values = [...(fallback ? [fallback] : []), ...tree.items(variable && childOf(variable, 'enum'))];
  return [...new Set(values.flatMap((value) => scalarText(value) ?? []))];
}

function substitute(url: string, values: ReadonlyMap<string, string>): string {
  return url.replace(/\{([^}]+)\}/g, (placeholder, name: string) => values.get(name) ?? placeholder);
}

/** Yields each combination of values, one for each variable, with the last variable varying fastest. */
function* combinations(
  variables: readonly (readonly [string, readonly string[]])[],
): Generator<readonly (readonly [string, string])[]> {
  const [first, ...rest] = variables;
  if (!first) {
    yield [];
    return;
  }
  const [name, values] = first;
  for (const value of values) for (const others of combinations(rest)) yield [[name, value], ...others];
}

/** Whether a text is a URL or a reference relative to the document's. */
function isUrl(url: string): boolean {
  return URL.canParse(url, 'http://localhost/');
}

/**
 * Returns the path of a server's URL as requests contain it. A relative URL is resolved against the root, since the
 * document's address is unknown; dot segments are removed (RFC 3986, 5.2.4), and so is a trailing slash.
 */
function pathOf(url: string): string {
  const path = url.replace(/^([a-z][a-z\d+.-]*:)?\/\/[^/?#]*/i, '').replace(/[?#].*$/s, '');
  const segments: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '.' && segment !== '') segments.push(segment);
  }
  return segments.map((segment) => `/${pathAsSent(segment)}`).join('');
}
