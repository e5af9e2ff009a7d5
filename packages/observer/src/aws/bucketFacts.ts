import { BucketFacts } from './awsAccountSnapshot';
import { ReadOutcome, settleFact } from './fact';
import type { BucketOutcomes } from './readBucket';

const PENDING = { state: 'pending' } as const;

/** A bucket of which nothing has been read. */
export const PENDING_BUCKET: BucketFacts = {
  location: PENDING,
  encryption: PENDING,
  publicAccessBlock: PENDING,
  versioning: PENDING,
  policy: PENDING,
  ownership: PENDING,
};

/** The facts of a bucket after it was read once more. */
export function settleBucket(
  before: BucketFacts,
  outcomes: BucketOutcomes,
  now: Date,
): BucketFacts {
  return {
    location: settleFact(before.location, outcomes.location, now),
    encryption: settleFact(before.encryption, outcomes.encryption, now),
    publicAccessBlock: settleFact(
      before.publicAccessBlock,
      outcomes.publicAccessBlock,
      now,
    ),
    versioning: settleFact(before.versioning, outcomes.versioning, now),
    policy: settleFact(before.policy, outcomes.policy, now),
    ownership: settleFact(before.ownership, outcomes.ownership, now),
  };
}

/** One outcome for every fact: without a bucket, or without an answer, nothing else needs to be asked. */
export function sameForAll(outcome: ReadOutcome<never>): BucketOutcomes {
  return {
    location: outcome,
    encryption: outcome,
    publicAccessBlock: outcome,
    versioning: outcome,
    policy: outcome,
    ownership: outcome,
  };
}
