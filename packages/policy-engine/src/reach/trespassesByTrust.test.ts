import {
  ISSUER,
  Json,
  OWN,
  PROVIDER,
  roleArn,
  SmallFleet,
  source,
  withRole,
} from './__fixtures__/smallFleet';
import { told, trespassesOf, trusting } from './__fixtures__/tell';

describe('findTrespasses by trust policies', () => {
  const trust = (over: Json): Json => ({
    Effect: 'Allow',
    Principal: { Federated: PROVIDER },
    Action: 'sts:AssumeRoleWithWebIdentity',
    ...over,
  });
  const audience = { [`${ISSUER}:aud`]: 'sts.amazonaws.com' };
  const subjectOf = (fleet: SmallFleet) =>
    trespassesOf(fleet).map(
      ({ kind, region }) =>
        `${kind} ${region.witnessContext[`${ISSUER}:sub`]}: ${region.verdict}`,
    );

  it.each<[string, Json, string[]]>([
    [
      'no subject',
      { Condition: { StringEquals: audience } },
      ['role system:serviceaccount:other:other: allow'],
    ],
    [
      'a namespace that others share the beginning of',
      {
        Condition: {
          StringEquals: audience,
          StringLike: { [`${ISSUER}:sub`]: 'system:serviceaccount:gha2*:*' },
        },
      },
      ['role system:serviceaccount:gha2other:other: allow'],
    ],
    [
      'every ServiceAccount of the namespace',
      {
        Condition: {
          StringLike: { [`${ISSUER}:sub`]: 'system:serviceaccount:gha2:*' },
        },
      },
      ['role system:serviceaccount:gha2:other: allow'],
    ],
    [
      'the ServiceAccount of another',
      {
        Condition: {
          StringEquals: {
            [`${ISSUER}:sub`]: 'system:serviceaccount:gha1:gha1',
          },
        },
      },
      ['role system:serviceaccount:gha1:gha1: allow'],
    ],
    [
      'a wildcard that StringEquals takes for itself',
      {
        Condition: {
          StringEquals: { [`${ISSUER}:sub`]: 'system:serviceaccount:*:*' },
        },
      },
      ['role system:serviceaccount:*:*: allow'],
    ],
    [
      'a wrong audience',
      { Condition: { StringEquals: { [`${ISSUER}:aud`]: 'other' } } },
      [],
    ],
  ])('looks at tokens under a trust with %s', (_, over, expected) => {
    expect(subjectOf(trusting(trust(over)))).toEqual(expected);
  });

  it('reads as sentences', () => {
    const [token] = trespassesOf(trusting(trust({})));
    expect(token?.explanation).toBe(
      `A role may be assumed that is not permitted, sts:AssumeRoleWithWebIdentity on ${roleArn(
        'gha2',
      )} of gha2: a token of ${PROVIDER} may do sts:AssumeRoleWithWebIdentity on ${roleArn(
        'gha2',
      )}: statement 0 of trust policy trust allows it. The subject of the token is system:serviceaccount:other:other.`,
    );
  });

  it('tells who may become a role, and what that opens', () => {
    const [trespass, ...more] = trespassesOf(
      trusting(
        trust({
          Principal: { AWS: roleArn('gha1') },
          Action: 'sts:AssumeRole',
        }),
      ),
    );
    expect(more).toEqual([]);
    expect(trespass).toMatchObject({ kind: 'role', territory: 'gha2' });
    expect(trespass?.hops.map(({ policy, sid }) => `${policy} ${sid}`)).toEqual(
      ['trust undefined', 'gha2 Buckets', 'gha2 Objects'],
    );
  });

  it('needs an own policy where a trust names the account', () => {
    const delegated = trusting(
      trust({ Principal: { AWS: OWN }, Action: 'sts:AssumeRole' }),
    );
    expect(told(delegated)).toEqual([]);
    const assuming = withRole(delegated, 'gha1', {
      identity: [
        source('gha1', {
          Effect: 'Allow',
          Action: 'sts:AssumeRole',
          Resource: roleArn('gha2'),
        }),
      ],
    });
    expect(told(assuming)).toEqual([
      `role sts:AssumeRole ${roleArn('gha2')} of gha2: allow`,
    ]);
  });

  it('permits roles by permission, spelled out or by pattern', () => {
    const node: SmallFleet = trusting(
      trust({ Principal: { AWS: roleArn('node') }, Action: 'sts:AssumeRole' }),
    );
    expect(told(node)).toHaveLength(1);
    for (const arn of [roleArn('gha2'), roleArn('gha*')]) {
      const permitted: SmallFleet = {
        ...node,
        permissions: [
          {
            principal: { kind: 'role', arn: roleArn('node') },
            actions: ['sts:AssumeRole'],
            roleArn: arn,
          },
        ],
      };
      expect(told(permitted)).toEqual([]);
    }
  });

  it('holds the service of EKS Pod Identity to its associations', () => {
    const bound = (namespace: string): SmallFleet => {
      const fleet = trusting(
        trust({
          Principal: { Service: 'pods.eks.amazonaws.com' },
          Action: ['sts:AssumeRole', 'sts:TagSession'],
        }),
      );
      return {
        ...fleet,
        model: {
          ...fleet.model,
          podIdentityAssociations: [
            {
              cluster: 'analytics',
              namespace,
              serviceAccount: namespace,
              roleArn: roleArn('gha2'),
            },
          ],
        },
      };
    };
    expect(told(bound('gha2'))).toEqual([]);
    expect(trespassesOf(bound('gha1'))).toMatchObject([
      {
        kind: 'role',
        region: {
          witnessContext: { 'aws:RequestTag/kubernetes-namespace': 'gha1' },
        },
      },
    ]);
  });
});
