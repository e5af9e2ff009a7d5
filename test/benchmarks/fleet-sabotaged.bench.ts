import { fleetBenchmark } from './support/fleetBenchmark';

export default fleetBenchmark({
  name: 'fleet-sabotaged',
  corridors: 10_000,
  sabotaged: 0.05,
  goal: { atMost: 3 },
  runs: 5,
});
