import { readFileSync } from 'node:fs';
import { text } from '../notation/json.ts';
import { packaged } from '../packaged.ts';

/** The version of this package. */
export function version(): string {
  return text(JSON.parse(readFileSync(packaged('package.json'), 'utf8')), 'version') ?? '';
}
