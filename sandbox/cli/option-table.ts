import { type OptionDefinition, variablesOf } from './option-reader.ts';

/** Lists options with their descriptions. */
export function optionList(definitions: readonly OptionDefinition[]): string {
  const indent = ' '.repeat(24);
  return definitions
    .map(({ usage, help }) => `  ${usage.padEnd(21)} ${help.replaceAll('\n', `\n${indent}`)}`)
    .join('\n');
}

/** Lists options with their descriptions and environment variables, in columns. */
export function optionTable(definitions: readonly OptionDefinition[]): string {
  const rows = optionRows(definitions);
  const [usageWidth, helpWidth] = [0, 1].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map(([usage, help, names]) => `  ${usage.padEnd(usageWidth ?? 0)}  ${help.padEnd(helpWidth ?? 0)}  ${names}`)
    .join('\n');
}

/** Returns the rows of such a table: usage, help and environment variables. */
export function optionRows(
  definitions: readonly OptionDefinition[],
): readonly (readonly [usage: string, help: string, variables: string])[] {
  return definitions.map(({ name, usage, help }) => [usage, help, variablesOf(name).join(', ')]);
}
