/** The middle one. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** How far the extremes lie apart, as a share of the middle. */
export function spread(values: readonly number[]): string {
  return `±${Math.round((50 * (Math.max(...values) - Math.min(...values))) / median(values))} %`;
}

export function ratio(value: number): string {
  return Number.isFinite(value) ? `${value.toFixed(value < 10 ? 2 : 0)} ×` : '–';
}

export function rounded(value: number): string {
  return Number.isFinite(value) ? value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0) : '–';
}

/** One line of what must hold. */
export interface Finding {
  readonly measure: string;
  readonly found: string;
  readonly must: string;
  /** Null: it was not measured. */
  readonly holds: boolean | null;
}

/** What a part of the run has found. */
export interface Section {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly findings: readonly Finding[];
}

export function atLeast(measure: string, value: number, least: number, of: string): Finding {
  const holds = Number.isFinite(value) ? value >= least : null;
  return { measure, found: `${ratio(value)} ${of}`, must: `at least ${least} × ${of}`, holds };
}

export function limitTo(measure: string, value: number, max: number, unit: string): Finding {
  const holds = Number.isFinite(value) ? value <= max : null;
  return { measure, found: `${rounded(value)} ${unit}`, must: `at most ${max} ${unit}`, holds };
}
