import type { Fault } from '../exchange.ts';

const mostFaults = 20;
const mostBytes = 4096;
/** A longer one leaves out what was expected: an enum of hundreds, say. */
const longestFault = 1024;

/** A request's faults in JSON, as many as fit into a header, and how many more there are. */
export function toldFaults(faults: readonly Fault[]): { readonly text: string; readonly more: number } {
  const told = faultsTexts(faults);
  return { text: `[${told.join(',')}]`, more: faults.length - told.length };
}

/** The faults as compact JSON in ASCII, as many as fit: places and expectations, no value of the request. */
function faultsTexts(faults: readonly Fault[]): readonly string[] {
  const told: string[] = [];
  let length = 2;
  for (const { in: place, name, pointer, keyword, expected } of faults.slice(0, mostFaults)) {
    const at = place === 'body' ? pointer : name + pointer;
    const full = ascii(JSON.stringify({ in: place, at, keyword, expected }));
    const text = full.length > longestFault ? ascii(JSON.stringify({ in: place, at, keyword })) : full;
    length += text.length + 1;
    if (length > mostBytes) break;
    told.push(text);
  }
  return told;
}

function ascii(json: string): string {
  return json.replace(/[^\x20-\x7e]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
