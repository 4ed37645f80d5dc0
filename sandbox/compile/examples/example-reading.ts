import { sentence } from '../../errors/fault-sentence.ts';
import type { BodyFormat } from '../../plan.ts';
import { readBytes, type WrittenBody, writeBody } from '../../serialization/body.ts';
import { maxDepth } from '../../serialization/read-json.ts';
import type { ReadFault } from '../../serialization/read-result.ts';
import { type Written, written } from '../../syntax/digits.ts';
import { bodyText, boundaryOf, parseMediaType } from '../../syntax/media-type.ts';
import { splitMultipart } from '../../syntax/multipart.ts';
import { jsonTextsIn } from '../../syntax/sequence.ts';
import { parseXml } from '../../syntax/xml.ts';

/** An example of a body as it is read: its value, or why nobody could read it: `has the root element <dog>, …`. */
export type ExampleReading = (Written & { readonly defect?: never }) | { readonly defect: string };

/**
 * An example of a body as whoever gets it reads it: of a media type that tells no types, 1 and "1" are the same, and an
 * empty list is none.
 */
export function readExample(format: BodyFormat, example: Written, mediaType: string): ExampleReading {
  const { value, digits } = example;
  if (format.by === 'json' || format.by === 'unread') return example;
  const isText = typeof value === 'string';
  // A document has other line breaks than a body in parts.
  const body = isText && format.by === 'multipart' ? value.replace(/\r?\n/g, '\r\n') : value;
  const sent =
    format.by === 'octets'
      ? { text: bodyText(value, mediaType, digits), mediaType }
      : writeBody(format, body, mediaType, digits);
  const read = readBytes(format, new TextEncoder().encode(sent.text), sent.mediaType);
  const [fault] = read.faults;
  if (!fault && read.value !== undefined) return written(read.value, read.digits);
  if (!isText) return example;
  const root = fault && otherRoot(fault, format, sent.text);
  if (root !== undefined) return { defect: root };
  const reason = fault && reasonFor(fault, format, sent);
  return { defect: `cannot be read as ${mediaType}${reason === undefined ? '' : `: ${reason}`}` };
}

/** That an XML document is well-formed and about something else. */
function otherRoot({ pointer, expected }: ReadFault, { by }: BodyFormat, text: string): string | undefined {
  const root = by === 'xml' && pointer === '' ? parseXml(text, maxDepth) : undefined;
  if (!root || typeof expected !== 'string') return undefined;
  const written = root.namespace === null ? `<${root.name}>` : `<${root.name} xmlns="${root.namespace}">`;
  return `has the root element ${written}, and should have ${expected}`;
}

/** Why a body cannot be read, as far as more can be said than that. */
function reasonFor(fault: ReadFault, format: BodyFormat, written: WrittenBody): string | undefined {
  const { pointer, keyword } = fault;
  if (format.by === 'sequence') {
    const texts = jsonTextsIn(written.text, parseMediaType(written.mediaType).essence) ?? [];
    return texts.length > 1 ? `item ${Number(pointer.slice(1)) + 1} of ${texts.length} is not valid JSON` : undefined;
  }
  if (keyword === 'syntax' && fault.expected === 'form') return `a % in it encodes nothing${inField(pointer)}`;
  if (pointer !== '') return sentence({ ...fault, in: 'body', name: '' });
  return format.by === 'multipart' ? unreadableParts(written) : undefined;
}

function inField(pointer: string): string {
  return pointer === '' ? '' : ` (${pointer.slice(1)})`;
}

function unreadableParts({ text, mediaType }: WrittenBody): string {
  const boundary = boundaryOf(mediaType);
  if (boundary === undefined) return 'it begins with no boundary, and its media type names none';
  const parts = splitMultipart(new TextEncoder().encode(text), boundary);
  if (parts) return 'a part has no name in its Content-Disposition';
  return text.includes(`--${boundary}--`)
    ? 'what stands before the empty line of a part is no list of headers'
    : `it does not end with --${boundary}--`;
}
