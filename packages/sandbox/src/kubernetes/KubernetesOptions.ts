import type { StaticUser } from './auth';
import type { KubernetesObject } from './objects';

/**
 * What a cluster of the sandbox is made of.
 *
 * @public
 */
export interface KubernetesOptions {
  readonly clusterName: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** The server's key and certificate, PEM; `ca` is what pods get to trust it by. */
  readonly tls: {
    readonly key: string;
    readonly cert: string;
    readonly ca?: string;
  };
  /** `iss` of service account tokens, a URL without a slash at its end. Default: the server's own URL. */
  readonly issuer?: string;
  /** Who may come, with which bearer token and groups. What they may do is said by RBAC objects. */
  readonly users: readonly StaticUser[];
  /** Objects that a new cluster begins with, beside namespaces, default roles and custom resource definitions. */
  readonly setup?: readonly KubernetesObject[];
  /** Region that the identity webhook names to pods. */
  readonly region?: string;
  /** Folder of the snapshot; without one the state ends with the process. */
  readonly stateDir?: string;
  readonly clock?: () => Date;
  readonly log?: (message: string) => void;
}
