import type { Environment, Identity, RoleResource } from '@corridors/model';
import type { CompiledAccessModel, Principal } from '@corridors/policy-engine';
import type { StaticVerdict, UnknownVerdict } from './staticVerdict';
import { issuerOf, POD_IDENTITY, podTags, subjectOf } from './workloadTokens';

/** A direct way to a role: what is asked of AWS, or what is known without asking. */
export type WayToAssume =
  | {
      readonly kind: 'request';
      readonly principal: Principal;
      readonly action: string;
      readonly context?: Readonly<Record<string, string>>;
      /** What it comes to where policies do not deny it, when more than policies decides. */
      readonly unlessDenied?: UnknownVerdict;
    }
  | { readonly kind: 'known'; readonly verdict: StaticVerdict };

/**
 * The direct ways of an identity to a role: by the token of its ServiceAccount, by an association of its ServiceAccount with the
 * role, and from its own role.
 *
 * @param environment - of the identity
 */
export function waysToAssume(
  identity: Exclude<Identity, { kind: 'anonymous' }>,
  role: Pick<RoleResource, 'arn' | 'accountId'>,
  environment: Environment,
  model: CompiledAccessModel,
): WayToAssume[] {
  const fromOwnRole: WayToAssume = {
    kind: 'request',
    principal: { kind: 'role', arn: identity.roleArn },
    action: 'sts:AssumeRole',
  };
  return identity.kind === 'corridor'
    ? [
        ...waysByPod(identity, role, environment, model),
        ...(identity.roleArn === role.arn ? [] : [fromOwnRole]),
      ]
    : [fromOwnRole];
}

/** The ways of a corridor's pods to a role, before they have any. */
export function waysByPod(
  identity: Extract<Identity, { kind: 'corridor' }>,
  role: Pick<RoleResource, 'arn' | 'accountId'>,
  environment: Environment,
  model: CompiledAccessModel,
): WayToAssume[] {
  return [
    ...waysByToken(identity, role, environment, model),
    ...waysByAssociation(identity, role, environment, model),
  ];
}

/**
 * Anyone who may ask for a token of the ServiceAccount chooses its audience, so that every one that the provider takes is a way.
 * (AWS: "AssumeRoleWithWebIdentity"; Kubernetes: "TokenRequest".)
 */
function waysByToken(
  identity: Extract<Identity, { kind: 'corridor' }>,
  role: Pick<RoleResource, 'arn' | 'accountId'>,
  environment: Environment,
  model: CompiledAccessModel,
): WayToAssume[] {
  const issuer = issuerOf(environment);
  if (issuer === undefined) {
    return [];
  }
  const { partition } = environment.spec.aws;
  const providerArn = `arn:${partition}:iam::${role.accountId}:oidc-provider/${issuer}`;
  const provider = model.oidcProviders.find(({ arn }) => arn === providerArn);
  if (!provider) {
    const gap = model.gaps.find(
      ({ part, subject }) =>
        part === 'oidc-providers' && subject === role.accountId,
    );
    return [
      {
        kind: 'known',
        verdict: gap
          ? { kind: 'unknown', side: 'resource', cause: gap.message }
          : {
              kind: 'decided',
              verdict: 'deny',
              reason: 'trust-policy',
              explanation: `Account ${role.accountId} takes no tokens of https://${issuer}: it has no provider ${providerArn}.`,
              decidedBy: [],
              missingKeys: [],
              witness: role.arn,
            },
      },
    ];
  }
  return provider.audiences.map(audience => ({
    kind: 'request',
    principal: { kind: 'web-identity', providerArn },
    action: 'sts:AssumeRoleWithWebIdentity',
    context: {
      [`${issuer}:sub`]: subjectOf(identity),
      [`${issuer}:aud`]: audience,
    },
  }));
}

/**
 * (AWS: "EKS Pod Identities": the service takes the role for the pods that an association names.) When associations are not
 * known, one may be there.
 */
function waysByAssociation(
  workload: Extract<Identity, { kind: 'corridor' }>,
  role: Pick<RoleResource, 'arn'>,
  { spec: { kubernetes } }: Environment,
  model: CompiledAccessModel,
): WayToAssume[] {
  const { cluster } = kubernetes;
  const way = {
    kind: 'request',
    principal: POD_IDENTITY,
    action: 'sts:AssumeRole',
    context: podTags(workload),
  } as const;
  const isBound = model.podIdentityAssociations.some(
    one =>
      one.cluster === cluster &&
      one.namespace === workload.namespace &&
      one.serviceAccount === workload.serviceAccount &&
      one.roleArn === role.arn,
  );
  if (isBound) {
    return [way];
  }
  const cause = whyAssociationsAreUnknown(cluster, model);
  return cause === undefined
    ? []
    : [{ ...way, unlessDenied: { kind: 'unknown', side: 'identity', cause } }];
}

/** Undefined when the associations of the cluster are known. */
function whyAssociationsAreUnknown(
  cluster: string,
  model: CompiledAccessModel,
): string | undefined {
  const gaps = model.gaps.filter(
    ({ part }) => part === 'pod-identity-associations',
  );
  if (gaps.length > 0) {
    return gaps.find(({ subject }) => subject === cluster)?.message;
  }
  return model.arePodIdentityAssociationsKnown
    ? undefined
    : `which workloads of cluster ${cluster} EKS Pod Identity binds to a role is not known`;
}
