import type { Fault } from '../exchange.ts';

const maxFaults = 20;
const maxBytes = 4096;
/** A longer one leaves out what was expected: an enum of hundreds, say. */
const maxFaultLength = 1024;

/** A request's faults in JSON, as many as fit into a header, and how many more there are. */
export function faultHeader(faults: readonly Fault[]): { readonly text: string; readonly more: number } {
  const texts = faultsTexts(faults);
  return { text: `[${texts.join(',')}]`, more: faults.length - texts.length };
}

/** The faults as compact JSON in ASCII, as many as fit: places and expectations, no value of the request. */
function faultsTexts(faults: readonly Fault[]): readonly string[] {
  const texts: string[] = [];
  let length = 2;
  for (const { in: place, name, pointer, keyword, expected } of faults.slice(0, maxFaults)) {
    const at = place === 'body' ? pointer : name + pointer;
    const full = ascii(JSON.stringify({ in: place, at, keyword, expected }));
    const text = full.length > maxFaultLength ? ascii(JSON.stringify({ in: place, at, keyword })) : full;
    length += text.length + 1;
    if (length > maxBytes) break;
    texts.push(text);
  }
  return texts;
}

function ascii(json: string): string {
  return json.replace(/[^\x20-\x7e]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
