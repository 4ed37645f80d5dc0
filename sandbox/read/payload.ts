import { textOfOctets } from '../syntax/octets.ts';
import type { Files } from './files.ts';
import { type Parsed, parseSource } from './source.ts';

/** A file that a reference leads to: a part of a document, or, by its name, a payload that stands in an example's place. */
export function readReferenced(file: string, files: Files): Parsed {
  if (payload.test(file)) return readExample(file, files);
  const read = parseSource(file, files.read(file));
  return document.test(file) ? read : hidden(read);
}

/** Names that parts of documents have. */
const document = /\.(json|ya?ml|md|markdown|txt)$/i;

/** A file that is read because a reference leads there, and may be anything: what it says is shown to nobody. */
function hidden(read: Parsed): Parsed {
  if (read.ok) return { ok: true, source: { ...read.source, isHidden: true } };
  const { source, ...problem } = read.problem;
  const reported = { ...problem, message: 'This is neither JSON nor YAML.' };
  return { ok: false, problem: source ? { ...reported, source: { ...source, isHidden: true } } : reported };
}

const payload = /\.(xml|csv|tsv|html?|svg|jsonl|ndjson|png|jpe?g|gif|webp|pdf|zip|gz|bin)$/i;

/**
 * What a file holds that is an example by itself (OpenAPI 3.1.1, 4.8.19, `externalValue`): data, where it is JSON or YAML
 * by its name; else it is taken as it is.
 */
export function readExample(file: string, files: Files): Parsed {
  if (/\.(json|ya?ml)$/i.test(file)) return parseSource(file, files.read(file));
  const octets = atob(files.base64(file));
  const text = textOfOctets(octets);
  const literal = text === undefined ? 'octets' : 'text';
  return { ok: true, source: { file, text: text ?? '', value: text ?? octets, literal } };
}
