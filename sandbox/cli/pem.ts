import { readFileSync } from 'node:fs';
import { readingFailure } from '../read/files.ts';
import { UsageError } from './usage-error.ts';

/**
 * Reads a file in PEM (RFC 7468) that an option names.
 *
 * @throws UsageError if it cannot be read or has other content, with the option and the file
 */
export function pemOf(option: string, file: string, content: 'certificate' | 'private key'): string {
  const text = textOf(option, file);
  const labels = Array.from(text.matchAll(/-----BEGIN ([^-]*)-----/g), ([, label = '']) => label);
  const [first] = labels;
  if (first === undefined) throw new UsageError(`--${option} ${file} is no PEM: there is no -----BEGIN … in it`);
  if (!labels.some((label) => label.endsWith(content.toUpperCase())))
    throw new UsageError(`--${option} ${file} has no ${content} in it, but -----BEGIN ${first}-----`);
  if (/BEGIN ENCRYPTED |Proc-Type: 4,ENCRYPTED/.test(text))
    throw new UsageError(`--${option} ${file} is encrypted. Decrypt it: openssl pkey -in ${file} -out decrypted.key`);
  return text;
}

function textOf(option: string, file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(`--${option} ${file} cannot be read: ${readingFailure(error)}`);
  }
}
