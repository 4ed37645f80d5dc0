import type { Base } from './bases.ts';
import { type CollectionSource, sandboxOrigin } from './collection.ts';
import type { Environment } from './format.ts';
import { sandboxToken } from './placeholders.ts';
import { isForTests, type Server } from './servers.ts';

export interface NamedEnvironment {
  /** `sandbox`, `integration-test`; unique within an API. */
  readonly name: string;
  readonly environment: Environment;
}

/**
 * Returns an environment for the sandbox, and one for each other server of the document (OpenAPI 3.1.1, 4.8.5). Servers
 * labelled as production are left out, since half of the requests are wrong on purpose.
 */
export function environmentsOf({
  api,
  title,
  bases,
  idOf,
}: Pick<CollectionSource, 'api' | 'title' | 'bases' | 'idOf'>): readonly NamedEnvironment[] {
  const environments: NamedEnvironment[] = [];
  const add = (wanted: string, urls: readonly (readonly [string, string])[], token: string) => {
    const { label, name } = distinct(wanted, environments);
    const variables = urls.map(([key, value]) => ({ key, value, type: 'default' as const, enabled: true as const }));
    const environment: Environment = {
      id: idOf(`${api.name}/environments/${name}`),
      name: `${title}: ${label}`,
      values: [...variables, { key: 'token', value: token, type: 'secret', enabled: true }],
      _postman_variable_scope: 'environment',
    };
    environments.push({ name, environment });
  };
  const [first, ...others] = bases.all;
  // In a sandbox, the other base URLs are beside the first: the collection has them.
  add('Sandbox', [[first.variable, sandboxOrigin + first.path]], sandboxToken);
  for (const server of first.servers.filter(isForTests)) {
    add(server.label, [[first.variable, server.url], ...others.flatMap((base) => urlBeside(server, base))], '');
  }
  return environments;
}

/** Returns the variable of another base URL in the environment of a server: of the server with the same label, if any. */
function urlBeside({ label }: Server, { variable, servers }: Base): readonly (readonly [string, string])[] {
  const usable = servers.filter(isForTests);
  const server = usable.find((one) => one.label === label) ?? usable[0];
  return server ? [[variable, server.url]] : [];
}

/** Returns a label, and a name for files, that no other environment of the API has. */
function distinct(
  wanted: string,
  others: readonly NamedEnvironment[],
): { readonly label: string; readonly name: string } {
  for (let count = 1; ; count += 1) {
    const label = count === 1 ? wanted : `${wanted} ${count}`;
    const name = slugOf(label);
    if (others.every((other) => other.name !== name)) return { label, name };
  }
}

/** Converts a label to a file name of lower-case letters, digits and hyphens. */
function slugOf(label: string): string {
  const slug = label
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return slug === '' ? 'server' : slug;
}
