import { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';
import { HumanDuration } from '@backstage/types';

export interface Config {
  /**
   * Configuration of the corridors plugin.
   */
  corridors?: {
    /**
     * The GitOps repository that holds environments and corridors.
     */
    gitops: {
      /**
       * Page of the repository, such as `https://github.com/platform/corridors-gitops`. Its host must be in `integrations`.
       * @visibility backend
       */
      repoUrl: string;
      /**
       * Branch that the GitOps controller applies. Default `main`.
       * @visibility backend
       */
      branch?: string;
      /**
       * Folder that holds `environments/` and `corridors/`. Default: the root.
       * @visibility backend
       */
      path?: string;
      /**
       * How often the repository and open pull requests are looked at. Default: every 15 seconds.
       * @visibility backend
       */
      frequency?: HumanDuration | string;
    };
    /**
     * How to reach each environment, by its name in the GitOps repository.
     */
    environments?: {
      [name: string]: {
        kubernetes: {
          /**
           * Name of a cluster of `kubernetes.clusterLocatorMethods` of type `config`, with `authProvider: serviceAccount`.
           * @visibility backend
           */
          cluster: string;
        };
        /**
         * Credentials come from `aws.accounts` by the environment's account.
         */
        aws?: {
          endpoints?: {
            /** @visibility backend */
            s3?: string;
            /** @visibility backend */
            sts?: string;
            /** @visibility backend */
            iam?: string;
            /**
             * S3 Control, which tells the public access block of an account.
             * @visibility backend
             */
            s3Control?: string;
            /**
             * EKS, which tells pod identity associations.
             * @visibility backend
             */
            eks?: string;
            /**
             * PEM file with the certificate authorities of the endpoints.
             * @visibility backend
             */
            caFile?: string;
            /** @visibility backend */
            forcePathStyle?: boolean;
          };
          /**
           * Name that EKS has for the cluster, when it is one of EKS: its pod identity associations are read then.
           * @visibility backend
           */
          eksCluster?: string;
          /**
           * How often roles, buckets and identity providers are read. Default: every 5 minutes.
           * @visibility backend
           */
          frequency?: HumanDuration | string;
        };
        nodeRole?: {
          /**
           * Where verification gets the node role's credentials: from a metadata service, by assuming the role, or nowhere.
           */
          credentials:
            | 'none'
            | {
                imds: {
                  /**
                   * Base URL of an instance metadata service (version 2).
                   * @visibility backend
                   */
                  url: string;
                };
              }
            | {
                assumeRole: {
                  /**
                   * `main` for `aws.mainAccount`, or the id of an account of `aws.accounts`.
                   * @visibility backend
                   */
                  via: string;
                };
              };
        };
        verification?: {
          /**
           * Whether access is tried with real credentials. Default true.
           * @visibility backend
           */
          live?: boolean;
          /**
           * Upper bound for probes of the environment. Default 10.
           * @visibility backend
           */
          requestsPerSecond?: number;
          /**
           * Verifies the whole environment regularly. Default: only when asked.
           */
          schedule?: SchedulerServiceTaskScheduleDefinitionConfig;
        };
      };
    };
    /**
     * How long finished runs and requests are kept. Default 180 days.
     * @visibility backend
     */
    retention?: HumanDuration | string;
  };
}
