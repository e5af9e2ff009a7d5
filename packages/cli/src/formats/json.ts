import {
  type CheckReport,
  hasFailed,
  isFailure,
  pathFrom,
} from '../check/checkReport';

/** For programs. Members are added in later versions; those that are there keep their meaning while `version` is 1. */
export function formatJson(report: CheckReport): string {
  const { root, results, ...rest } = report;
  const data = {
    version: 1,
    failed: hasFailed(report),
    ...rest,
    results: results.map(({ facets, limits, ...result }) => ({
      ...result,
      fails: isFailure(result),
      places: result.places.map(place => ({
        ...place,
        file: pathFrom(report, place.file),
      })),
    })),
  };
  return `${JSON.stringify(data, undefined, 2)}\n`;
}
