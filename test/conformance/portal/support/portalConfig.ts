import type { JsonObject } from '@backstage/types';

/** Where the portal finds what it works with. */
export interface PortalPlaces {
  /** Folder of the databases. */
  readonly database: string;
  /** What `app-config.sandbox.yaml` takes from the environment. */
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly github: string;
  readonly instanceMetadata: string;
  readonly experimentCluster: string;
  readonly analyticsCluster: string;
  readonly s3: string;
  readonly sts: string;
}

/** The configuration of `app-config.sandbox.yaml` with other places. */
export function portalConfig(places: PortalPlaces): JsonObject {
  const variable = (name: string): string => {
    const value = places.variables[name];
    if (value === undefined) {
      throw new Error(`the sandbox gives no ${name}`);
    }
    return value;
  };
  const caFile = variable('CORRIDORS_CA_FILE');
  const cluster = (name: string, url: string, token: string) => ({
    name,
    url,
    caFile,
    authProvider: 'serviceAccount',
    serviceAccountToken: variable(`CORRIDORS_KUBERNETES_TOKEN_${token}`),
  });
  const account = (accountId: string, name: string) => ({
    accountId,
    accessKeyId: variable(`CORRIDORS_AWS_ACCESS_KEY_ID_${name}`),
    secretAccessKey: variable(`CORRIDORS_AWS_SECRET_ACCESS_KEY_${name}`),
  });
  const environment = (name: string) => ({
    kubernetes: { cluster: name },
    aws: {
      endpoints: {
        s3: places.s3,
        sts: places.sts,
        iam: places.sts,
        s3Control: places.sts,
        eks: places.sts,
        caFile,
        forcePathStyle: true,
      },
    },
    verification: { live: true, requestsPerSecond: 200 },
  });
  return {
    app: { baseUrl: 'http://localhost:3000' },
    backend: {
      baseUrl: 'http://localhost:7007',
      database: {
        client: 'better-sqlite3',
        connection: { directory: places.database },
      },
      reading: { allow: [{ host: new URL(places.github).host }] },
    },
    permission: { enabled: true },
    integrations: {
      github: [
        {
          host: new URL(places.github).host,
          apiBaseUrl: `${places.github}/api/v3`,
          rawBaseUrl: `${places.github}/raw`,
          token: variable('CORRIDORS_GITHUB_TOKEN'),
        },
      ],
    },
    kubernetes: {
      serviceLocatorMethod: { type: 'multiTenant' },
      clusterLocatorMethods: [
        {
          type: 'config',
          clusters: [
            cluster('vpc2-kspray1', places.experimentCluster, 'VPC2_KSPRAY1'),
            cluster(
              'analytics-eks1',
              places.analyticsCluster,
              'ANALYTICS_EKS1',
            ),
          ],
        },
      ],
    },
    aws: {
      accounts: [
        account('111122223333', 'SINGLE1'),
        account('444455556666', 'ANALYTICS'),
      ],
    },
    corridors: {
      gitops: { repoUrl: `${places.github}/platform/corridors-gitops` },
      environments: {
        single1: {
          ...environment('vpc2-kspray1'),
          nodeRole: {
            credentials: { imds: { url: places.instanceMetadata } },
          },
        },
        analytics: environment('analytics-eks1'),
      },
    },
  };
}
