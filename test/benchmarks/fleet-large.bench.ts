import { fleetBenchmark } from './support/fleetBenchmark';

export default fleetBenchmark({
  name: 'fleet-large',
  corridors: 30_000,
  sabotaged: 0.005,
  goal: { atMost: 5 },
  runs: 3,
});
