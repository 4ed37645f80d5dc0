import { METHODS } from 'node:http';
import { describe, expect, it } from 'vitest';
import { isForbiddenToScripts, methodAsSent, methodsOfNode, whyUnreachable } from '../../sandbox/syntax/method.ts';

describe('methods', () => {
  it('are refused by Node as it is told', () => expect([...methodsOfNode].sort()).toEqual([...METHODS].sort()));

  it.each(['get', 'Post', 'PUT', 'hEad', 'options', 'delete', 'patch', 'PATCH', 'Link', 'foo'])(
    '%s is sent as a Request sends it',
    (method) => expect(methodAsSent(method)).toBe(new Request('http://localhost/', { method }).method),
  );

  it.each(['CONNECT', 'connect', 'TRACE', 'Track', 'PATCH', 'TRACED'])(
    '%s may or may not be sent by scripts',
    (method) => {
      const make = () => new Request('http://localhost/', { method });
      if (isForbiddenToScripts(method)) expect(make).toThrow(TypeError);
      else expect(make).not.toThrow();
    },
  );

  it.each([
    ['GET', undefined],
    ['TRACE', undefined],
    ['PURGE', undefined],
    ['CONNECT', /tunnel/],
    ['TRACK', /refuse the method TRACK/],
    ['link', /refuse the method link/],
  ])('%s', (method, want) => {
    const reason = whyUnreachable(method);
    if (want) expect(reason).toMatch(want);
    else expect(reason).toBeUndefined();
  });
});
