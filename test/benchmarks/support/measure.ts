import os from 'node:os';
import type { Benchmark, Goal, Measurement } from './benchmark';

/** Takes a benchmark's figure as often as it asks, and sums it up by its median. */
export async function measure(benchmark: Benchmark): Promise<Measurement> {
  const take = await benchmark.prepare();
  for (let i = 0; i < (benchmark.warmUps ?? 1); i++) {
    await take();
  }
  const runs: number[] = [];
  for (let i = 0; i < (benchmark.runs ?? 5); i++) {
    runs.push(round(await take()));
  }
  const middle = median(runs);
  const { name, unit, goal } = benchmark;
  return {
    name,
    unit,
    median: middle,
    runs,
    ...(goal && { goal }),
    reached: goal === undefined || keepsTo(goal, middle),
    ...(benchmark.details && { details: benchmark.details() }),
    peakMemoryMiB: Math.round(process.resourceUsage().maxRSS / 1024),
    node: process.version,
    processors: os.availableParallelism(),
  };
}

/** The middle value; of an even number the mean of the two in the middle. NaN of none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  const below = sorted[Math.floor(middle)] ?? NaN;
  const above = sorted[Math.ceil(middle)] ?? NaN;
  return round((below + above) / 2);
}

/** The value below which the given share of all lies: 0.99 for the 99th percentile. NaN of none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const place = Math.min(
    sorted.length - 1,
    Math.max(0, Math.ceil(share * sorted.length) - 1),
  );
  return sorted[place] ?? NaN;
}

function keepsTo(goal: Goal, value: number): boolean {
  return 'atLeast' in goal ? value >= goal.atLeast : value <= goal.atMost;
}

/** Four digits are more than any clock here can tell. */
function round(value: number): number {
  return Number(value.toPrecision(4));
}
