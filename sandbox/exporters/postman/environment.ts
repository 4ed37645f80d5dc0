import { isArray, isObject, type Json, type JsonObject, property, text } from '../../syntax/json.ts';
import { basesOf, type CollectionSource, sandboxOrigin } from './collection.ts';
import type { Environment } from './format.ts';
import { sandboxToken } from './placeholders.ts';

export interface NamedEnvironment {
  /** `sandbox`, `integration-test`; unique within an API. */
  readonly name: string;
  readonly environment: Environment;
}

/**
 * Returns an environment for the sandbox, and one for each other server of the document (OpenAPI 3.1.1, 4.8.5). Servers
 * labelled as production are left out, since half of the requests are wrong on purpose.
 */
export function environmentsOf(
  source: Pick<CollectionSource, 'api' | 'document' | 'idOf'>,
): readonly NamedEnvironment[] {
  const { api, document, idOf } = source;
  const bases = [...basesOf(source)];
  const environments: NamedEnvironment[] = [];
  const add = (label: string, urls: readonly (readonly [string, string])[], token: string) => {
    const name = uniqueAmong(
      environments.map((one) => one.name),
      slugOf(label),
    );
    const variables = urls.map(([key, value]) => ({ key, value, type: 'default' as const, enabled: true as const }));
    const environment: Environment = {
      id: idOf(`${api.name}/environments/${name}`),
      name: `${api.title}: ${label}`,
      values: [...variables, { key: 'token', value: token, type: 'secret', enabled: true }],
      _postman_variable_scope: 'environment',
    };
    environments.push({ name, environment });
  };
  add(
    'Sandbox',
    bases.map(([path, variable]) => [variable, sandboxOrigin + path]),
    sandboxToken,
  );
  const otherBases = bases.slice(1).flatMap(([path, variable]): readonly (readonly [string, string])[] => {
    const server = localServersOf(document).find(({ url }) => new URL(url).pathname.replace(/\/$/, '') === path);
    return server ? [[variable, server.url]] : [];
  });
  const others = serversOf(document).filter(({ url, label }) => !isThisMachine(url) && !isProduction(label));
  for (const { url, label } of others) {
    add(label, [['baseUrl', url], ...otherBases], '');
  }
  return environments;
}

interface Server {
  readonly url: string;
  readonly label: string;
}

/** Returns the servers with an absolute URL, their variables replaced by the defaults. */
function serversOf(owner: Json): readonly Server[] {
  const servers = property(owner, 'servers');
  return (isArray(servers) ? servers : []).flatMap((server) => {
    const url = (text(server, 'url') ?? '').replace(/\{([^}]+)\}/g, (written, name: string) =>
      defaultOf(server, name, written),
    );
    if (!/^https?:\/\/[^/{}]+/i.test(url) || !URL.canParse(url)) return [];
    return [{ url: url.replace(/\/$/, ''), label: labelOf(server) ?? new URL(url).host }];
  });
}

/** Returns the servers of path items and operations. */
function localServersOf(document: JsonObject): readonly Server[] {
  const childrenOf = (object: Json) => (isObject(object) ? Object.values(object) : []);
  const pathItems = childrenOf(property(document, 'paths') ?? null);
  return pathItems.flatMap((pathItem) => [pathItem, ...childrenOf(pathItem)]).flatMap(serversOf);
}

function defaultOf(server: Json, name: string, fallback: string): string {
  const value = property(property(property(server, 'variables'), name), 'default');
  return value === undefined || isObject(value) ? fallback : String(value);
}

/** Returns the name or a short description of a server. */
function labelOf(server: Json): string | undefined {
  const label = (text(server, 'name') ?? text(server, 'description') ?? '').trim().replace(/\.$/, '');
  return label !== '' && label.length <= 40 && !label.includes('\n') ? label : undefined;
}

function isProduction(label: string): boolean {
  return /\b(prod(uction)?|live)\b/i.test(label);
}

function isThisMachine(url: string): boolean {
  return /^https?:\/\/(localhost|127\.\d+\.\d+\.\d+|\[::1\])([:/]|$)/i.test(url);
}

/** Converts a label to a file name of lower-case letters, digits and hyphens. */
function slugOf(label: string): string {
  const slug = label
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return slug === '' ? 'server' : slug;
}

function uniqueAmong(taken: readonly string[], name: string): string {
  for (let count = 1; ; count += 1) {
    const tried = count === 1 ? name : `${name}-${count}`;
    if (!taken.includes(tried)) return tried;
  }
}
