import { percentEncode } from '../syntax/percent.ts';
import { isCustomDomain, mappedPrefix, prefixBefore, stagePrefix } from './lambda-prefix.ts';

/**
 * A request as a Function URL or an HTTP API of API Gateway hands it to a function: payload format 2.0. Only what the
 * sandbox reads is described.
 */
export interface LambdaEventV2 {
  /** Begins with the stage, unless that is `$default`. An HTTP API has decoded it, a Function URL has not. */
  readonly rawPath: string;
  /** As it was sent. */
  readonly rawQueryString?: string | undefined;
  /** Each pair of the `Cookie` header. */
  readonly cookies?: readonly string[] | null | undefined;
  readonly headers?: SingleValues;
  readonly requestContext: {
    readonly http: { readonly method: string };
    readonly stage?: string | undefined;
    readonly domainName?: string | undefined;
  };
  readonly body?: string | null | undefined;
  readonly isBase64Encoded?: boolean | undefined;
}

/**
 * A request as a REST API of API Gateway (or an HTTP API, with payload format 1.0) or an Application Load Balancer hands it
 * to a function. Only what the sandbox reads is described.
 */
export interface LambdaEventV1 {
  readonly httpMethod: string;
  /** Without the stage, but with the base path by which a custom domain is mapped to the API. */
  readonly path: string;
  /** The template of the path in API Gateway: `/{proxy+}`. */
  readonly resource?: string | undefined;
  readonly pathParameters?: SingleValues;
  /** A load balancer has either these or `multiValueHeaders`, API Gateway both. */
  readonly headers?: SingleValues;
  readonly multiValueHeaders?: MultipleValues;
  /** API Gateway has decoded them, a load balancer has not. */
  readonly queryStringParameters?: SingleValues;
  readonly multiValueQueryStringParameters?: MultipleValues;
  readonly requestContext?:
    | {
        /** Of a load balancer only. */
        readonly elb?: unknown;
        /** The path as the client sent it, with the stage. */
        readonly path?: string | undefined;
        readonly stage?: string | undefined;
        readonly domainName?: string | undefined;
      }
    | undefined;
  readonly body?: string | null | undefined;
  readonly isBase64Encoded?: boolean | undefined;
}

/** An event by which Lambda hands an HTTP request to a function. */
export type LambdaEvent = LambdaEventV1 | LambdaEventV2;

type SingleValues = { readonly [name: string]: string | undefined } | null | undefined;
type MultipleValues = { readonly [name: string]: readonly string[] | undefined } | null | undefined;

/** The form of the result, which is that of the event. */
export type LambdaForm = 'api-gateway-v1' | 'api-gateway-v2' | 'load-balancer' | 'load-balancer-multi-value';

/** What the events of all forms have in common. */
export interface ReceivedEvent {
  readonly form: LambdaForm;
  readonly method: string;
  /** As far as it was encoded when it came. */
  readonly path: string;
  /** What comes before the path in the address that the client used: `/prod`; empty if nothing does. */
  readonly prefix: string;
  /** Percent-encoded, without `?`. */
  readonly query: string;
  /** Header fields in any case; a field that was sent several times is there several times. */
  readonly fields: readonly Pair[];
  /** The name of the API's host, for requests without `Host`. */
  readonly domainName: string | undefined;
  readonly body: string | null;
  readonly isBase64Encoded: boolean;
}

type Pair = readonly [name: string, value: string];

/**
 * Reads an event.
 *
 * @throws TypeError if it is no HTTP request of API Gateway, a Function URL or an Application Load Balancer
 */
export function readEvent(event: unknown): ReceivedEvent {
  if (isV2(event)) return readV2(event);
  if (isV1(event)) return event.requestContext?.elb ? readLoadBalancer(event) : readV1(event);
  const keys = isRecord(event) ? Object.keys(event).join(', ') : '';
  throw new TypeError(
    `This function answers HTTP requests of API Gateway, a Function URL or an Application Load Balancer. The event is none: it has ${keys === '' ? 'no fields' : `the fields ${keys}`}.`,
  );
}

function isV2(event: unknown): event is LambdaEventV2 {
  if (!isRecord(event) || typeof event['rawPath'] !== 'string') return false;
  const context = event['requestContext'];
  return isRecord(context) && isRecord(context['http']) && typeof context['http']['method'] === 'string';
}

function isV1(event: unknown): event is LambdaEventV1 {
  return isRecord(event) && typeof event['httpMethod'] === 'string' && typeof event['path'] === 'string';
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function readV2(event: LambdaEventV2): ReceivedEvent {
  const { rawPath, rawQueryString = '', cookies, headers, requestContext } = event;
  const { stage, domainName, http } = requestContext;
  const atStage = stagePrefix(rawPath, stage);
  const fields = singleFields(headers);
  return {
    form: 'api-gateway-v2',
    method: http.method,
    path: rawPath.slice(atStage.length),
    // On a custom domain the path begins with the stage as well, but the client has sent the key of a mapping, which no
    // field has.
    prefix: domainName !== undefined && isCustomDomain(domainName) ? '' : atStage,
    query: rawQueryString,
    fields: cookies?.length ? [...fields.filter(isNoCookie), ['cookie', cookies.join('; ')]] : fields,
    domainName,
    ...bodyOf(event),
  };
}

function readV1(event: LambdaEventV1): ReceivedEvent {
  const { httpMethod, path, requestContext } = event;
  const before = prefixBefore(path, requestContext?.path ?? path);
  const inside = before === '' ? (mappedPrefix(event) ?? stagePrefix(path, requestContext?.stage)) : '';
  return {
    form: 'api-gateway-v1',
    method: httpMethod,
    path: path.slice(inside.length),
    prefix: before + inside,
    query: queryOf(event, percentEncode),
    fields: fieldsOf(event),
    domainName: requestContext?.domainName,
    ...bodyOf(event),
  };
}

function readLoadBalancer(event: LambdaEventV1): ReceivedEvent {
  return {
    form: event.multiValueHeaders ? 'load-balancer-multi-value' : 'load-balancer',
    method: event.httpMethod,
    path: event.path,
    prefix: '',
    query: queryOf(event, (text) => text),
    fields: fieldsOf(event),
    domainName: undefined,
    ...bodyOf(event),
  };
}

/** Returns the header fields of an event that has each line of them, or only the last line of each. */
function fieldsOf({ headers, multiValueHeaders }: LambdaEventV1): readonly Pair[] {
  const lines = multipleFields(multiValueHeaders);
  return lines.length > 0 ? lines : singleFields(headers);
}

function queryOf(event: LambdaEventV1, encode: (text: string) => string): string {
  const all = multipleFields(event.multiValueQueryStringParameters);
  const pairs = all.length > 0 ? all : singleFields(event.queryStringParameters);
  return pairs.map(([name, value]) => `${encode(name)}=${encode(value)}`).join('&');
}

function singleFields(values: SingleValues): readonly Pair[] {
  return Object.entries(values ?? {}).flatMap(([name, value]): readonly Pair[] =>
    typeof value === 'string' ? [[name, value]] : [],
  );
}

function multipleFields(values: MultipleValues): readonly Pair[] {
  return Object.entries(values ?? {}).flatMap(([name, lines = []]) => lines.map((line): Pair => [name, line]));
}

function isNoCookie([name]: Pair): boolean {
  return name.toLowerCase() !== 'cookie';
}

function bodyOf({ body, isBase64Encoded }: LambdaEvent): Pick<ReceivedEvent, 'body' | 'isBase64Encoded'> {
  return { body: body ?? null, isBase64Encoded: isBase64Encoded === true };
}
