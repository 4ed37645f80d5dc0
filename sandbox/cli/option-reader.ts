import type { ParseArgsConfig } from 'node:util';
import { flagOf, type Setting } from './settings.ts';
import { UsageError } from './usage-error.ts';

/** An option as it is written on the command line and shown by help. */
export interface OptionDefinition {
  readonly name: string;
  readonly short?: string;
  readonly kind: 'flag' | 'value' | 'list';
  /** Its name, short name, and default or placeholder: `--port, -p 9000`. */
  readonly usage: string;
  /** What it does, in lines. */
  readonly help: string;
}

/** Returns what `parseArgs` of Node.js has to know about options. */
export function parseConfig(definitions: readonly OptionDefinition[]): NonNullable<ParseArgsConfig['options']> {
  return {
    ...Object.fromEntries(
      definitions.map(({ name, short, kind }) => [
        name,
        { type: kind === 'flag' ? 'boolean' : 'string', multiple: kind === 'list', ...(short && { short }) } as const,
      ]),
    ),
    help: { type: 'boolean', short: 'h' },
    version: { type: 'boolean', short: 'v' },
  };
}

/** Options as `parseArgs` of Node.js returns them. */
export type GivenOptions = Readonly<Record<string, string | boolean | readonly (string | boolean)[] | undefined>>;

/**
 * Reads options from the command line, else from the environment, else by default. The function that asks it for the options
 * of a command also defines them: what was asked for is what the command has.
 */
export class OptionReader {
  readonly definitions: OptionDefinition[] = [];
  readonly #given: GivenOptions;
  readonly #environment: NodeJS.ProcessEnv;

  constructor(given: GivenOptions = {}, environment: NodeJS.ProcessEnv = {}) {
    this.#given = given;
    this.#environment = environment;
  }

  /** Reads an option without a value. */
  flag(usage: string, help: string): boolean {
    const name = this.#define('flag', usage, help);
    return this.#given[name] === true || flagOf(this.#settingOf(name));
  }

  /**
   * Reads an option with a value.
   *
   * @param read makes the value; it gets undefined if the option is not set
   * @throws UsageError if the value is empty, or as `read` does
   */
  value<Value>(usage: string, help: string, read: (setting: Setting | undefined) => Value): Value {
    return read(this.#settingOf(this.#define('value', usage, help)));
  }

  /** Reads a text; undefined if the option is not set. */
  text(usage: string, help: string): string | undefined {
    return this.value(usage, help, (setting) => setting?.value);
  }

  /** Reads an option that can be repeated; in the environment each value is a line. */
  list(usage: string, help: string): readonly string[] {
    const name = this.#define('list', usage, help);
    const given = this.#given[name];
    if (typeof given === 'object') return given.map(String);
    const lines = this.#settingOf(name)?.value ?? '';
    return lines.split('\n').filter((line) => line !== '');
  }

  #define(kind: OptionDefinition['kind'], usage: string, help: string): string {
    const [, name = '', short] = /^--([\w-]+)(?:, -(\w))?(?: |$)/.exec(usage) ?? [];
    this.definitions.push({ name, ...(short !== undefined && { short }), kind, usage, help });
    return name;
  }

  #settingOf(name: string): Setting | undefined {
    const given = this.#given[name];
    if (typeof given === 'string') return { value: filled(name, given), from: `--${name}` };
    const variable = variablesOf(name).find((one) => (this.#environment[one] ?? '') !== '');
    return variable === undefined ? undefined : { value: this.#environment[variable] ?? '', from: variable };
  }
}

/** Returns the environment variables that set an option, in order of precedence. */
export function variablesOf(option: string): readonly string[] {
  const name = option.toUpperCase().replaceAll('-', '_');
  return [`OPENAPI_SANDBOX_${name}`, ...(option === 'port' || option === 'host' ? [name] : [])];
}

/**
 * Refuses an empty value, which the system could understand as anything: an empty host as every address of the machine.
 *
 * @throws UsageError
 */
function filled(name: string, value: string): string {
  if (value.trim() !== '') return value;
  const more =
    name === 'host' ? '. 127.0.0.1 answers this machine, 0.0.0.0 the network' : ', or the option is to be left out';
  throw new UsageError(`--${name} must not be empty${more}`);
}
