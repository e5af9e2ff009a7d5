import type { TrespassReport } from '@corridors/policy-engine';
import type { Benchmark } from './support/benchmark';
import { corridorFleet } from './support/corridorFleet';
import { countsOf, proveFleet } from './support/proveFleet';

const fleet = corridorFleet(10_000, 0.005);
let last: TrespassReport | undefined;

/** A fleet of corridors, 0.5 % of them sabotaged: compiled, indexed, leaks listed and proved for all names. */
const benchmark: Benchmark = {
  name: 'fleet',
  unit: 's',
  goal: { atMost: 1.5 },
  runs: 5,
  prepare: () => () => {
    const { seconds, report } = proveFleet(fleet);
    last = report;
    return seconds;
  },
  details: () => (last ? countsOf(fleet, last) : {}),
};

export default benchmark;
