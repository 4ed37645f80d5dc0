import { percentDecode } from '../syntax/percent.ts';

/**
 * Returns the stage with which a path begins: `/prod`; empty if it begins with none. `$default` is never in a path.
 */
export function stagePrefix(path: string, stage: string | undefined): string {
  if (stage === undefined || stage === '' || stage === '$default') return '';
  return `${path}/`.startsWith(`/${stage}/`) ? `/${stage}` : '';
}

/** Returns what comes before a path in the path that the client sent; empty if nothing does. */
export function prefixBefore(path: string, sent: string): string {
  const [whole, end] = [withoutLastSlash(sent), withoutLastSlash(path)];
  return whole.endsWith(end) ? whole.slice(0, whole.length - end.length) : '';
}

/** What API Gateway says of the resource that a path belongs to. */
interface Resource {
  readonly path: string;
  /** A template: `/pets/{id}`, `/{proxy+}`. */
  readonly resource?: string | undefined;
  readonly pathParameters?: { readonly [name: string]: string | undefined } | null | undefined;
}

/**
 * Returns the base path with which a path begins on a custom domain: what comes before the resource. Undefined if the event
 * does not say which resource that is, or another than the path has.
 */
export function mappedPrefix({ path, resource, pathParameters }: Resource): string | undefined {
  if (resource === undefined || !resource.startsWith('/')) return undefined;
  const filled = resource.replace(/\{([^{}+]+)\+?\}/g, (_, name: string) => pathParameters?.[name] ?? '');
  // The parameters may be decoded while the path is not.
  const [whole, end] = [percentDecode(withoutLastSlash(path)), percentDecode(withoutLastSlash(filled))];
  if (!whole.endsWith(end)) return undefined;
  const prefix = whole.slice(0, whole.length - end.length);
  return path.startsWith(prefix) ? prefix : undefined;
}

function withoutLastSlash(path: string): string {
  return path.replace(/\/$/, '');
}

/** Whether a domain is one of the user, and not the one that AWS gives to each API and Function URL. */
export function isCustomDomain(domainName: string): boolean {
  return !/\.(execute-api|lambda-url)\./.test(domainName);
}
