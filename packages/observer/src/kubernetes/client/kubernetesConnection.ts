/**
 * How to reach one Kubernetes API server, as `kubernetes.clusterLocatorMethods[type=config].clusters` has it.
 *
 * @public
 */
export interface KubernetesConnection {
  /** URL of the API server, such as `https://10.0.0.10:6443`. */
  readonly server: string;
  /** Bearer token, or what fetches a fresh one for each request. */
  readonly token?: string | (() => Promise<string>);
  /** Certificate authority, PEM in base64. */
  readonly caData?: string;
  /** Path of a PEM file; read anew for every connection, so that a rotated authority is picked up. */
  readonly caFile?: string;
  /** Accept any certificate. Needed, too, where `server` is plain http. */
  readonly skipTLSVerify?: boolean;
}
