import { textOfOctets } from '../syntax/octets.ts';
import type { Files } from './files.ts';
import { type Parsed, parseSource } from './source.ts';

/** Reads a referenced file: a part of a document, or, by its extension, the payload of an example. */
export function readReferenced(file: string, files: Files): Parsed {
  if (payload.test(file)) return readExample(file, files);
  const read = parseSource(file, files.read(file));
  return document.test(file) ? read : hidden(read);
}

/** Extensions of parts of documents. */
const document = /\.(json|ya?ml|md|markdown|txt)$/i;

/** Hides the text of a file from code frames: a reference may point to any file, such as one with secrets. */
function hidden(read: Parsed): Parsed {
  if (read.ok) return { ok: true, source: { ...read.source, isHidden: true } };
  const { source, ...problem } = read.problem;
  const reported = { ...problem, message: 'This is neither JSON nor YAML.' };
  return { ok: false, problem: source ? { ...reported, source: { ...source, isHidden: true } } : reported };
}

const payload = /\.(xml|csv|tsv|html?|svg|jsonl|ndjson|png|jpe?g|gif|webp|pdf|zip|gz|bin)$/i;

/**
 * Reads a file that is an example (OpenAPI 3.1.1, 4.8.19, `externalValue`): JSON and YAML are parsed, any other file is
 * taken literally.
 */
export function readExample(file: string, files: Files): Parsed {
  if (/\.(json|ya?ml)$/i.test(file)) return parseSource(file, files.read(file));
  const octets = atob(files.base64(file));
  const text = textOfOctets(octets);
  const literal = text === undefined ? 'octets' : 'text';
  return { ok: true, source: { file, text: text ?? '', value: text ?? octets, literal } };
}
