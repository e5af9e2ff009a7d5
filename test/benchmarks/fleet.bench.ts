import { fleetBenchmark } from './support/fleetBenchmark';

export default fleetBenchmark({
  name: 'fleet',
  corridors: 10_000,
  sabotaged: 0.005,
  goal: { atMost: 1.5 },
  runs: 5,
});
