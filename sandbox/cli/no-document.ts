import { mayRead } from '../permission.ts';
import { absolute } from '../read/files.ts';
import type { CommandName } from './options.ts';
import { UsageError } from './usage-error.ts';

const purposes = {
  build: 'to build',
  check: 'to check',
  list: 'to list the scenarios of',
  postman: 'to write a collection of',
  verify: 'to verify',
} as const satisfies Partial<Record<CommandName, string>>;

/** Returns the error of a command without a document, which says what to pass. */
export function noDocument(command: keyof typeof purposes): UsageError {
  const here = absolute('.');
  if (!mayRead(here)) {
    return new UsageError(
      `Node.js needs --allow-fs-read="${here}/*" to find a document ${purposes[command]} in this folder.`,
    );
  }
  return new UsageError(
    `There is no document ${purposes[command]}: this folder has no openapi.yaml, openapi.yml or openapi.json. Name one: openapi-sandbox ${command} path/to/openapi.yaml`,
  );
}
