import type { Sandbox } from '../../sandbox/index.ts';
import type { Request, Titled } from './requests.ts';

/** An operation, what reaches its scenarios, and the one request that others are made of. */
export interface Asked {
  readonly key: string;
  /** The template of its path, from the server's root. */
  readonly path: string;
  readonly own: readonly Titled[];
  /** Undefined: none is known at all. */
  readonly right: Request | undefined;
}

export function operationsOf(sandbox: Sandbox): readonly Asked[] {
  return sandbox.plan.apis.flatMap((api) =>
    api.operations.map(({ key, path }): Asked => {
      const reachabilities = sandbox.findRequests(api.name, key);
      const basePath = reachabilities.length > 0 ? sandbox.operation(api.name, key).basePath : '';
      const own = reachabilities.flatMap(({ scenario, samples }) =>
        samples.map(({ trigger, request }): Titled => {
          return [`${scenario.id} by ${trigger}`, { ...request, target: basePath + request.target }];
        }),
      );
      const ordinary = own.find(([title]) => /\/2\d\d\/.* by (?!prefer|token)/.test(title));
      const [, right] = ordinary ?? own.find(([, { text }]) => text !== null) ?? own[0] ?? [];
      return { key, path: basePath + path, own, right };
    }),
  );
}
