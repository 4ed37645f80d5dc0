import { table } from '../syntax/dictionary.ts';
import { isXmlType } from '../syntax/media-type.ts';
import { textDocument, workbook } from './office-files.ts';

/** A small valid file of a media type. */
export interface SampleFile {
  /** Text; for a binary file, one character per octet. */
  readonly content: string;
  readonly isBinary: boolean;
}

/**
 * Returns a small valid file of a media type, sent when a document describes no content, so that a client can open the
 * response. Undefined for unknown types, and for JSON, forms and multipart, which are made from schemas.
 */
export function sampleFile(essence: string): SampleFile | undefined {
  const text = texts[essence] ?? (isXmlType(essence) ? texts['application/xml'] : undefined);
  if (text !== undefined) return { content: text, isBinary: false };
  const base64 = binaries[essence];
  return base64 === undefined ? undefined : { content: atob(base64), isBinary: true };
}

const page =
  '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>string</title></head><body><p>string</p></body></html>\n';

/** Line ends follow each format: CRLF in CSV (RFC 4180), iCalendar (RFC 5545) and vCard (RFC 6350). */
const texts: Readonly<Record<string, string>> = table({
  'text/csv': 'name,value\r\nstring,0\r\n',
  'text/tab-separated-values': 'name\tvalue\nstring\t0\n',
  'text/html': '<!DOCTYPE html>\n<html lang="en"><head><title>string</title></head><body><p>string</p></body></html>\n',
  'application/xhtml+xml': page,
  'application/xml': '<root>string</root>',
  'image/svg+xml': '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>\n',
  'text/event-stream': 'data: string\n\n',
  'text/calendar': 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//sandbox//EN\r\nEND:VCALENDAR\r\n',
  'text/vcard': 'BEGIN:VCARD\r\nVERSION:4.0\r\nFN:string\r\nEND:VCARD\r\n',
  // One empty page, A4.
  'application/pdf': [
    '%PDF-1.4',
    '1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj',
    '2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj',
    '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<<>>>>endobj',
    'xref',
    '0 4',
    '0000000000 65535 f ',
    '0000000009 00000 n ',
    '0000000052 00000 n ',
    '0000000101 00000 n ',
    'trailer<</Size 4/Root 1 0 R>>',
    'startxref',
    '178',
    '%%EOF',
    '',
  ].join('\n'),
});

/** In base64: images of one white pixel, empty archives, silent audio. */
const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mP4DwABAQEAHLCMmQAAAABJRU5ErkJggg==';
const jpeg =
  '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABALDA4MChAODQ4SERATGCgaGBYWGDEjJR0oOjM9PDkzODdASFxOQERXRTc4UG1RV19iZ2hnPk1xeXBkeFxlZ2P/wAALCAABAAEBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAAB//EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AQH//2Q==';
const icon =
  'AAABAAEAAQEAAAEAIABDAAAAFgAAAIlQTkcNChoKAAAADUlIRFIAAAABAAAAAQgAAAAAOn6bVQAAAApJREFUeNpj+A8AAQEBABywjJkAAAAASUVORK5CYII=';
const tiff =
  'SUkqAAgAAAAIAAABAwABAAAAAQAAAAEBAwABAAAAAQAAAAIBAwABAAAACAAAAAMBAwABAAAAAQAAAAYBAwABAAAAAQAAABEBBAABAAAAbgAAABYBAwABAAAAAQAAABcBBAABAAAAAQAAAAAAAAD/';
const zip = 'UEsFBgAAAAAAAAAAAAAAAAAAAAAAAA==';
const gzip = 'H4sIAAAAAAAAAwMAAAAAAAAAAAA=';
const wav = 'UklGRiYAAABXQVZFZm10IBAAAAABAAEAQB8AAIA+AAACABAAZGF0YQIAAAAAAA==';
const mp4 =
  'AAAAHGZ0eXBpc29tAAACAGlzb21pc28ybXA0MQAAAHRtb292AAAAbG12aGQAAAAAAAAAAAAAAAAAAAPoAAAAAAABAAABAAAAAAAAAAAAAAAAAQAAAAAAAAAAAAAAAAAAAAEAAAAAAAAAAAAAAAAAAEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB';

const binaries: Readonly<Record<string, string>> = table({
  'image/png': png,
  'image/jpeg': jpeg,
  'image/jpg': jpeg,
  'image/gif': 'R0lGODlhAQABAIAAAP///wAAACwAAAAAAQABAAACAkQBADs=',
  'image/webp': 'UklGRh4AAABXRUJQVlA4TBEAAAAvAAAAAAfQ//73v/+BiOh/AAA=',
  'image/bmp': 'Qk06AAAAAAAAADYAAAAoAAAAAQAAAAEAAAABABgAAAAAAAQAAAATCwAAEwsAAAAAAAAAAAAA////AA==',
  'image/tiff': tiff,
  'image/x-icon': icon,
  'image/vnd.microsoft.icon': icon,
  'application/zip': zip,
  'application/x-zip-compressed': zip,
  // Two zero blocks end an archive (POSIX.1, pax).
  'application/x-tar': btoa('\0'.repeat(1024)),
  'application/gzip': gzip,
  'application/x-gzip': gzip,
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': workbook,
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': textDocument,
  'audio/wav': wav,
  'audio/wave': wav,
  'audio/x-wav': wav,
  'audio/mpeg': '//MUxAAAAAAAAAAAAAAAAAAAAAAAAAAA//MUxAAAAAAAAAAAAAAAAAAAAAAAAAAA',
  'audio/mp4': mp4,
  'video/mp4': mp4,
  'video/quicktime': mp4,
});
