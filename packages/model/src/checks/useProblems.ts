import { includesAccess } from '../access/grants';
import type { Fleet } from '../fleet/fleet';
import { deriveNames } from '../naming/deriveNames';
import type { Problem } from '../problems';
import type { Access, Corridor, Environment } from '../spec';

/** What a corridor uses must be offered: by its environment, or by the corridor that owns the bucket. */
export function useProblems(
  corridor: Corridor,
  environment: Environment,
  fleet: Fleet,
): Problem[] {
  const name = corridor.metadata.name;
  const own = new Set(
    deriveNames(
      { name, buckets: corridor.spec.buckets },
      environment,
    ).buckets.map(one => one.name),
  );
  return corridor.spec.uses.flatMap((use, index) => {
    const field = `spec.uses[${index}]`;
    if (own.has(use.bucket)) {
      const message = `${field}.bucket is "${use.bucket}", a bucket of this corridor; it need not be listed.`;
      return [
        refusal('uses-own-bucket', `${field}.bucket`, message, use.bucket),
      ];
    }
    const offer = offerOf(use.bucket, name, environment, fleet);
    if (offer === undefined) {
      const offered = environment.spec.sharedBuckets.filter(
        bucket => bucket.corridors !== 'none',
      );
      const list = offered.map(bucket => bucket.name).join(', ') || 'none';
      const message = `${field}.bucket is "${use.bucket}", which is neither a bucket of a corridor in this account nor one that the environment shares: ${list}.`;
      return [
        refusal('unknown-bucket', `${field}.bucket`, message, use.bucket),
      ];
    }
    if (offer.access === 'none') {
      return [
        refusal(
          'not-shared',
          `${field}.bucket`,
          `${field}.bucket is "${use.bucket}"; ${offer.missing}`,
          offer.by,
        ),
      ];
    }
    if (!includesAccess(offer.access, use.access)) {
      const message = `${field}.access is ${use.access}, but ${offer.by} offers ${offer.access} on "${use.bucket}".`;
      return [
        refusal('access-not-offered', `${field}.access`, message, offer.by),
      ];
    }
    return [];
  });
}

interface Offer {
  readonly by: string;
  readonly access: Access | 'none';
  /** What would have to be there, when the access is none. */
  readonly missing: string;
}

function offerOf(
  bucket: string,
  corridor: string,
  environment: Environment,
  fleet: Fleet,
): Offer | undefined {
  const shared = environment.spec.sharedBuckets.find(
    one => one.name === bucket,
  );
  if (shared) {
    const by = `environment ${environment.metadata.name}`;
    return {
      by,
      access: shared.corridors,
      missing: `${by} does not offer it to corridors.`,
    };
  }
  const environments = new Map(
    fleet.environments.map(one => [one.metadata.name, one]),
  );
  for (const other of fleet.corridors) {
    const theirs = environments.get(other.spec.environment);
    if (
      !theirs ||
      theirs.spec.aws.accountId !== environment.spec.aws.accountId
    ) {
      continue;
    }
    const names = deriveNames(
      { name: other.metadata.name, buckets: other.spec.buckets },
      theirs,
    );
    const match = names.buckets.find(one => one.name === bucket);
    if (match) {
      const share = other.spec.shares.find(
        one => one.bucket === match.bucket && one.with === corridor,
      );
      const by = other.metadata.name;
      const missing = `its owner must first state "shares: [{ bucket: ${match.bucket}, with: ${corridor}, access: … }]" in corridor ${by}.`;
      return { by, access: share?.access ?? 'none', missing };
    }
  }
  return undefined;
}

function refusal(
  code: string,
  field: string,
  message: string,
  related: string,
): Problem {
  return { code, severity: 'error', field, message, related };
}
