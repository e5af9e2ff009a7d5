import type { CorridorSummary } from '@corridors/plugin-corridors-common';

/** What the last verifications say about all corridors together, in one sentence and one more. */
export interface IsolationAnswer {
  readonly sentence: string;
  readonly detail: string;
}

function corridors(count: number): string {
  return count === 1 ? '1 corridor' : `${count} corridors`;
}

/**
 * Sums up the isolation of corridors. Each was verified by a run of its own scope, so a single run would not do: the last
 * one may have looked at another environment.
 */
export function isolationAnswer(
  items: readonly CorridorSummary[],
): IsolationAnswer {
  const valid = items.filter(corridor => corridor.state !== 'invalid');
  const count = (holds: (corridor: CorridorSummary) => boolean) =>
    valid.filter(holds).length;
  const never = count(({ isolation }) => isolation.state === 'never');
  if (never === valid.length) {
    return {
      sentence: 'Not verified yet',
      detail: 'Nobody has tried who can reach what.',
    };
  }
  const stale = count(({ isolation }) => isolation.state === 'stale');
  const leaking = count(({ isolation }) => isolation.leaks > 0);
  const differing = count(({ isolation }) => isolation.state === 'findings');
  const detail = [
    never > 0 ? `${never} never verified` : '',
    stale > 0 ? `${stale} verified long ago` : '',
    leaking > 0 && differing > leaking
      ? `${differing - leaking} more with other findings`
      : '',
  ].filter(Boolean);
  if (leaking > 0) {
    return {
      sentence: `Leaks concern ${corridors(leaking)}`,
      detail: detail.join(', '),
    };
  }
  if (differing > 0) {
    return {
      sentence: `No leaks, other findings at ${corridors(differing)}`,
      detail: detail.join(', '),
    };
  }
  return { sentence: 'No findings', detail: detail.join(', ') };
}
