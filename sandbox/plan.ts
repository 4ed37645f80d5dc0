/**
 * The plan: what documents and scenario files compile to, and all that a server needs. Plain JSON data, frozen after
 * building; functions are referred to by name and bound by `serve/bind-plan.ts`.
 *
 * It has two storeys. The index (`Plan`) is made at the start for whole documents: mounts, routes, scenario ids. An
 * `OperationPlan` is made when an operation is first used, or beforehand by those who need all of them.
 */
import type { Digits } from './syntax/digits.ts';
import type { Json, JsonObject } from './syntax/json.ts';
import type { TemplatePart } from './syntax/path-template.ts';
import type { RequestPlace, Template } from './syntax/runtime-expression.ts';

export interface Plan {
  readonly apis: readonly ApiPlan[];
  /** Longest base path first. */
  readonly mounts: readonly Mount[];
}

/** A base path under which an API answers. */
export interface Mount {
  /** `/nhs-app`, or empty for the root. */
  readonly basePath: string;
  readonly api: string;
  /** False for the root that every API has besides its declared base paths. */
  readonly declared: boolean;
  /** Operations of several APIs at the implied root, which none of them answers there. */
  readonly contested: readonly ContestedOperation[];
}

export interface ContestedOperation {
  readonly method: string;
  /** The path template without the names of its placeholders: `/letters/{}`. */
  readonly path: string;
}

export interface ApiPlan {
  readonly name: string;
  readonly title: string;
  readonly version: string;
  /** In the order of the document's servers: `/nhs-app`; empty for the root. */
  readonly basePaths: readonly string[];
  readonly routes: readonly RoutePlan[];
  readonly operations: readonly OperationIndex[];
  readonly refusals: RefusalPlan;
  /** Every response header that is documented anywhere. */
  readonly responseHeaders: readonly string[];
  readonly files: readonly FilePlan[];
}

/** A file beside the scenario file that answers refer to. */
export interface FilePlan {
  readonly name: string;
  readonly mediaType: string;
  readonly base64: string;
}

export interface RoutePlan {
  /** As the document writes it: `/letters/{id}`. */
  readonly template: string;
  readonly segments: readonly SegmentPlan[];
  /** Method as it is sent → key of the operation. */
  readonly operations: Readonly<Record<string, string>>;
  /** Of the servers that the path or its operations have of their own; null: those of the API. */
  readonly basePaths: readonly string[] | null;
  /** A reference of the path leads nowhere, so it may have more operations than these. */
  readonly isPartial: boolean;
}

/** A path segment: a text without placeholders, or literals and `{placeholders}` in turn. */
export type SegmentPlan = { readonly literal: string } | { readonly parts: readonly TemplatePart[] };

/** What is known of an operation without planning it. */
export interface OperationIndex {
  /** The `operationId`, or `GET /path`. */
  readonly key: string;
  readonly method: string;
  readonly path: string;
  readonly summary: string;
  readonly scenarios: readonly ScenarioIndex[];
}

export interface ScenarioIndex {
  readonly id: string;
  /** The document's key: `400`, `4XX`, `default`. */
  readonly response: string;
  /** The number that is sent when nothing asks for another. */
  readonly status: number;
  /** The example's name; `example`, `empty` or `generated` where there is none. */
  readonly name: string;
  readonly mediaTypes: readonly string[];
  readonly summary: string;
}

/** What an API sends of its own accord: a webhook, or a callback of an operation. */
export interface WebhookPlan {
  /** As the document calls it. */
  readonly name: string;
  readonly method: string;
  readonly summary: string;
  /** Which operation asks for it, and the runtime expression of where it is sent; null: a webhook. */
  readonly callback: { readonly operation: string; readonly expression: string } | null;
  /** The header fields that it is sent with, and what follows the address, `?page=2` or nothing: its parameters. */
  readonly headers: Readonly<Record<string, string>>;
  readonly query: string;
  /** None: it has no body. */
  readonly content: readonly WebhookContent[];
  /** What it may be answered with. */
  readonly responses: readonly WebhookResponsePlan[];
  /** A schema document for the answers. */
  readonly responseSchemas: JsonObject;
}

export interface WebhookResponsePlan {
  /** The document's key: `200`, `4XX`, `default`. */
  readonly key: string;
  /** None: nothing is said of its body. */
  readonly content: readonly { readonly mediaType: string; readonly schemaPointer: string | null }[];
}

