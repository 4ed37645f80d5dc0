import { packagedText } from '../packaged.ts';
import { text } from '../syntax/json.ts';

/** Returns the version of this package. */
export function version(): string {
  return packageField('version');
}

/** Returns the address of the project, without a slash at its end. */
export function homepage(): string {
  return packageField('homepage');
}

function packageField(name: string): string {
  return text(JSON.parse(packagedText('package.json')), name) ?? '';
}
