import {
  deriveNames,
  Environment,
  parseCorridor,
  Parsed,
  parseEnvironment,
} from '@corridors/model';
import {
  AwsAccountSnapshot,
  Fact,
  ObservedOidcProvider,
  ObservedRole,
} from '../aws';
import { CredentialContext } from '../credentials';
import { createSnapshot } from './createSnapshot';

export const ACCOUNT = '111122223333';
export const ISSUER = 'https://oidc.example.com/id/ABC';
export const NODE_ROLE = `arn:aws:iam::${ACCOUNT}:role/single1_instance`;
export const NOW = new Date('2026-11-23T12:00:00Z');
export const READ_AT = '2026-11-23T11:58:00.000Z';

const IDENTITIES = {
  irsa: `{ mechanism: irsa, oidcIssuer: "${ISSUER}", audience: sts.amazonaws.com }`,
  'assume-role': '{ mechanism: assume-role }',
};

/** Environment single1 with an identity mechanism. */
export function environmentOf(
  mechanism: keyof typeof IDENTITIES,
  aws: string = '',
): Environment {
  return valueOf(
    parseEnvironment(
      `
apiVersion: corridors.dev/v1alpha1
kind: Environment
metadata: { name: single1 }
spec:
  kubernetes: { cluster: vpc2-kspray1, apiServer: { cidrs: [10.0.0.10/32] }, managerRole: edit-spark }
  aws: { accountId: "${ACCOUNT}", region: eu-west-3, awsNamespace: corridors-aws${aws} }
  provisioner: ack
  identity: ${IDENTITIES[mechanism]}
  nodeRole: { arn: "${NODE_ROLE}" }
  spark: { versions: [3.5.6], operators: [kubeflow] }
  quota: { maximum: { cpu: "64", memory: 256Gi, pods: 200 } }
`,
      'environments/single1.yaml',
    ),
  );
}

const CORRIDOR = `
apiVersion: corridors.dev/v1alpha1
kind: Corridor
metadata: { name: gha1 }
spec:
  environment: single1
  owner: group:default/gha
  buckets: [{ name: primary }]
  spark: { version: 3.5.6, operator: kubeflow }
  quota: { cpu: "16", memory: 64Gi, pods: 50 }
`;

/** Corridor gha1 of environment single1 with a cluster and an account in which everything is in order. */
export function createContext(options: {
  mechanism: keyof typeof IDENTITIES;
  cluster?: Parameters<typeof createSnapshot>[0] | 'absent';
  role?: Partial<ObservedRole> | Fact<ObservedRole>;
  oidcProvider?: Fact<ObservedOidcProvider>;
  aws?: 'absent';
  boundary?: string;
}): CredentialContext {
  const environment = environmentOf(
    options.mechanism,
    options.boundary ? `, permissionsBoundary: "${options.boundary}"` : '',
  );
  const corridor = valueOf(
    parseCorridor(CORRIDOR, 'corridors/gha1/corridor.yaml'),
  );
  const names = deriveNames(
    { name: 'gha1', buckets: corridor.spec.buckets },
    environment,
  );
  const role: Fact<ObservedRole> =
    options.role && 'state' in options.role
      ? options.role
      : {
          state: 'known',
          asOf: READ_AT,
          value: {
            name: names.roleName,
            arn: names.roleArn,
            roleId: 'AROA1',
            trustPolicy: JSON.stringify(
              options.mechanism === 'irsa'
                ? irsaTrust({})
                : nodeRoleTrust(NODE_ROLE),
            ),
            createdAt: '2026-11-01T00:00:00Z',
            ...options.role,
          },
        };
  const provider: Fact<ObservedOidcProvider> = options.oidcProvider ?? {
    state: 'known',
    asOf: READ_AT,
    value: {
      arn: `arn:aws:iam::${ACCOUNT}:oidc-provider/oidc.example.com/id/ABC`,
      url: ISSUER,
      audiences: ['sts.amazonaws.com'],
    },
  };
  const aws: AwsAccountSnapshot = {
    accountId: ACCOUNT,
    revision: 1,
    roles: new Map([
      [names.roleName, { role, policies: { state: 'pending' } }],
    ]),
    buckets: new Map(),
    oidcProviders: new Map([[ISSUER, provider]]),
  };
  return {
    corridor,
    environment,
    names,
    now: NOW,
    aws: options.aws === 'absent' ? undefined : aws,
    cluster:
      options.cluster === 'absent'
        ? undefined
        : createSnapshot({
            ...healthyCluster(names.roleArn),
            ...options.cluster,
          }),
  };
}

/** Namespace and annotated ServiceAccount of gha1. */
export function healthyCluster(
  roleArn: string,
): Parameters<typeof createSnapshot>[0] {
  return {
    namespaces: [
      {
        metadata: {
          name: 'gha1',
          labels: { 'corridors.dev/corridor': 'gha1' },
        },
      },
    ],
    serviceAccounts: [
      serviceAccount({ 'eks.amazonaws.com/role-arn': roleArn }),
    ],
  };
}

/** ServiceAccount gha1, annotated at 10:02. */
export function serviceAccount(annotations: Record<string, string>): object {
  return {
    metadata: {
      uid: 'sa',
      name: 'gha1',
      namespace: 'gha1',
      creationTimestamp: '2026-11-23T10:02:00Z',
      annotations,
    },
  };
}

/** A trust policy for web identity, as it should be but for what is replaced. */
export function irsaTrust(replaced: {
  condition?: object;
  statements?: readonly object[];
  provider?: string;
}): object {
  const key = 'oidc.example.com/id/ABC';
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: {
          Federated:
            replaced.provider ?? `arn:aws:iam::${ACCOUNT}:oidc-provider/${key}`,
        },
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: replaced.condition ?? {
          StringEquals: {
            [`${key}:aud`]: 'sts.amazonaws.com',
            [`${key}:sub`]: 'system:serviceaccount:gha1:gha1',
          },
        },
      },
      ...(replaced.statements ?? []),
    ],
  };
}

/** A trust policy that admits one role. */
export function nodeRoleTrust(principal: string): object {
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { AWS: principal },
        Action: 'sts:AssumeRole',
      },
    ],
  };
}

function valueOf<T>(parsed: Parsed<T>): T {
  if (!parsed.ok) {
    throw new Error(JSON.stringify(parsed.problems));
  }
  return parsed.value;
}