export interface WebhookContent {
  readonly mediaType: string;
  readonly format: BodyFormat;
  /** Never empty: without any, there is one made from the schema, `generated`. */
  readonly examples: readonly { readonly name: string; readonly value: Json; readonly digits?: Digits }[];
}

export type ErrorFormatName = 'operation-outcome' | 'json-api' | 'problem-details' | 'http-validation-error';

/** How an API tells what concerns no operation: an unknown path, a wrong method. */
export interface RefusalPlan {
  readonly format: ErrorFormatName;
  /** Null: the format's own. */
  readonly mediaType: string | null;
  readonly template: { readonly body: Json; readonly status: number } | null;
}

export interface OperationPlan {
  readonly api: string;
  readonly key: string;
  readonly method: string;
  readonly path: string;
  /** The first of those under which it answers. */
  readonly basePath: string;
  readonly deprecated: boolean;
  readonly parameters: readonly ParameterPlan[];
  readonly body: BodyPlan | null;
  readonly responses: readonly ResponsePlan[];
  readonly rules: readonly RulePlan[];
  /** Documented request bodies and the answers that belong to them. */
  readonly requestExamples: readonly RequestExamplePlan[];
  /** Values of parameters and the answers that belong to them. */
  readonly parameterExamples: readonly ParameterExamplePlan[];
  /** Which example a value of a parameter names; null where there is none to choose by. */
  readonly named: NamedPlan | null;
  /** How a body that equals no documented one finds the nearest; null where all lead to one answer. */
  readonly similarity: SimilarityPlan | null;
  readonly security: SecurityPlan;
  /** Response headers that repeat a request header parameter. */
  readonly echoedHeaders: readonly EchoedHeaderPlan[];
  /**
   * The schema document of all requests of the API; validators are places in it: `/$defs/…`. As long as operations are
   * planned, definitions are added to it, and none changes. An operation that sets constraints aside has one of its own.
   */
  readonly requestSchemas: JsonObject;
  /**
   * The same with the constraints still in it that were set aside, and with schemas that nobody knows taking nothing; null
   * where there are none of either.
   */
  readonly strictSchemas: JsonObject | null;
  /** The constraints of `strictSchemas` that were set aside. */
  readonly setAside: readonly ConstraintPlan[];
  /** Those of schemas that nobody knows, since a reference to them leads nowhere. */
  readonly missingSchemas: readonly string[];
  /** What else of a request is not known for that reason: `parameter.Page`, `body#`, `security.key`. */
  readonly missing: readonly string[];
  /** Documented values that are meant to be right and yet break constraints that stand: no request is refused for one. */
  readonly tolerated: readonly ToleratedPlan[];
  /** The schemas of rules' conditions. */
  readonly ruleSchemas: JsonObject;
  /** The same for the responses of the API; representations name their place in it. */
  readonly responseSchemas: JsonObject;
  /** From the document's examples, else from its schemas. */
  readonly sample: SampleRequestPlan;
}

/** A keyword of a schema; of `required`, one of its properties. */
export interface ConstraintPlan {
  /** JSON Pointer to the keyword in a schema document. */
  readonly pointer: string;
  /** Null for all keywords but `required`. */
  readonly property: string | null;
}

/** A documented value, by the place in a request and the schema that it belongs to. */
export interface ToleratedPlan {
  readonly in: ParameterPlan['in'] | 'body';
  /** The parameter's; empty for the body. */
  readonly name: string;
  readonly schemaPointer: string;
  readonly value: Json;
}

/** What a request that should be accepted is made of. */
export interface SampleRequestPlan {
  /** For each parameter, in their order; those that are not required can be left out. */
  readonly values: readonly Json[];
  /** How the numbers in `values` are written; left out, as JSON writes them. */
  readonly digits?: Digits;
  readonly body: { readonly mediaType: string; readonly value: Json; readonly digits?: Digits } | null;
}

/** The value of one type, or several, that a text is coerced to. */
export type PrimitiveType = 'string' | 'integer' | 'number' | 'boolean' | 'null';

/** What a text within a parameter is coerced to; an array or an object in another one is written as JSON. */
export type NestedType = PrimitiveType | 'array' | 'object';

export interface ParameterPlan {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header' | 'cookie';
  readonly required: boolean;
  readonly format: ParameterFormat;
  /** What an absent parameter counts as; undefined is absent. */
  readonly default?: Json;
  readonly defaultDigits?: Digits;
  readonly allowEmptyValue: boolean;
  /** Null where the schema takes anything, and for headers that OpenAPI says to ignore. */
  readonly schemaPointer: string | null;
}

