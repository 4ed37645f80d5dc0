/** How a run is made. */
export interface Setting {
  /** The folder of the build that is measured. */
  readonly build: string;
  /** That of the build it is compared with; undefined: none was asked for. */
  readonly before: string | undefined;
  /** Shorter, with fewer rounds: to see that it works. */
  readonly isQuick: boolean;
  /** Of each measurement. */
  readonly rounds: number;
  /** Of load, each. */
  readonly seconds: number;
  readonly report: (line: string) => void;
}
