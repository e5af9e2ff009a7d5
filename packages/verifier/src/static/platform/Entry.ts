import type { ReachRegion } from '@corridors/policy-engine';

/** A way by which somebody who is no administrator gets into a role of the platform. */
export type Entry = ReachRegion;

/** Whether one verdict says more about what is reached than another. */
export function isWorse(
  verdict: Entry['verdict'],
  than: Entry['verdict'] | undefined,
): boolean {
  const ranks = { allow: 3, 'not-understood': 2, conditional: 1 } as const;
  return than === undefined || ranks[verdict] > ranks[than];
}
