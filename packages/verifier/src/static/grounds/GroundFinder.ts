import type { PolicyPlace } from '@corridors/model';
import type {
  AccessModel,
  AccessModelBucket,
  AccessModelRole,
  CompiledAccessModel,
  PolicySource,
  Principal,
  ReachRegion,
  RefusedPolicy,
  Trespass,
} from '@corridors/policy-engine';
import { groupBy } from '../groupBy';
import { nameAsked } from '../nameAsked';
import { textsOf } from '../policyDocument';
import { policiesOf, type PlacedPolicy } from '../policiesOf';
import { policyPlaceOf } from '../policyPlaceOf';
import type { FindingGrounds } from './findingGrounds';
import { digestOf, statementsOf } from './policyContent';

/** A document that is not understood, and whether it is of whoever asks; else it guards what is asked for. */
export interface Hindrance {
  readonly refusal: RefusedPolicy;
  readonly isOfCaller: boolean;
}

/** Finds what findings rest on: the content of statements, what holds back, and what is not understood. */
export class GroundFinder {
  private readonly roles: ReadonlyMap<string, AccessModelRole>;
  private readonly buckets: ReadonlyMap<string, AccessModelBucket>;
  private readonly refused: ReadonlyMap<string, readonly RefusedPolicy[]>;
  private documents: ReadonlyMap<string, readonly PlacedPolicy[]> | undefined;
  private byTrusted: ReturnType<typeof rolesByTrusted> | undefined;

  constructor(
    compiled: CompiledAccessModel,
    private readonly model: AccessModel,
  ) {
    this.roles = new Map(model.roles.map(role => [role.arn, role]));
    this.buckets = new Map(model.buckets.map(bucket => [bucket.name, bucket]));
    this.refused = groupBy(compiled.refused, ({ owner }) => owner);
  }

  /** Of what was found for all names. */
  ofTrespasses(trespasses: readonly Trespass[]): FindingGrounds {
    const regions = trespasses.map(({ region }) => region);
    const places = trespasses.flatMap(({ hops }) => hops.map(policyPlaceOf));
    const roles = this.rolesBehind(trespasses);
    const refusals = new Set(
      regions.flatMap(region =>
        this.behind(region).map(({ refusal }) => refusal),
      ),
    );
    return {
      facets: [
        ...trespasses.map(describeRegion),
        ...this.partsOf(places),
        ...roles.flatMap(({ arn, identity }) =>
          identity.map(policy => `by way of ${arn}: ${digestOf(policy)}`),
        ),
        ...[...refusals].map(
          ({ owner, policy }) =>
            `not understood: ${policy.name} of ${owner} ${digestOf(policy)}`,
        ),
      ],
      limits: this.limitsOf(regions),
      notUnderstood: [...refusals].map(({ owner, policy }) => ({
        owner,
        policy: policy.name,
        isUnread: policy.document === undefined,
        ...(policy.origin?.file === undefined
          ? {}
          : { file: policy.origin.file }),
      })),
    };
  }

  /**
   * The documents that are not understood and on which a region hangs. First is the one that alone would do: a policy of
   * whoever asks, then of what is asked for.
   */
  behind({
    verdict,
    isIntricate,
    principal,
    witness,
  }: ReachRegion): Hindrance[] {
    if (verdict !== 'not-understood' || isIntricate) {
      return [];
    }
    const arn = arnOf(principal);
    const role = this.roles.get(arn);
    const own = this.refused.get(arn) ?? [];
    const isTrust = ({ policy }: RefusedPolicy) => policy === role?.trust;
    const isBoundary = ({ policy }: RefusedPolicy) => policy === role?.boundary;
    const asked = nameAsked(witness);
    const trust = this.roles.get(asked)?.trust;
    const guards = (this.refused.get(asked) ?? []).filter(
      ({ policy }) => trust === undefined || policy === trust,
    );
    const ofCaller = (refusals: readonly RefusedPolicy[]) =>
      refusals.map(refusal => ({ refusal, isOfCaller: true }));
    return [
      ...ofCaller(own.filter(one => !isTrust(one) && !isBoundary(one))),
      ...guards.map(refusal => ({ refusal, isOfCaller: false })),
      ...ofCaller(own.filter(isBoundary)),
      ...ofCaller(this.refused.get(arn.split(':')[4] ?? '') ?? []),
    ];
  }

  /** Roles that may be had by way of a role that is reached: those whose trust names it, its account or everybody. */
  private rolesBehind(trespasses: readonly Trespass[]): AccessModelRole[] {
    const reached = new Set(
      trespasses.flatMap(({ kind, region: { witness } }) =>
        kind === 'role' && this.roles.has(witness) ? [witness] : [],
      ),
    );
    const direct = reached.size;
    for (const arn of reached) {
      for (const role of this.trusting(arn)) {
        reached.add(role);
      }
    }
    return [...reached].slice(direct).flatMap(arn => this.roles.get(arn) ?? []);
  }

