import type { AccessModelGap } from '@corridors/policy-engine';
import type { AwsFailure } from '../aws';
import type { AwsFailureKind } from '../aws/fact';

/** A part of the model, and of what. */
export type GapPlace = Pick<AccessModelGap, 'part' | 'subject'>;

const CAUSES: Readonly<Record<AwsFailureKind, AccessModelGap['cause']>> = {
  forbidden: 'access-denied',
  throttled: 'throttled',
  unreachable: 'unreachable',
  credentials: 'failed',
  unexpected: 'failed',
};

/** The gap that a failed read leaves. */
export function gapOf(
  place: GapPlace,
  failure: Omit<AwsFailure, 'since'>,
): AccessModelGap {
  return { ...place, cause: CAUSES[failure.kind], message: failure.message };
}
