import type { FieldPlan, FieldsPlan, StyledFieldPlan } from '../plan.ts';
import { type Digits, digitsIn, type Written, withTexts, written } from '../syntax/digits.ts';
import { isObject, type Json } from '../syntax/json.ts';
import { isWithin, parseMediaType } from '../syntax/media-type.ts';
import { type Part, splitMultipart, type TextPart, writeMultipart } from '../syntax/multipart.ts';
import { octetsOf, utf8Of } from '../syntax/octets.ts';
import { transferDecoded } from '../syntax/transfer-encoding.ts';
import { decodeQuery, type RawQuery, splitQuery } from '../syntax/urlencoded.ts';
import { deepPairs } from './deep-object.ts';
import { encodeParameter } from './encode-parameter.ts';
import { fieldValues, readFields, readFieldText, styledFieldFor } from './fields.ts';
import { type ReadResult, unreadable } from './read-result.ts';
import { ownValue } from './shapes.ts';
import { fieldText } from './write-field.ts';

/**
 * Reads a multipart body by the names of its parts (OpenAPI 3.1.1, 4.8.14.5 and 4.8.15; RFC 7578). Parts without a
 * name, which types other than `multipart/form-data` allow, map to no property: the body is then accepted unread.
 *
 * @param boundary undefined if the `Content-Type` lacks it
 */
export function readMultipart(
  plan: FieldsPlan,
  bytes: Uint8Array,
  boundary: string | undefined,
  essence: string,
): ReadResult {
  const parts = boundary === undefined ? undefined : splitMultipart(bytes, boundary);
  if (!parts) return unreadable('multipart');
  if (parts.some(({ name }) => name === undefined)) {
    return essence === 'multipart/form-data' ? unreadable('multipart') : { value: undefined, faults: [] };
  }
  const byName = new Map<string, Part[]>();
  for (const part of parts) {
    const { name = '' } = part;
    // A form control that declares the character set of the other parts (RFC 7578, section 4.6).
    if (name === '_charset_' && ownValue(plan.fields, name) === undefined) continue;
    const group = byName.get(name);
    if (group) group.push(part);
    else byName.set(name, [part]);
  }
  return readFields(plan, { byName, read: readPart, query: () => queryOf(byName), decode: (text) => text });
}

function readPart(part: Part, field: FieldPlan, isDocumented: boolean): ReadResult {
  const { headers, bytes: sent } = part;
  const { format, contentTypes } = field;
  const encoding = headers.get('content-transfer-encoding');
  const bytes = encoding === undefined || field.isEncoded ? sent : transferDecoded(encoding, sent);
  if (!bytes) return { ...unreadable('transfer-encoding'), value: octetsOf(sent) };
  const type = headers.get('content-type');
  const text = format.by === 'octets' ? undefined : utf8Of(bytes);
  const isText = text !== undefined && /^(utf-?8|us-ascii)?$/.test(charsetOf(type));
  const isFile = !isDocumented || part.isFile;
  const result = isText ? readFieldText(field, text) : readOctets(field, bytes, isFile);
  // A part without a Content-Type is accepted, as a whole body is (RFC 9110, section 8.3).
  if (type !== undefined && contentTypes.length > 0 && !contentTypes.some((range) => isWithin(range, type))) {
    return { ...result, faults: [{ pointer: '', keyword: 'mediaType', expected: contentTypes }] };
  }
  const missing = field.headers.filter((name) => !headers.has(name.toLowerCase()));
  const faults = missing.map((name) => ({ pointer: '', keyword: 'required', expected: name }));
  return faults.length > 0 ? { ...result, faults: [...result.faults, ...faults] } : result;
}

function charsetOf(type: string | undefined): string {
  return (type === undefined ? undefined : parseMediaType(type).charset) ?? '';
}

/** Reads bytes that are not UTF-8; a fault unless the field may hold a file or was sent as one. */
function readOctets({ format, contentTypes }: FieldPlan, bytes: Uint8Array, isFile: boolean): ReadResult {
  const value = octetsOf(bytes);
  const allowsOctets = format.by === 'octets' || (format.by === 'text' && (isFile || contentTypes.length > 0));
  return allowsOctets ? { value, faults: [] } : { ...unreadable('text'), value };
}

function queryOf(byName: ReadonlyMap<string, readonly Part[]>): RawQuery {
  return new Map(
    [...byName].map(([name, parts]) => [name, parts.map(({ bytes }) => utf8Of(bytes) ?? octetsOf(bytes))]),
  );
}

/** Writes an object as `multipart/form-data`: the inverse of `readMultipart`. */
export function multipartText(
  plan: FieldsPlan,
  value: Json,
  digits?: Digits,
): { readonly boundary: string; readonly text: string } {
  const entries = isObject(value) ? Object.entries(value) : [];
  return writeMultipart(
    entries.flatMap(([name, field]): readonly TextPart[] => {
      const styled = styledFieldFor(plan, name);
      const texts = digitsIn(digits, name);
      if (styled) return styledParts(styled, name, written(field, texts));
      const documented = ownValue(plan.fields, name) ?? plan.others;
      return fieldValues(documented, field, texts).map((one) => partOf(documented, name, one));
    }),
  );
}

/** Writes a property that has a style: one part per pair of the equivalent query, without percent-encoding. */
function styledParts(styled: StyledFieldPlan, name: string, { value, digits }: Written): readonly TextPart[] {
  const pairs =
    styled.by === 'deep'
      ? deepPairs(name, withTexts(value, digits), (text) => text)
      : [...splitQuery(encodeParameter(styled.parameter, value, digits))].flatMap(([key, texts]) =>
          texts.map((text) => [key, decodeQuery(text)] as const),
        );
  return pairs.map(([key, text]) => ({ name: key, filename: null, headers: [], text }));
}

function partOf(field: FieldPlan, name: string, value: Written): TextPart {
  const type = typeOf(field);
  const headers = field.headers.map((header) => [header, 'string'] as const);
  return {
    name,
    filename: field.format.by === 'octets' ? name : null,
    headers: type === null ? headers : [['Content-Type', type], ...headers],
    text: fieldText(field, value),
  };
}

/** Returns the documented type of a part, a concrete one for a range, else the default (OpenAPI 3.1.1, 4.8.15.1). */
function typeOf({ format, contentTypes: [first] }: FieldPlan): string | null {
  if (first !== undefined) return first.replace('*/*', 'application/octet-stream').replace('*', 'x-sample');
  if (format.by === 'octets') return 'application/octet-stream';
  return format.by === 'json' ? 'application/json' : null;
}
