import { sentence } from '../../errors/fault-sentence.ts';
import type { BodyFormat } from '../../plan.ts';
import { readBytes, type WrittenBody, writeBody } from '../../serialization/body.ts';
import { maxDepth } from '../../serialization/read-json.ts';
import type { ReadFault } from '../../serialization/read-result.ts';
import { type Written, written } from '../../syntax/digits.ts';
import { bodyText, boundaryOf, parseMediaType } from '../../syntax/media-type.ts';
import { splitMultipart } from '../../syntax/multipart.ts';
import { jsonTextsIn } from '../../syntax/sequential-media.ts';
import { parseXml } from '../../syntax/xml.ts';

/** The value that a client reads from a body example, or why it cannot be read: `has the root element <dog>, …`. */
export type ExampleReading = (Written & { readonly defect?: never }) | { readonly defect: string };

/**
 * Serializes a body example and reads it as its recipient does. In a media type without types, 1 and "1" become the same
 * value, and an empty array is absent.
 */
export function readExample(format: BodyFormat, example: Written, mediaType: string): ExampleReading {
  const { value, digits } = example;
  if (format.by === 'json' || format.by === 'unread') return example;
  const isText = typeof value === 'string';
  // YAML and JSON documents have LF line breaks, multipart bodies have CRLF.
  const body = isText && format.by === 'multipart' ? value.replace(/\r?\n/g, '\r\n') : value;
  const sent =
    format.by === 'octets'
      ? { text: bodyText(value, mediaType, digits), mediaType }
      : writeBody(format, body, mediaType, digits);
  const read = readBytes(format, new TextEncoder().encode(sent.text), sent.mediaType);
  const [fault] = read.faults;
  if (!fault && read.value !== undefined) return written(read.value, read.digits);
  if (!isText) return example;
  const root = fault && otherRootElement(fault, format, sent.text);
  if (root !== undefined) return { defect: root };
  const reason = fault && reasonOf(fault, format, sent);
  return { defect: `cannot be read as ${mediaType}${reason === undefined ? '' : `: ${reason}`}` };
}

/** Describes the root element of an XML document that is well-formed but has another root than its schema. */
function otherRootElement({ pointer, expected }: ReadFault, { by }: BodyFormat, text: string): string | undefined {
  const root = by === 'xml' && pointer === '' ? parseXml(text, maxDepth) : undefined;
  if (!root || typeof expected !== 'string') return undefined;
  const written = root.namespace === null ? `<${root.name}>` : `<${root.name} xmlns="${root.namespace}">`;
  return `has the root element ${written}, and should have ${expected}`;
}

/** Describes why a body cannot be read; undefined if nothing more is known. */
function reasonOf(fault: ReadFault, format: BodyFormat, written: WrittenBody): string | undefined {
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
