import {
  agreedAccess,
  bucketArnOf,
  deriveNames,
  type Access,
  type Corridor,
  type Environment,
} from '@corridors/model';

import type { CorridorContext } from '../corridorContext';

/** What a corridor's role is given on one bucket. */
export interface BucketGrant {
  readonly arn: string;
  /** Account that owns the bucket. */
  readonly accountId: string;
  readonly access: Access;
}

interface Offer {
  readonly accountId: string;
  readonly access: Access | 'none';
}

const NOTHING: Offer = { accountId: '', access: 'none' };

function offerOfEnvironment(
  { environment }: CorridorContext,
  bucket: string,
): Offer | undefined {
  const shared = environment.spec.sharedBuckets.find(
    ({ name }) => name === bucket,
  );
  return shared && { accountId: shared.accountId, access: shared.corridors };
}

/** The environment of another corridor, when it is of the same AWS account: buckets are shared within one. */
export function environmentOf(
  other: Corridor,
  { environment, fleet }: CorridorContext,
): Environment | undefined {
  return fleet.environments.find(
    ({ metadata, spec }) =>
      metadata.name === other.spec.environment &&
      spec.aws.accountId === environment.spec.aws.accountId,
  );
}

function offerOfCorridor(
  context: CorridorContext,
  bucket: string,
): Offer | undefined {
  const { corridor, fleet } = context;
  for (const other of fleet.corridors) {
    const environment = environmentOf(other, context);
    if (environment) {
      const { name } = other.metadata;
      const { buckets } = other.spec;
      const shared = deriveNames({ name, buckets }, environment).buckets.find(
        names => names.name === bucket,
      );
      const share = other.spec.shares.find(
        offer =>
          offer.bucket === shared?.bucket &&
          offer.with === corridor.metadata.name,
      );
      if (share) {
        const { accountId } = environment.spec.aws;
        return { accountId, access: share.access };
      }
    }
  }
  return undefined;
}

/**
 * The buckets that a corridor's role may reach: its own to write, and of what it `uses` as much as the other side offers.
 * What nobody offers is left out.
 */
export function bucketGrants(context: CorridorContext): BucketGrant[] {
  const { corridor, environment, names } = context;
  const own = names.buckets.map(({ arn }) => ({
    arn,
    accountId: environment.spec.aws.accountId,
    access: 'write' as const,
  }));
  const used = corridor.spec.uses.flatMap(use => {
    const offer =
      offerOfEnvironment(context, use.bucket) ??
      offerOfCorridor(context, use.bucket) ??
      NOTHING;
    const access = agreedAccess(use.access, offer.access);
    const arn = bucketArnOf(use.bucket, environment);
    return access === 'none'
      ? []
      : [{ arn, accountId: offer.accountId, access }];
  });
  return [...own, ...used];
}
