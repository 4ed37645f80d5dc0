import type { Fault } from '../exchange.ts';

const maxFaults = 20;
const maxBytes = 4096;
/** Characters; a longer fault, such as an enum of hundreds of values, is written without `expected`. */
const maxFaultLength = 1024;

/**
 * Writes a request's faults as the value of `Sandbox-Faults`.
 *
 * @returns as many faults as fit into a header, and the number of those left out
 */
export function faultHeader(faults: readonly Fault[]): { readonly text: string; readonly more: number } {
  const texts = serializeFaults(faults);
  return { text: `[${texts.join(',')}]`, more: faults.length - texts.length };
}

/** Serialises faults as compact ASCII JSON: locations and expectations, but no values of the request. */
function serializeFaults(faults: readonly Fault[]): readonly string[] {
  const texts: string[] = [];
  let length = 2;
  for (const { in: place, name, pointer, keyword, expected } of faults.slice(0, maxFaults)) {
    const at = place === 'body' ? pointer : name + pointer;
    const full = escapeNonAscii(JSON.stringify({ in: place, at, keyword, expected }));
    const text = full.length > maxFaultLength ? escapeNonAscii(JSON.stringify({ in: place, at, keyword })) : full;
    length += text.length + 1;
    if (length > maxBytes) break;
    texts.push(text);
  }
  return texts;
}

function escapeNonAscii(json: string): string {
  return json.replace(/[^\x20-\x7e]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
