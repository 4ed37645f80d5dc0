/**
 * The plan: what documents and scenario files are compiled to, and all that a server needs. It is plain JSON data, frozen
 * once it is made; functions are referred to by name and bound by `serve/bind-plan.ts`.
 *
 * It has two levels. The index (`Plan`) covers whole documents and is made when a server starts: mounts, routes, scenario
 * ids. An `OperationPlan` is made when a request first reaches its operation.
 */
export type * from './plan/api.ts';
export type * from './plan/examples.ts';
export type * from './plan/location.ts';
export type * from './plan/operation.ts';
export type * from './plan/responses.ts';
export type * from './plan/rules.ts';
export type * from './plan/serialization.ts';
