import type { AccessLogEntry } from '../index.ts';
import type { Colour, Paint } from './colours.ts';

/** Formats a log entry as text: `GET /pets 200 list/200/ok default 0.8 ms`. */
export function requestLine(
  { method, path, status, scenario, trigger, hint, ms }: AccessLogEntry,
  paint: Paint,
): string {
  const parts = [
    method,
    path,
    paint(colourOf(status), String(status)),
    scenario,
    trigger,
    paint('faint', `${ms} ms`),
    hint === null ? null : paint('yellow', hint),
  ];
  return parts.filter((part) => part !== null && part !== '').join(' ');
}

/** Formats a log entry as a JSON object. */
export function requestJson(answered: AccessLogEntry): string {
  return JSON.stringify(answered);
}

/** Returns a colour for the class of a status (RFC 9110, section 15). */
export function colourOf(status: number): Colour {
  if (status >= 500) return 'red';
  if (status >= 400) return 'yellow';
  return status >= 300 ? 'cyan' : 'green';
}
