import { describe, expectTypeOf, it } from 'vitest';
import {
  type AccessLogEntry,
  type Catalogue,
  CodeForbiddenError,
  createSandbox,
  type Json,
  type JsonObject,
  type LocatedProblem,
  located,
  type OperationPlan,
  type OperationReachability,
  type Plan,
  type Problem,
  type Reachability,
  type Sample,
  type Sandbox,
  type SandboxSettings,
  type Trigger,
  UnusableDocumentError,
  type WebhookPlan,
  type WireRequest,
} from '../sandbox/index.ts';

/** Checked by the compiler; nothing runs. */
describe('the public types', () => {
  it('create a sandbox from settings that are all optional', () => {
    expectTypeOf(createSandbox).parameters.toEqualTypeOf<[settings?: SandboxSettings]>();
    expectTypeOf(createSandbox).returns.toEqualTypeOf<Sandbox>();
    expectTypeOf<Record<never, never>>().toExtend<SandboxSettings>();
    expectTypeOf<SandboxSettings['auth']>().toEqualTypeOf<'open' | 'strict' | undefined>();
    expectTypeOf<SandboxSettings['onAnswer']>().toEqualTypeOf<((answer: AccessLogEntry) => void) | undefined>();
    expectTypeOf<SandboxSettings['releaseDelayed']>().toEqualTypeOf<AbortSignal | undefined>();
  });

  it('answer as the global fetch does, or synchronously where that is possible', () => {
    expectTypeOf<Sandbox['fetch']>().toBeCallableWith('http://localhost/pets', { method: 'TRACE' });
    expectTypeOf<Sandbox['fetch']>().returns.resolves.toEqualTypeOf<Response>();
    expectTypeOf<typeof globalThis.fetch>().toExtend<Sandbox['fetch']>();
    expectTypeOf<Sandbox['answer']>().toBeCallableWith(new Request('http://localhost/pets'));
    expectTypeOf<Sandbox['answer']>().returns.toEqualTypeOf<Response | Promise<Response>>();
  });

  it('name what a sandbox knows about its documents', () => {
    expectTypeOf<Sandbox['plan']>().toEqualTypeOf<Plan>();
    expectTypeOf<Sandbox['operation']>().returns.toEqualTypeOf<OperationPlan>();
    expectTypeOf<Sandbox['document']>().returns.toEqualTypeOf<JsonObject>();
    expectTypeOf<Sandbox['webhooks']>().returns.toEqualTypeOf<readonly WebhookPlan[]>();
    expectTypeOf<Sandbox['catalogue']>().returns.toEqualTypeOf<Catalogue>();
    expectTypeOf<Sandbox['findRequests']>().returns.toEqualTypeOf<readonly Reachability[]>();
    expectTypeOf<Sandbox['reachabilityOf']>().returns.toEqualTypeOf<OperationReachability>();
    expectTypeOf<Reachability['samples']>().toEqualTypeOf<readonly Sample[]>();
    expectTypeOf<Sample['request']>().toEqualTypeOf<WireRequest>();
    expectTypeOf<Sample['trigger']>().toEqualTypeOf<Trigger>();
  });

  it('tell problems with a position from problems without', () => {
    expectTypeOf<Sandbox['problems']>().returns.toEqualTypeOf<readonly LocatedProblem[]>();
    expectTypeOf<Sandbox['check']>().returns.toEqualTypeOf<readonly LocatedProblem[]>();
    expectTypeOf<Sandbox['unlocatedProblems']>().returns.toEqualTypeOf<readonly Problem[]>();
    expectTypeOf(located).toEqualTypeOf<(problems: readonly Problem[]) => readonly LocatedProblem[]>();
    expectTypeOf<LocatedProblem>().not.toHaveProperty('source');
  });

  it('carry problems in the error of an unusable document', () => {
    expectTypeOf<UnusableDocumentError>().toExtend<Error>();
    expectTypeOf(UnusableDocumentError).instance.toHaveProperty('problems').toEqualTypeOf<readonly Problem[]>();
    expectTypeOf(CodeForbiddenError).toBeConstructibleWith();
  });

  it('are readonly throughout', () => {
    expectTypeOf<Plan['apis'][number]['operations']>().not.toHaveProperty('push');
    expectTypeOf<Json>().not.toBeAny();
  });
});
