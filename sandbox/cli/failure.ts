import { reasonOf } from '../problem.ts';

/** The exit code for a fault of the sandbox itself (EX_SOFTWARE of sysexits.h). */
export const failed = 70;

/** What is told of an error that nobody foresaw: a sentence, and where it happened to whoever asks for that. */
export function failureLines(error: unknown, { OPENAPI_SANDBOX_DEBUG }: NodeJS.ProcessEnv): readonly string[] {
  const isDebugging = OPENAPI_SANDBOX_DEBUG !== undefined && OPENAPI_SANDBOX_DEBUG !== '';
  const stack = error instanceof Error ? (error.stack ?? error.message).split('\n') : [];
  return [
    `openapi-sandbox: The sandbox failed: ${reasonOf(error)}. That is its own fault; please report it with the document.`,
    ...(isDebugging ? stack : ['OPENAPI_SANDBOX_DEBUG=1 shows where.']),
  ];
}