export type ParameterStyle =
  | 'simple'
  | 'label'
  /** `label` that is not exploded and yet divided by dots (OpenAPI 3.0.3, 4.7.12.4, and 3.1.0, 4.8.12.4). */
  | 'dottedLabel'
  | 'matrix'
  | 'form'
  | 'spaceDelimited'
  | 'pipeDelimited'
  /** `form` without percent-encoding (OpenAPI 3.2.0, 4.12.3). */
  | 'cookie';

/**
 * How a parameter's text becomes a value: by style (OpenAPI 3.1.1, 4.8.12.2), or by the media type of its `content`.
 */
export type ParameterFormat =
  | {
      readonly by: 'style';
      readonly style: ParameterStyle;
      readonly explode: boolean;
      readonly shape: ParameterStructure;
    }
  /** `deepObject`, however deep. */
  | { readonly by: 'deep'; readonly shapes: ShapesPlan }
  | { readonly by: 'json' }
  /** The whole query, written as a body is (OpenAPI 3.2, Parameter Object, `in: querystring`). */
  | { readonly by: 'querystring'; readonly mediaType: string; readonly body: BodyFormat };

export type ParameterStructure =
  | { readonly kind: 'primitive'; readonly types: readonly PrimitiveType[] }
  | { readonly kind: 'array'; readonly items: readonly NestedType[] }
  | {
      readonly kind: 'object';
      readonly properties: Readonly<Record<string, readonly NestedType[]>>;
      readonly others: readonly NestedType[];
      /** It may have properties that are not named. */
      readonly open: boolean;
    };

export interface BodyPlan {
  readonly required: boolean;
  readonly content: readonly BodyMediaPlan[];
}

export interface BodyMediaPlan {
  /** Or a range: `image/*`. */
  readonly mediaType: string;
  readonly format: BodyFormat;
  readonly schemaPointer: string | null;
}

/** How a body is read, and written, by its media type. */
export type BodyFormat =
  | { readonly by: 'json' }
  /** A text, or what it says of another type; `isData`: an object or a list may be meant, in JSON. */
  | { readonly by: 'text'; readonly types: readonly PrimitiveType[]; readonly isData: boolean }
  /** One character for each octet: of unencoded binary data, lengths count octets (OpenAPI 3.1.1, 4.4.2). */
  | { readonly by: 'octets' }
  /** Not read, and so not validated; of a range, what in it is JSON is. */
  | { readonly by: 'unread' }
  /** Item by item, in the framing of its media type (OpenAPI 3.2.0, 4.14.4). */
  /** `isData`: of an event, its data is described, not the event (3.0 and 3.1 have no words for events). */
  | { readonly by: 'sequence'; readonly isData: boolean }
  | ({ readonly by: 'form' } & FieldsPlan)
  | ({ readonly by: 'multipart' } & FieldsPlan)
  | XmlFormat;

/** `shapes` null: the text is taken whole, and only has to be XML. */
export interface XmlFormat {
  readonly by: 'xml';
  readonly shapes: ShapesPlan | null;
}

/** The fields of a form or the parts of a multipart body, by the properties that they make up. */
export interface FieldsPlan {
  readonly fields: Readonly<Record<string, FieldPlan>>;
  /** Those that the Encoding Object gives a style, and that are written like query parameters. */
  readonly styled: readonly StyledFieldPlan[];
  /** What is not documented. */
  readonly others: FieldPlan;
}

export interface FieldPlan {
  /** An array has a field of its own for each item. */
  readonly repeats: boolean;
  readonly format: FieldFormat;
  /** The media types that a part may have; none: any. */
  readonly contentTypes: readonly string[];
  /** Its schema is of the encoded text, so that it is not decoded (OpenAPI 3.1.1, 4.8.15.1, `contentEncoding`). */
  readonly isEncoded: boolean;
  /** Header fields that a part must have. */
  readonly headers: readonly string[];
}

export type FieldFormat =
  /** `nested`: an item may be an array itself, so an array is not taken for all items at once. */
  | { readonly by: 'json'; readonly nested: boolean }
  | { readonly by: 'text'; readonly types: readonly PrimitiveType[] }
  | { readonly by: 'octets' }
  | XmlFormat;

export type StyledFieldPlan =
  | { readonly by: 'style'; readonly parameter: ParameterPlan }
  /** `deepObject`, however deep. */
  | { readonly by: 'deep'; readonly name: string; readonly shapes: ShapesPlan };

