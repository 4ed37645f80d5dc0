import { isObject, type Json, property } from '../../sandbox/notation/json.ts';
import type { Meeting, Part } from './meeting.ts';

/** Something in which we differ from Prism on purpose. */
export interface Difference {
  readonly name: string;
  /** Why, with the place in a standard that says so, or in our own design. */
  readonly reason: string;
  /** The parts of an answer that it is about; left out: all. */
  readonly parts?: readonly Part[];
  /** Whether it is what is behind a disagreement. */
  readonly explains: (meeting: Meeting) => boolean;
}

/** The name of an error that Prism made itself, `NOT_FOUND`; empty: it did not. */
export function prismError({ theirs }: Meeting): string {
  const type = bodyProperty(theirs.body, 'type');
  return typeof type === 'string' ? (type.split('https://stoplight.io/prism/errors#')[1] ?? '') : '';
}

export function bodyProperty(body: Json | undefined, name: string): Json | undefined {
  return body !== undefined && isObject(body) ? property(body, name) : undefined;
}

export function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}

/** A header of the request, whatever the case of its name. */
export function headerOf({ sent }: Meeting, name: string): string | undefined {
  return Object.entries(sent.headers).find(([key]) => key.toLowerCase() === name)?.[1];
}

/** Whether a violation is of the request (or of the answer) and has the code. */
export function isViolated({ violations }: Meeting, where: 'request' | 'response', code?: string | number): boolean {
  return violations.some(({ location, code: its }) => location[0] === where && (code === undefined || its === code));
}

/** Whether the request is one of those of a row: its path begins so. */
export function isAt({ sent }: Meeting, ...paths: readonly string[]): boolean {
  const [path = ''] = sent.target.split('?');
  return paths.some((one) => path === one || path.startsWith(`${one}/`));
}
