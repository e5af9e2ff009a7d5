import { describePolicyPlace, type MatrixLines } from '@corridors/model';
import {
  grantsInOtherServices,
  type CompiledAccessModel,
  type CompiledRole,
  type OtherServicesGrant,
} from '@corridors/policy-engine';
import { nameActions } from './deeds';
import { policyPlaceOf } from './policyPlaceOf';

/**
 * What the policies of corridors and nodes allow in services that are not evaluated, as sentences without a full stop: one for
 * each policy. The policy of a bucket has no say in other services.
 */
export function grantedInOtherServices(
  model: CompiledAccessModel,
  { identities }: MatrixLines,
): readonly string[] {
  const rows = new Set(
    identities.flatMap(one => (one.kind === 'anonymous' ? [] : [one.roleArn])),
  );
  return [...model.roles.values()]
    .filter(role => rows.has(role.arn) || isOfCorridor(role))
    .flatMap(({ identity }) => identity)
    .flatMap(policy => grantsInOtherServices(policy) ?? [])
    .map(describeGrant);
}

function isOfCorridor({ trust, identity }: CompiledRole): boolean {
  return [...(trust ? [trust] : []), ...identity].some(({ origin }) =>
    origin?.file?.startsWith('corridors/'),
  );
}

function describeGrant({
  statement,
  actions,
  waysToOthers,
}: OtherServicesGrant): string {
  const ways =
    waysToOthers.length === 0
      ? ''
      : `; by ${nameActions(
          waysToOthers,
        )} its holder may come to act as others`;
  return `Services other than S3, IAM and STS, in which ${describePolicyPlace(
    policyPlaceOf(statement),
  )} allows ${nameActions(actions)}${ways}`;
}
