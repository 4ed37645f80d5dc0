import { readFileSync } from 'node:fs';
import { packaged } from '../packaged.ts';
import { text } from '../syntax/json.ts';

/** The version of this package. */
export function version(): string {
  return text(JSON.parse(readFileSync(packaged('package.json'), 'utf8')), 'version') ?? '';
}