/** What values are made of, for notations that do not tell types. Keys stand for schemas, which may be circular. */
export interface ShapesPlan {
  readonly root: string;
  /** The root's name in XML; `isNamed`: it can have no other. */
  readonly name: string;
  readonly isNamed: boolean;
  readonly shapes: Readonly<Record<string, ShapePlan>>;
}

export interface ShapePlan {
  /** What a text is coerced to; none: the value is no text. */
  readonly texts: readonly PrimitiveType[];
  readonly isList: boolean;
  readonly isObject: boolean;
  /** Of a list; null: anything. */
  readonly items: string | null;
  readonly properties: Readonly<Record<string, string>>;
  /** Of properties that are not named; null: anything. */
  readonly others: string | null;
  readonly xml: XmlPlan;
}

/** The XML Object of a schema (OpenAPI 3.1.1, 4.8.26), and where in an element properties are found. */
export interface XmlPlan {
  readonly name: string | null;
  readonly prefix: string | null;
  readonly namespace: string | null;
  /** `text`: what stands in the element of the object. */
  readonly as: 'element' | 'attribute' | 'text';
  /** A list has an element around its items. */
  readonly wrapped: boolean;
  /** Names of elements and attributes → properties. */
  readonly elements: Readonly<Record<string, string>>;
  readonly attributes: Readonly<Record<string, string>>;
  /** The property that is the element's text. */
  readonly content: string | null;
}

export interface RequestExamplePlan {
  readonly name: string;
  readonly mediaType: string;
  readonly value: Json;
  readonly digits?: Digits;
  /** Meant to be right, as far as its name and its answer tell. */
  readonly isPositive: boolean;
  /** The scenario's place: response key and example name. Null where no answer belongs to it. */
  readonly answer: ScenarioName | null;
}

/** Values of parameters that together belong to an answer. */
export interface ParameterExamplePlan {
  readonly name: string;
  readonly values: readonly {
    readonly in: ParameterPlan['in'];
    readonly name: string;
    readonly value: Json;
    readonly digits?: Digits;
  }[];
  readonly answer: ScenarioName;
}

/** The examples of the default answer, by the texts that stand in their names as whole words. */
export interface NamedPlan {
  /** The response's key. */
  readonly response: string;
  /** By a text in lower case: the one name that has it; several where each is of other media types. */
  readonly caseInsensitive: Readonly<Record<string, readonly string[]>>;
  /** By a text as it is written, where several names have it in lower case. */
  readonly caseSensitive: Readonly<Record<string, readonly string[]>>;
}

/** What tells the documented bodies apart that lead to a success. */
export interface SimilarityPlan {
  readonly features: readonly FeaturePlan[];
  /** In the document's order. */
  readonly candidates: readonly CandidatePlan[];
}

export interface FeaturePlan {
  /** Tokens of a JSON Pointer; `*` is any index. */
  readonly tokens: readonly string[];
  /** Whether something is there; or which value is, `closed` where the schema lists those there may be. */
  readonly by: 'presence' | 'closed' | 'open';
}

export interface CandidatePlan {
  /** Null: the default. */
  readonly answer: ScenarioName | null;
  /** For each feature, the values there; of presence, whether there is one. */
  readonly marks: readonly (boolean | readonly Json[])[];
}

/** A scenario within its operation. */
export interface ScenarioName {
  readonly response: string;
  readonly name: string;
}

export interface ResponsePlan {
  /** The document's key: `400`, `4XX`, `default`. */
  readonly key: string;
  readonly status: number;
  readonly headers: readonly HeaderPlan[];
  /** What of it is not known, since a reference leads nowhere: `response`, `response.header.Link`. */
  readonly missing: readonly string[];
  /** Never empty. */
  readonly scenarios: readonly ScenarioPlan[];
  /** How a body is built for faults; null where the response has no known error format. */
  readonly builds: ErrorBodyPlan | null;
}

export interface HeaderPlan {
  readonly name: string;
  /** The documented example as it is sent. */
  readonly value: string;
}

export interface ScenarioPlan {
  readonly id: string;
  readonly name: string;
  readonly summary: string;
  /**
   * How sure the body is: an example of the document's, made from what is said of an error in place of one, made from its
   * schema, or none at all.
   */
  readonly source: 'example' | 'described' | 'generated' | 'empty';
  /** None: an answer without a body. */
  readonly representations: readonly RepresentationPlan[];
  /** Where in its body something stands for what a reference does not lead to: `response.body#/name`. */
  readonly missing: readonly string[];
  /** What an error says is wrong, one claim for each place; none of an answer that says nothing about a request. */
  readonly claims: readonly ClaimPlan[];
}

