import type { FieldPlan } from '../../../sandbox/plan.ts';
import { type Difference, headerOf, isRefused, isRefusedFor, isTaken } from '../difference.ts';
import type { Meeting } from '../meeting.ts';

/** How bodies are read that are not JSON. */
export const formDifferences: readonly Difference[] = [
  {
    name: 'a field for each item',
    reason:
      'Prism reads the last (OpenAPI 3.0.4, 4.7.15: `form` and `explode`, of which the table of styles has `color=blue&color=black`)',
    explains: (meeting) =>
      isTaken(meeting) &&
      isRefusedFor(meeting, ({ location: [, , name = ''], code }) => {
        return (
          /^(type|minItems)$/.test(code === undefined ? '' : String(code)) &&
          namesIn(meeting).filter((one) => one === name).length > 1
        );
      }),
  },
  {
    name: 'objects in forms and parts',
    reason: 'Prism does not read them: they are JSON (OpenAPI 3.0.4, 4.7.15, `contentType`)',
    explains: (meeting) =>
      isTaken(meeting) &&
      isRefusedFor(meeting, ({ location: [, , name = ''], code }) => {
        return code === 'type' && fieldsOf(meeting)[name]?.format.by === 'json';
      }),
  },
  {
    name: 'fields that are not described',
    reason: 'Prism drops them, and then misses those that are required (JSON Schema Validation, 6.5.3)',
    explains: (meeting) =>
      isTaken(meeting) &&
      isRefusedFor(meeting, ({ code, message }) => {
        const [, name = ''] = /required property '(.*)'$/.exec(message) ?? [];
        return code === 'required' && namesIn(meeting).includes(name) && !(name in fieldsOf(meeting));
      }),
  },
  {
    name: 'commas between items in a form',
    reason: 'Prism takes them for reserved characters in a value (OpenAPI 3.0.4, 4.7.15: they divide it)',
    explains: (meeting) =>
      isTaken(meeting) &&
      (meeting.sent.text ?? '').includes(',') &&
      isRefusedFor(meeting, ({ message }) => message === 'Reserved characters used in request body'),
  },
  {
    name: 'one value that is sent several times',
    reason: 'Ours: it cannot be read as one; Prism reads the last',
    explains: (meeting) =>
      !isRefused(meeting) &&
      meeting.faults.every(({ in: place, expected }) => place === 'body' && expected === 'one value') &&
      meeting.faults.length > 0,
  },
  {
    name: 'a percent sign by itself',
    reason: 'It is no part of a form (RFC 3986, 2.1); Prism takes it for itself in a value, and fails on it in a name',
    explains: (meeting) =>
      !isRefused(meeting) &&
      /%(?![\da-f]{2})/i.test(meeting.sent.text ?? '') &&
      meeting.faults.length > 0 &&
      meeting.faults.every(({ in: place, expected }) => place === 'body' && expected === 'form'),
  },
  {
    name: 'a part without a Content-Type',
    reason: 'Prism fails on a file of which none is said (RFC 7578, 4.4: it is optional)',
    explains: ({ theirs, sent }) =>
      theirs.status === 0 && /reading 'trim'/.test(theirs.text) && /; filename=[^\r]*\r\n\r\n/.test(sent.text ?? ''),
  },
  {
    name: 'XML',
    reason: 'Prism takes it for a text (OpenAPI 3.0.4, 4.7.26)',
    explains: (meeting) =>
      isTaken(meeting) &&
      /xml/.test(headerOf(meeting, 'content-type') ?? '') &&
      isRefusedFor(meeting, ({ location, code }) => location.length === 2 && code === 'type'),
  },
];

/** The names of the fields in a form. */
function namesIn({ sent }: Meeting): readonly string[] {
  return [...new URLSearchParams(sent.text ?? '').keys()];
}

/** What the document says of the fields of a form. */
function fieldsOf({ answered, sent }: Meeting): Readonly<Record<string, FieldPlan>> {
  const [type] = (sent.headers['Content-Type'] ?? '').split(';');
  const format = answered?.operation.body?.content.find(({ mediaType }) => mediaType === type)?.format;
  return format?.by === 'form' || format?.by === 'multipart' ? format.fields : {};
}
