import { quotedString } from './header.ts';
import { percentEncode } from './percent.ts';

/**
 * Writes a `Content-Disposition` by which a file is saved under its name (RFC 6266, section 4). Characters that
 * recipients treat differently (RFC 6266, appendix D) become `_` in `filename`, and are sent in `filename*`.
 */
export function attachment(fileName: string): string {
  const plain = fileName.replace(/[^\x20-\x7e]|["\\%/]/gu, '_');
  const parameter = `attachment; filename=${quotedString(plain)}`;
  return plain === fileName ? parameter : `${parameter}; filename*=UTF-8''${extendedValue(fileName)}`;
}

/** Percent-encodes all but the characters that an extended value may contain (RFC 8187, section 3.2.1). */
function extendedValue(text: string): string {
  return percentEncode(text).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
