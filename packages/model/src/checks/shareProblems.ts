import type { Fleet } from '../fleet/fleet';
import type { Problem } from '../problems';
import type { Corridor, Environment } from '../spec';

/** A bucket can be shared with a corridor that exists, in the same AWS account. */
export function shareProblems(
  { spec }: Corridor,
  environment: Environment,
  fleet: Fleet,
): Problem[] {
  const { accountId } = environment.spec.aws;
  return spec.shares.flatMap((share, index) => {
    const field = `spec.shares[${index}].with`;
    const refuse = (code: string, message: string): Problem[] => [
      { code, severity: 'error', field, message, related: share.with },
    ];
    const other = fleet.corridors.find(
      corridor => corridor.metadata.name === share.with,
    );
    if (!other) {
      return refuse(
        'unknown-corridor',
        `${field} is "${share.with}"; there is no corridor of this name.`,
      );
    }
    const theirs = fleet.environments.find(
      one => one.metadata.name === other.spec.environment,
    );
    if (theirs?.spec.aws.accountId !== accountId) {
      return refuse(
        'other-account',
        `${field} is "${share.with}", a corridor of another AWS account; buckets are shared within account ${accountId}.`,
      );
    }
    return [];
  });
}
