import type { TrespassReport } from '@corridors/policy-engine';
import type { Benchmark } from './benchmark';
import { corridorFleet } from './corridorFleet';
import { countsOf, proveFleet } from './proveFleet';

/** How large a fleet is, and what its proof may take. */
export interface FleetBenchmarkOptions
  extends Pick<Benchmark, 'name' | 'goal' | 'runs'> {
  readonly corridors: number;
  /** Share of the corridors that are sabotaged, from 0 to 1. */
  readonly sabotaged: number;
}

/** Seconds to compile a fleet of corridors, index it, list its leaks and prove it for all names. */
export function fleetBenchmark({
  corridors,
  sabotaged,
  ...head
}: FleetBenchmarkOptions): Benchmark {
  const fleet = corridorFleet(corridors, sabotaged);
  let last: TrespassReport | undefined;
  return {
    ...head,
    unit: 's',
    prepare: () => () => {
      const { seconds, report } = proveFleet(fleet);
      last = report;
      return seconds;
    },
    details: () => (last ? countsOf(fleet, last) : {}),
  };
}