/** One thing that a documented error states, and the faults that it may be about. */
export interface ClaimPlan {
  /** The issue as the body has it; null where the status alone says it. */
  readonly statement: Json;
  /** None: its words are no evidence of any fault. */
  readonly targets: readonly ClaimTarget[];
}

/** A place that an error is about, with how well each keyword fits what it says: from 5, hardly, to 8, exactly. */
export interface ClaimTarget extends PlacePattern {
  readonly scores: Readonly<Record<string, number>>;
}

export interface RepresentationPlan {
  /** As it is sent unless another is asked for. */
  readonly mediaType: string;
  /** What the document has instead, `image/*`: whichever type within it is asked for is sent. */
  readonly range?: string;
  readonly value: Json;
  /** How its numbers are written; left out, as JSON writes them. */
  readonly digits?: Digits;
  /** Null: JSON, or a text as it is. */
  readonly format: BodyFormat | null;
  /** The value as the document writes it; left out, it is written by its media type. */
  readonly text?: string;
  /** Place of the schema in `responseSchemas`. */
  readonly schemaPointer: string | null;
}

export interface ErrorBodyPlan {
  readonly format: ErrorFormatName;
  readonly mediaType: string;
  /** A documented error body of that format, whose manner is followed. */
  readonly template: Json | null;
  /** Null: that of the format. */
  readonly places: LocationStyle | null;
  /** Place of the schema in `responseSchemas`. */
  readonly schemaPointer: string | null;
  /** Where nobody knows whether a body is allowed, since the schema is a reference to nothing: `response.body#`. */
  readonly missing: readonly string[];
}

/** How a document's own errors say where something is wrong in a body. */
export interface LocationStyle {
  /** `#/a/0/b`, `/a/0/b`, `a.0.b`, `a[0].b` */
  readonly syntax: 'fragment' | 'pointer' | 'dots' | 'brackets';
  /** What stands for the body before the steps: `$`, `body`. */
  readonly prefix: string | null;
  /** Of problem details: the list of errors and the members of each, `errors` with `field` and `message`. */
  readonly list: { readonly member: string; readonly place: string; readonly words: string } | null;
}

export interface EchoedHeaderPlan {
  readonly name: string;
  /** Sent when the caller sent none; null: then the header is omitted. */
  readonly default: string | null;
}

export interface SecurityPlan {
  /** Where credentials are looked for. */
  readonly schemes: readonly SecuritySchemePlan[];
  /** Under `--auth strict`, one of these sets must be there, whole; an empty list asks for nothing. */
  readonly alternatives: readonly (readonly SecuritySchemePlan[])[];
}

export type SecuritySchemePlan =
  | { readonly kind: 'apiKey'; readonly in: 'header' | 'query' | 'cookie'; readonly name: string }
  /** `scheme` in lower case: `bearer`, `basic`, … */
  | { readonly kind: 'authorization'; readonly scheme: string }
  /** Something a request does not show, such as mutual TLS. */
  | { readonly kind: 'unseen' };

/** One line of a scenario file, for one operation. */
export interface RulePlan {
  /** When it is tried: before validation, for a request with faults, for a valid one. */
  readonly phase: 'gateway' | 'faults' | 'valid';
  readonly when: readonly ConditionPlan[];
  readonly faults: readonly FaultPattern[];
  readonly masks: boolean;
  readonly answer: AnswerPlan;
}

export type ConditionPlan =
  | { readonly place: RequestPlace; readonly equals: Json; readonly digits?: Digits }
  | { readonly place: RequestPlace; readonly schemaPointer: string };

/** Places in a request. */
export interface PlacePattern {
  readonly in: 'path' | 'query' | 'header' | 'cookie' | 'body';
  /** The parameter's, in lower case; empty for the body. */
  readonly name: string;
  /** Tokens of a JSON Pointer; `*` is any one, `**` any number. */
  readonly tokens: readonly string[];
}

export interface FaultPattern extends PlacePattern {
  /** None: any. */
  readonly keywords: readonly string[];
}

export interface AnswerPlan extends ScenarioName {
  readonly headers: readonly { readonly name: string; readonly value: Template }[];
  readonly body: readonly { readonly pointer: string; readonly value: Template | Literal }[];
  readonly limits: readonly { readonly pointer: string; readonly count: Template | Literal }[];
}

/** A value that a scenario file writes out. */
export interface Literal {
  readonly literal: Json;
  readonly digits?: Digits;
}
