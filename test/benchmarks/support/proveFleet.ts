import {
  compileAccessModel,
  findTrespasses,
  type TrespassReport,
} from '@corridors/policy-engine';
import { BASE_CONTEXT, type CorridorFleet } from './corridorFleet';

/** Compiles, indexes and proves a fleet, from parsed documents to the list of leaks. */
export function proveFleet(fleet: CorridorFleet): {
  readonly seconds: number;
  readonly report: TrespassReport;
} {
  const { model, territories, permissions } = fleet;
  // What an earlier run left behind is not this one's memory.
  globalThis.gc?.();
  const start = process.hrtime.bigint();
  const compiled = compileAccessModel(model);
  const report = findTrespasses(compiled, {
    territories,
    permissions,
    context: BASE_CONTEXT,
  });
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  if (compiled.refused.length > 0) {
    throw new Error(`${compiled.refused.length} documents were refused`);
  }
  return { seconds, report };
}

/** What was found, beside the time. */
export function countsOf(
  fleet: CorridorFleet,
  { trespasses, proved }: TrespassReport,
): Readonly<Record<string, number>> {
  return {
    corridors: fleet.territories.length,
    buckets: fleet.model.buckets.length,
    sabotaged: fleet.sabotaged,
    trespasses: trespasses.length,
    provedRegions: proved.regions,
  };
}
