import { availableParallelism } from 'node:os';
import { defaultBodyLimit, isHostPattern } from '../settings.ts';
import { UsageError } from './usage-error.ts';

/** The text of an option or environment variable. */
export interface Setting {
  readonly value: string;
  /** The name of the option or variable, for messages. */
  readonly from: string;
}

export function portOf(setting: Setting | undefined): number {
  if (setting === undefined) return 9000;
  const port = Number(setting.value);
  if (/^\d+$/.test(setting.value) && port <= 65_535) return port;
  throw new UsageError(`${setting.from} must be a port from 0 to 65535, not "${setting.value}"`);
}

/** Reads the address of a server, to which paths are added. */
export function originOf(setting: Setting | undefined): string {
  if (setting === undefined) return 'http://localhost:9000';
  const url = URL.canParse(setting.value) ? new URL(setting.value) : undefined;
  if (url && /^https?:$/.test(url.protocol) && url.search === '' && url.hash === '') {
    return url.href.replace(/\/+$/, '');
  }
  throw new UsageError(`${setting.from} must be an address such as http://localhost:8080, not "${setting.value}"`);
}

/** Reads a variable for an option without a value. */
export function flagOf(setting: Setting | undefined): boolean {
  return /^(true|1)$/.test(readSwitch(setting));
}

const readSwitch = oneOf('false', 'true', '0', '1');

export function countOf(setting: Setting | undefined, min = 0): number | null {
  if (setting === undefined) return null;
  if (/^\d+$/.test(setting.value) && Number(setting.value) >= min) return Number(setting.value);
  throw new UsageError(`${setting.from} must be a number from ${min}, not "${setting.value}"`);
}

/** More processes than any machine needs. */
const maxWorkers = 256;

/** Reads a number of processes; `auto` is the number of cores. */
export function workersOf(setting: Setting | undefined): number {
  if (setting === undefined) return 1;
  if (setting.value === 'auto') return Math.min(availableParallelism(), maxWorkers);
  const workers = Number(setting.value);
  if (/^\d+$/.test(setting.value) && workers >= 1 && workers <= maxWorkers) return workers;
  throw new UsageError(`${setting.from} must be a number from 1 to ${maxWorkers}, or auto, not "${setting.value}"`);
}

/** Reads host names separated by commas. */
export function hostsOf(setting: Setting | undefined): readonly string[] | undefined {
  if (setting === undefined) return undefined;
  const names = setting.value.split(',').map((name) => name.trim());
  const odd = names.find((name) => !isHostPattern(name));
  if (odd === undefined) return names;
  throw new UsageError(
    `${setting.from} must be names such as sandbox.example,*.example.org, without http:// and port, not "${odd}"`,
  );
}

/** Returns a function that reads one of several words; the first is the default. */
export function oneOf<Word extends string>(first: Word, ...others: Word[]): (setting: Setting | undefined) => Word {
  const words = [first, ...others];
  return (setting) => {
    if (setting === undefined) return first;
    const word = words.find((one) => one === setting.value);
    if (word !== undefined) return word;
    throw new UsageError(`${setting.from} must be one of ${words.join(', ')}, not "${setting.value}"`);
  };
}

const units: Readonly<Record<string, number>> = { '': 1, b: 1, kb: 1024, mb: 1024 ** 2 };

export function bytesOf(setting: Setting | undefined): number {
  if (setting === undefined) return defaultBodyLimit;
  const [, number, unit = ''] = /^(\d+(?:\.\d+)?)\s*([a-z]*)$/i.exec(setting.value) ?? [];
  const factor = units[unit.toLowerCase()];
  if (number !== undefined && factor !== undefined) return Math.floor(Number(number) * factor);
  throw new UsageError(`${setting.from} must be a size such as 1mb, 500kb or 20000, not "${setting.value}"`);
}

const times: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000 };
const maxTimeMs = 3_600_000;

export function millisecondsOf(setting: Setting | undefined, byDefault: number, min: number): number {
  if (setting === undefined) return byDefault;
  const [, number, unit = ''] = /^(\d+(?:\.\d+)?)(ms|s|m)$/.exec(setting.value) ?? [];
  const time = Math.round(Number(number) * (times[unit] ?? Number.NaN));
  if (time >= min && time <= maxTimeMs) return time;
  throw new UsageError(`${setting.from} must be a time such as 10s, 500ms or 2m, at most 60m, not "${setting.value}"`);
}
