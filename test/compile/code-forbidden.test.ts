import { afterEach, expect, it, vi } from 'vitest';
import { CodeForbiddenError } from '../../sandbox/index.ts';
import { documentOf } from '../fixtures/document.ts';
import { ruledSandbox } from '../fixtures/ruled-sandbox.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

it('a sandbox is refused where the host forbids generating code from strings', () => {
  const forbidden = function forbidden() {
    throw new EvalError('Code generation from strings disallowed for this context');
  };
  vi.stubGlobal('Function', forbidden);
  expect(() => ruledSandbox(documentOf({}))).toThrow(CodeForbiddenError);
});
