import { describePolicyPlace, type Finding } from '@corridors/model';
import type { FindingGrounds } from '@corridors/verifier';
import type { CheckResult, Place } from './checkResult';

/**
 * A finding as a result: a leak and what is not proven fail the check, what is blocked does not.
 *
 * @param facets - what of the repository it rests on beside policies that are understood; undefined when that is not known
 */
export function findingResult(
  finding: Finding,
  grounds: FindingGrounds | undefined,
  facets: readonly string[] | undefined,
): CheckResult {
  const { id, kind, title, explanation, nextAction, witness } = finding;
  const statements = (finding.statements ?? []).flatMap((place): Place[] =>
    place.file === undefined
      ? []
      : [
          {
            file: place.file,
            ...(place.line === undefined ? {} : { line: place.line }),
            what: describePolicyPlace({ ...place, file: undefined }),
          },
        ],
  );
  const [first = specOf(finding), ...more] = statements;
  return {
    id,
    kind,
    severity: kind === 'blocked' ? 'warning' : 'error',
    title,
    explanation,
    nextAction,
    places: [first, ...more],
    ...(witness === undefined ? {} : { witness }),
    ...(facets && {
      facets: [...(grounds?.facets ?? finding.cells), ...facets],
    }),
    ...(grounds && { limits: grounds.limits }),
  };
}

/** Where a finding begins that no statement makes: the spec that it concerns. */
function specOf({ corridors, environments }: Finding): Place {
  const [corridor] = corridors;
  const [environment] = environments;
  return corridor === undefined
    ? { file: `environments/${environment ?? ''}.yaml`, line: 1 }
    : { file: `corridors/${corridor}/corridor.yaml`, line: 1 };
}