  private trusting(arn: string): readonly string[] {
    this.byTrusted ??= rolesByTrusted(this.model);
    const [, partition, , , account = ''] = arn.split(':');
    const names = [arn, `arn:${partition}:iam::${account}:root`, account, '*'];
    return names.flatMap(
      name => this.byTrusted?.get(name)?.map(role => role.arn) ?? [],
    );
  }

  /** Each part of each statement, under a name that stays when others are written beside it. */
  private partsOf(places: readonly PolicyPlace[]): string[] {
    const parts = places.flatMap(({ kind, policy, file, statement }) =>
      this.documentsOf(kind, policy, file).flatMap(({ source }) => {
        const content = statementsOf(source)[statement];
        const head = `${kind} ${policy} ${content?.sid ?? statement}`;
        return content?.parts.map(part => `${head}: ${part}`) ?? [head];
      }),
    );
    return [...new Set(parts)];
  }

  private limitsOf(
    regions: readonly ReachRegion[],
  ): Record<string, readonly string[]> {
    const limits: Record<string, readonly string[]> = {};
    for (const { principal, witness } of regions) {
      const caller = this.roles.get(arnOf(principal));
      if (caller !== undefined) {
        limits[caller.arn] ??= this.limitsOfCaller(caller);
      }
      const name = nameAsked(witness);
      limits[`guard of ${name}`] ??= this.limitsOfResource(name);
    }
    return limits;
  }

  private limitsOfCaller(role: AccessModelRole): string[] {
    const levels =
      this.model.accounts?.find(({ accountId }) => accountId === role.accountId)
        ?.serviceControlPolicies ?? [];
    return [
      ...role.identity.flatMap(deniesOf),
      ...(role.boundary ? [`boundary ${digestOf(role.boundary)}`] : []),
      ...levels.map(level => `scp ${level.map(digestOf).sort().join()}`),
    ];
  }

  private limitsOfResource(name: string): string[] {
    const bucket = this.buckets.get(name);
    const account = this.model.accounts?.find(
      ({ accountId }) => accountId === bucket?.accountId,
    );
    const guard = bucket?.policy ?? this.roles.get(name)?.trust;
    const settings = {
      ...bucket?.publicAccessBlock,
      ...Object.fromEntries(
        Object.entries(account?.publicAccessBlock ?? {}).filter(
          ([, isSet]) => isSet,
        ),
      ),
    };
    return [
      ...(guard ? deniesOf(guard) : []),
      ...Object.entries(settings).flatMap(([setting, isSet]) =>
        isSet ? [setting] : [],
      ),
    ];
  }

  private documentsOf(
    kind: PolicyPlace['kind'],
    name: string,
    file: string | undefined,
  ): readonly PlacedPolicy[] {
    this.documents ??= groupBy(policiesOf(this.model), one =>
      placeKey(one.kind, one.source.name, one.source.origin?.file),
    );
    return this.documents.get(placeKey(kind, name, file)) ?? [];
  }
}

/** Roles by each text of their trust policies. */
function rolesByTrusted(
  model: AccessModel,
): ReadonlyMap<string, readonly { readonly arn: string }[]> {
  return groupBy(
    model.roles.flatMap(({ arn, trust }) =>
      [...new Set(textsOf(trust))].map(trusted => ({ arn, trusted })),
    ),
    ({ trusted }) => trusted,
  );
}

function placeKey(
  kind: PolicyPlace['kind'],
  name: string,
  file: string | undefined,
): string {
  return `${kind} ${name} ${file ?? ''}`;
}

/** Who reaches what, as far as it stays the same while nothing is opened further. */
function describeRegion({ kind, territory, region }: Trespass): string {
  const { principal, audience, action, resources, resourceAccounts } = region;
  return JSON.stringify([
    kind,
    audience === 'this-principal' ? principal : audience,
    action,
    resources,
    resourceAccounts,
    region.verdict,
    [...region.missingKeys].sort(),
    territory ?? null,
  ]);
}

function deniesOf(source: PolicySource): string[] {
  return statementsOf(source).flatMap(({ effect, digest }) =>
    effect === 'Deny' ? [`deny ${digest}`] : [],
  );
}

/** ARN of the role or user whose policies a principal has; empty when it has none that are known. */
function arnOf(principal: Principal): string {
  switch (principal.kind) {
    case 'role':
    case 'user':
      return principal.arn;
    case 'assumed-role':
      return principal.roleArn;
    default:
      return '';
  }
}
