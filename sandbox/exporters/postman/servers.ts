import { isArray, isObject, type Json, property, text } from '../../syntax/json.ts';

/** A server of a document, a path or an operation (OpenAPI 3.1.1, 4.8.5). */
export interface Server {
  /** Absolute, without a trailing slash. */
  readonly url: string;
  /** Its name or short description, otherwise its host. */
  readonly label: string;
}

/** Returns the servers with an absolute URL, their variables replaced by the defaults. */
export function serversOf(owner: Json): readonly Server[] {
  const servers = property(owner, 'servers');
  return (isArray(servers) ? servers : []).flatMap((server) => {
    const url = (text(server, 'url') ?? '').replace(/\{([^}]+)\}/g, (written, name: string) =>
      defaultOf(server, name, written),
    );
    if (!/^https?:\/\/[^/{}]+/i.test(url) || !URL.canParse(url)) return [];
    return [{ url: url.replace(/\/$/, ''), label: labelOf(server) ?? new URL(url).host }];
  });
}

/** Whether a server may get the requests of a collection: half of them are wrong on purpose, so production may not. */
export function isForTests({ url, label }: Server): boolean {
  return !isThisMachine(url) && !/\b(prod(uction)?|live)\b/i.test(label);
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

function isThisMachine(url: string): boolean {
  return /^https?:\/\/(localhost|127\.\d+\.\d+\.\d+|\[::1\])([:/]|$)/i.test(url);
}
