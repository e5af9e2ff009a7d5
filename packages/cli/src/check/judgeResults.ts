import type { Problem } from '@corridors/model';
import { WAIVERS_FILE } from '../repository/repository';
import { type CheckResult, withOwnIds } from './checkResult';
import { hasGrown } from './hasGrown';
import { problemResult } from './problemResult';
import type { Waiver, Waivers } from './waivers';

/**
 * Whether a result counts. `open`: it does. `in-base`: what the repository is compared with has it too. `waived`: it is
 * accepted for a time. All are shown.
 */
export type JudgedResult = CheckResult &
  (
    | { readonly status: 'open' | 'in-base' }
    | { readonly status: 'waived'; readonly waiver: Waiver }
  );

/** What a repository is compared with. */
export interface JudgedBase {
  readonly results: readonly CheckResult[];
  readonly waivers: readonly Waiver[];
}

/**
 * Says which results count, and what is wrong with waivers: those that have run out, and those of results that there are
 * not. The latter are warnings. A waiver that the base has too was approved for what the base had, and for no more.
 *
 * @param base - absent when the repository is compared with nothing
 * @param today - `YYYY-MM-DD`
 */
export function judgeResults(
  results: readonly CheckResult[],
  { waivers, problems }: Waivers,
  base: JudgedBase | undefined,
  today: string,
): JudgedResult[] {
  const known = new Map(base?.results.map(result => [result.id, result]));
  const approvedBefore = new Set(base?.waivers.map(({ finding }) => finding));
  const holding = new Map(
    waivers
      .filter(waiver => waiver.expires >= today)
      .map(waiver => [waiver.finding, waiver]),
  );
  const ids = new Set(results.map(({ id }) => id));
  const judged = results.map((result): JudgedResult => {
    const before = known.get(result.id);
    const isMore = before !== undefined && hasGrown(result, before);
    const waiver = holding.get(result.id);
    const isBeyondWaiver = isMore && approvedBefore.has(result.id);
    if (waiver !== undefined && !isBeyondWaiver) {
      return { ...result, status: 'waived', waiver };
    }
    if (!isMore) {
      return { ...result, status: before === undefined ? 'open' : 'in-base' };
    }
    const than =
      waiver === undefined ? 'the base has' : 'its waiver was approved for';
    const explanation = `It is more than ${than}. ${result.explanation}`.trim();
    return { ...result, explanation, status: 'open' };
  });
  return [
    ...judged,
    ...withOwnIds(problems.map(invalidWaivers)).map(
      (result): JudgedResult => ({ ...result, status: 'open' }),
    ),
    ...waivers
      .filter(({ finding, expires }) => !ids.has(finding) || expires < today)
      .map(waiver => idleWaiver(waiver, ids.has(waiver.finding))),
  ];
}

function invalidWaivers(problem: Problem): CheckResult {
  return problemResult(problem, {
    kind: 'waiver',
    explanation: 'Until it is mended, none of the waivers holds.',
  });
}

function idleWaiver(waiver: Waiver, isNeeded: boolean): JudgedResult {
  const { finding, expires, approvedBy, reason, line } = waiver;
  return {
    id: `waiver:${finding}`,
    kind: 'waiver',
    severity: 'warning',
    title: isNeeded
      ? `The waiver of ${finding} ran out on ${expires}`
      : `There is no ${finding} to waive`,
    explanation: `Approved by ${approvedBy}: ${reason}`,
    nextAction: isNeeded
      ? 'Mend what it waived, or have it approved anew with a later date.'
      : 'Remove the waiver.',
    places: [{ file: WAIVERS_FILE, line }],
    facets: [],
    status: 'open',
  };
}
