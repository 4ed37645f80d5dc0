import { isDeepStrictEqual } from 'node:util';
import { isObject, type Json, property } from '../../sandbox/syntax/json.ts';
import { disagreement, type Meeting, type Part, type Violation } from './meeting.ts';
import { type Place, placesOf } from './place.ts';

/** Something in which we differ from Prism on purpose. */
export type Difference = WholeDifference | PlaceDifference;

interface Named {
  readonly name: string;
  /** Why, with the place in a standard that says so, or in our own design. */
  readonly reason: string;
}

interface WholeDifference extends Named {
  /** The parts of an answer that it is about; left out: all. */
  readonly parts?: readonly Part[];
  /** Whether it is what is behind a disagreement. */
  readonly explains: (meeting: Meeting) => boolean;
}

/** About bodies that are made from schemas, place by place. */
interface PlaceDifference extends Named {
  readonly explainsAt: (place: Place) => boolean;
}

export interface Explanation {
  /** Parts of the answer, or places in a body, that no difference explains. */
  readonly unexplained: readonly string[];
  /** Those that explain the others. */
  readonly used: readonly Difference[];
}

/** Why two answers differ; the first difference that explains a part, or a place in a body, counts. */
export function explanationOf(meeting: Meeting, differences: readonly Difference[]): Explanation {
  const unexplained: string[] = [];
  const used: Difference[] = [];
  for (const part of disagreement(meeting)) {
    const whole = differences.find(
      (one) => 'explains' in one && (one.parts?.includes(part) ?? true) && one.explains(meeting),
    );
    const places = part === 'body' && !whole ? placesOf(meeting) : [];
    if (whole) used.push(whole);
    else if (places.length === 0) unexplained.push(part);
    for (const place of places) {
      const found = differences.find((one) => 'explainsAt' in one && one.explainsAt(place));
      if (found) used.push(found);
      else unexplained.push(`body at /${place.at.join('/')}`);
    }
  }
  return { unexplained, used };
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

/** What Prism finds wrong with the request. */
export function requestViolations({ violations }: Meeting): readonly Violation[] {
  return violations.filter(({ location }) => location[0] === 'request');
}

/** Whether all that Prism finds wrong with the request, and it is something, is of a kind. */
export function isRefusedFor(meeting: Meeting, isOfKind: (violation: Violation) => boolean): boolean {
  const violations = requestViolations(meeting);
  return violations.length > 0 && violations.every(isOfKind);
}

/** Whether we find nothing wrong with the request, though the caller may not take our answer. */
export function isTaken({ faults }: Meeting): boolean {
  return faults.every(({ keyword }) => keyword === 'accept');
}

/** Whether Prism finds something wrong with the request. */
export function isRefused(meeting: Meeting): boolean {
  return requestViolations(meeting).length > 0;
}

/** Whether the request is one of those of a row: its path begins so. */
export function isAt({ sent }: Meeting, ...paths: readonly string[]): boolean {
  const [path = ''] = sent.target.split('?');
  return paths.some((one) => path === one || path.startsWith(`${one}/`));
}

/** Whether we sent the scenario as the document has it. */
export function isVerbatim({ ours, answered }: Meeting): boolean {
  const values = answered?.scenario?.representations.map(({ value }) => value) ?? [];
  return values.some((value) => isDeepStrictEqual(value, ours.body ?? ours.text));
}

/** Whether Prism sent the first example of the answer that we give, as it does with nothing else to go by. */
export function isTheirFirst({ theirs, answered }: Meeting): boolean {
  const [first] = answered?.response?.scenarios ?? [];
  return first?.representations.some(({ value }) => isDeepStrictEqual(value, theirs.body ?? theirs.text)) ?? false;
}
