import { reasonOf } from '../problem.ts';

/** The exit code for a bug of the sandbox (EX_SOFTWARE of sysexits.h). */
export const bugExitCode = 70;

/** Describes an unexpected error in a sentence, with its stack if the environment asks for it. */
export function failureLines(error: unknown, { OPENAPI_SANDBOX_DEBUG }: NodeJS.ProcessEnv): readonly string[] {
  const isDebugging = OPENAPI_SANDBOX_DEBUG !== undefined && OPENAPI_SANDBOX_DEBUG !== '';
  const stack = error instanceof Error ? (error.stack ?? error.message).split('\n') : [];
  return [
    `openapi-sandbox: The sandbox failed: ${reasonOf(error)}. That is its own fault; please report it with the document.`,
    ...(isDebugging ? stack : ['OPENAPI_SANDBOX_DEBUG=1 shows where.']),
  ];
}
