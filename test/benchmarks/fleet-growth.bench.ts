import type { Benchmark } from './support/benchmark';
import { corridorFleet } from './support/corridorFleet';
import { median } from './support/measure';
import { proveFleet } from './support/proveFleet';

const SMALL_RUNS = 9;
const small = corridorFleet(1_000, 0.005);
const large = corridorFleet(10_000, 0.005);

let smallSeconds = 0;
let largeSeconds = 0;

/** How many times as long a fleet of 10,000 corridors takes as one of 1,000: about ten, where nothing is compared with all. */
const benchmark: Benchmark = {
  name: 'fleet-growth',
  unit: 'times',
  goal: { atMost: 15 },
  prepare: () => () => {
    smallSeconds = median(
      Array.from({ length: SMALL_RUNS }, () => proveFleet(small).seconds),
    );
    largeSeconds = proveFleet(large).seconds;
    return largeSeconds / smallSeconds;
  },
  details: () => ({ smallSeconds, largeSeconds }),
};

export default benchmark;
