/** What a figure must keep to. */
export type Goal = { readonly atLeast: number } | { readonly atMost: number };

/** One figure that is measured, several times over, in a process of its own. */
export interface Benchmark {
  readonly name: string;
  readonly unit: string;
  readonly goal?: Goal;
  /** How often the figure is taken after the warm-up. Default 5; more for short ones. */
  readonly runs?: number;
  /** How often it is taken first without being counted. Default 1. */
  readonly warmUps?: number;
  /** Prepares once and returns what takes the figure. */
  prepare(): Promise<Take> | Take;
  /** Figures beside the measured one, such as sizes and peak memory; read after the last run. */
  details?(): Readonly<Record<string, number | string>>;
}

/** Takes the figure once, in the benchmark's unit. */
export type Take = () => number | Promise<number>;

/** What is printed for a benchmark, as one line of JSON. */
export interface Measurement {
  readonly name: string;
  readonly unit: string;
  readonly median: number;
  readonly runs: readonly number[];
  readonly goal?: Goal;
  /** Whether the median keeps to the goal; true without one. */
  readonly reached: boolean;
  readonly details?: Readonly<Record<string, number | string>>;
  /** The highest memory the process had, in MiB. */
  readonly peakMemoryMiB: number;
  readonly node: string;
  readonly processors: number;
}
