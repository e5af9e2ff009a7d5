import type { SchedulerServiceTaskScheduleDefinition } from '@backstage/backend-plugin-api';
import type { KubernetesConnection } from '@corridors/observer';

/** Where the GitOps repository is. */
export interface GitopsLocation {
  /** Page of the repository, without a slash at its end. */
  readonly repoUrl: string;
  readonly branch: string;
  /** Folder that holds `environments/` and `corridors/`, without slashes at its ends; `''` for the root. */
  readonly path: string;
  readonly frequencySeconds: number;
}

/** AWS endpoints of an environment; those absent are AWS's own. */
export interface AwsEndpointConfiguration {
  readonly s3?: string;
  readonly sts?: string;
  readonly iam?: string;
  readonly s3Control?: string;
  readonly eks?: string;
  readonly forcePathStyle: boolean;
  /** Certificate authorities, PEM. */
  readonly ca?: string;
}

/** Where the credentials of the node role come from. */
export type NodeRoleCredentialSource =
  | { readonly kind: 'none' }
  | { readonly kind: 'imds'; readonly url: string }
  | {
      readonly kind: 'assume-role';
      readonly via: { readonly accountId?: string };
    };

/** How this portal reaches one environment. */
export interface EnvironmentConnection {
  readonly name: string;
  readonly cluster: {
    readonly name: string;
    readonly connection: KubernetesConnection;
  };
  readonly aws: {
    readonly endpoints: AwsEndpointConfiguration;
    /** What EKS calls the cluster; absent when it is not one of EKS. */
    readonly eksCluster?: string;
    readonly frequencySeconds: number;
  };
  readonly nodeRole: NodeRoleCredentialSource;
  readonly verification: {
    readonly live: boolean;
    readonly requestsPerSecond: number;
    readonly schedule?: SchedulerServiceTaskScheduleDefinition;
  };
}

/** Everything that app-config says about corridors. */
export interface CorridorsConfiguration {
  readonly gitops: GitopsLocation;
  readonly environments: ReadonlyMap<string, EnvironmentConnection>;
  readonly retentionMilliseconds: number;
}
