import { expect } from 'vitest';
import type { BuiltCommand } from '../fixtures/built-command.ts';

/** Builds both APIs for a target; returns the path of what was written. */
export async function buildTarget(
  command: BuiltCommand,
  target: string,
  path: string,
  documents: readonly string[] = [],
): Promise<string> {
  const building = command.start(['build', ...documents, '--target', target, '-o', path], process.cwd());
  expect(await building.ended, building.complained()).toBe(0);
  return path;
}
