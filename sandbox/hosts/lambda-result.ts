import { octetsOf } from '../syntax/octets.ts';
import { reasonPhrase } from '../syntax/status.ts';
import type { LambdaForm } from './lambda-event.ts';

/** A response as API Gateway, a Function URL or an Application Load Balancer takes it from a function. */
export interface LambdaResult {
  readonly statusCode: number;
  /** `200 OK`: for a load balancer. */
  readonly statusDescription?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Lists can be written to, as the types of AWS want them. */
  readonly multiValueHeaders?: Readonly<Record<string, string[]>>;
  /** The lines of `Set-Cookie`, in payload format 2.0. */
  readonly cookies?: string[];
  readonly body: string;
  readonly isBase64Encoded: boolean;
}

/** Writes a response in the form that the sender of an event takes. */
export async function resultOf(response: Response, form: LambdaForm, method: string): Promise<LambdaResult> {
  const bytes = method === 'HEAD' ? new Uint8Array() : new Uint8Array(await response.arrayBuffer());
  const { status, headers } = response;
  const cookies = headers.getSetCookie();
  const fields = Object.fromEntries([...headers].filter(([name]) => name !== 'set-cookie'));
  return { statusCode: status, ...writtenHeaders[form](fields, cookies, status), ...writtenBody(bytes) };
}

type Fields = Readonly<Record<string, string>>;
type WriteHeaders = (fields: Fields, cookies: string[], status: number) => Partial<LambdaResult>;

const writtenHeaders: Readonly<Record<LambdaForm, WriteHeaders>> = {
  'api-gateway-v2': (headers, cookies) => ({ headers, ...(cookies.length > 0 && { cookies }) }),
  // Both are sent.
  'api-gateway-v1': (headers, cookies) => ({
    headers,
    ...(cookies.length > 0 && { multiValueHeaders: { 'set-cookie': cookies } }),
  }),
  // `headers` is ignored.
  'load-balancer-multi-value': (headers, cookies, status) => ({
    statusDescription: `${status} ${reasonPhrase(status)}`,
    multiValueHeaders: {
      ...Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]])),
      ...(cookies.length > 0 && { 'set-cookie': cookies }),
    },
  }),
  // A field has one line only, and cookies cannot be combined in one (RFC 6265, section 3).
  'load-balancer': (headers, [cookie, ...others], status) => ({
    statusDescription: `${status} ${reasonPhrase(status)}`,
    headers: {
      ...headers,
      ...(cookie !== undefined && { 'set-cookie': cookie }),
      ...(others.length > 0 && { 'sandbox-hint': withHint(headers, others.length) }),
    },
  }),
};

function withHint({ 'sandbox-hint': hint }: Fields, missing: number): string {
  const note = `${missing} more Set-Cookie: the target group sends one, unless it has multi-value headers`;
  return hint === undefined ? note : `${hint}; ${note}`;
}

/** Strict, and a byte order mark is part of the text. */
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Writes bytes as a text if they are one in UTF-8, whatever their media type, else in base64. */
function writtenBody(bytes: Uint8Array): Pick<LambdaResult, 'body' | 'isBase64Encoded'> {
  try {
    return { body: utf8.decode(bytes), isBase64Encoded: false };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return { body: btoa(octetsOf(bytes)), isBase64Encoded: true };
  }
}
