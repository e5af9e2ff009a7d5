import { statementsOf } from '../documents/CompiledPolicy';
import type { StatementReference } from '../documents/documentKinds';
import { DOCUMENTED_TARGETS } from './actions/documentedActions';
import {
  BUCKET_WIDENING_ACTIONS,
  IDENTITY_WIDENING_ACTIONS,
} from './actions/watchedActions';
import type { CompiledAccessModel } from './CompiledAccessModel';
import type { Entitlements } from './entitlements/Entitlements';
import { accountOf } from './principalKey';
import { bucketOfArn } from './ranges/resourceNames';
import type { ReachRegion } from './ReachRegion';
import type { Territory } from './Territory';
import type { Trespass, TrespassKind } from './Trespass';

const WIDENING = new Set(
  [...BUCKET_WIDENING_ACTIONS, ...IDENTITY_WIDENING_ACTIONS].map(action =>
    action.toLowerCase(),
  ),
);

/**
 * What a region that is not permitted means; undefined when it touches nobody: a service or a stranger that uses what is
 * of no territory.
 */
export function trespassOf(
  region: ReachRegion,
  model: CompiledAccessModel,
  entitlements: Entitlements,
): Trespass | undefined {
  const territory = territoryOf(region, entitlements);
  if (!territory && isStranger(region, model)) {
    return undefined;
  }
  const kind = kindOf(region, territory, model);
  return {
    kind,
    region,
    ...(territory && { territory: territory.id }),
    hops: [...region.decidedBy, ...grantsBehind(region, kind, model)],
    explanation: explain(kind, region, territory),
  };
}

function territoryOf(
  region: ReachRegion,
  entitlements: Entitlements,
): Territory | undefined {
  const service = serviceOf(region.witness);
  if (service === 's3') {
    return entitlements.territoryOfBucket(
      bucketOfArn(region.witness),
      region.witnessAccount,
    );
  }
  return entitlements.territoryOfRole(region.witness);
}

function isStranger(
  { principal }: ReachRegion,
  model: CompiledAccessModel,
): boolean {
  switch (principal.kind) {
    case 'role':
      return !model.roles.has(principal.arn);
    case 'assumed-role':
      return !model.roles.has(principal.roleArn);
    case 'user':
      return !model.users.has(principal.arn);
    case 'anonymous':
      return false;
    default:
      return true;
  }
}

function kindOf(
  { principal, action, witness, witnessAccount }: ReachRegion,
  territory: Territory | undefined,
  model: CompiledAccessModel,
): TrespassKind {
  if (principal.kind === 'anonymous') {
    return 'public';
  }
  const folded = action.toLowerCase();
  if (WIDENING.has(folded) || !DOCUMENTED_TARGETS.has(folded)) {
    return 'widening';
  }
  const isKnown =
    territory !== undefined ||
    witnessAccount === accountOf(principal) ||
    model.roles.has(witness) ||
    model.buckets.has(bucketOfArn(witness));
  if (!isKnown) {
    return 'foreign-account';
  }
  return serviceOf(witness) === 's3' ? 'bucket' : 'role';
}

/** What a role that may be assumed may do in turn, so that the way on can be seen. */
function grantsBehind(
  { witness }: ReachRegion,
  kind: TrespassKind,
  model: CompiledAccessModel,
): readonly StatementReference[] {
  const role = kind === 'role' ? model.roles.get(witness) : undefined;
  return (role?.identity ?? [])
    .flatMap(policy => statementsOf(policy))
    .filter(({ effect }) => effect === 'Allow')
    .map(({ reference }) => reference);
}

const OPENINGS: Readonly<Record<TrespassKind, string>> = {
  bucket: 'A bucket that is not its own is reached',
  'foreign-account': 'Another account is reached, if the owner agrees',
  role: 'A role may be assumed that is not permitted',
  widening: 'Access can be widened',
  public: 'Everybody is let in',
};

function explain(
  kind: TrespassKind,
  region: ReachRegion,
  territory: Territory | undefined,
): string {
  const owner = territory ? ` of ${territory.id}` : '';
  const everybody =
    region.audience === 'every-principal'
      ? ' The statement names everybody.'
      : '';
  return `${OPENINGS[kind]}, ${region.action} on ${region.resources}${owner}: ${region.explanation}${everybody}`;
}

function serviceOf(arn: string): string | undefined {
  return arn === '*' ? 's3' : arn.split(':', 3)[2];
}
