/** The public module of the package. Everything that its types refer to is exported as well. */
export type { ConnectionFault, Fault, Trigger } from './exchange.ts';
export type { Catalogue, CatalogueEntry, SampleRequest } from './exporters/catalogue.ts';
export type { Listening } from './hosts/node.ts';
export type * from './plan.ts';
export {
  CodeForbiddenError,
  type DanglingReference,
  type LocatedProblem,
  type Location,
  type Problem,
  type ProblemCode,
  type ProblemSource,
  type Severity,
  UnusableDocumentError,
} from './problem.ts';
export type { Sample } from './reachability/attempts.ts';
export type { FaultAt, FaultGap, ParameterChoice, Reason } from './reachability/reason.ts';
export type { FoundRequests, OperationReachability, Reachability } from './reachability/search.ts';
export type { Obstacle, UnmatchedRule } from './reachability/unmatched-rules.ts';
export { located } from './read/located.ts';
export type { Draft, DraftBody, ParameterValue } from './requests/draft.ts';
export type { WireRequest } from './requests/wire-request.ts';
export { createSandbox, type Sandbox } from './sandbox.ts';
export type { AccessLogEntry } from './serve/access-log.ts';
export type { ListenSettings, SandboxSettings } from './settings.ts';
export type { Digits } from './syntax/digits.ts';
export type { Json, JsonArray, JsonObject } from './syntax/json.ts';
export type { TemplatePart } from './syntax/path-template.ts';
export type { Expression, RequestPlace, Template } from './syntax/runtime-expression.ts';
