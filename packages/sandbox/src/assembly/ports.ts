/**
 * Where the sandbox listens on loopback; 0 takes a free port.
 *
 * @public
 */
export interface SandboxPorts {
  readonly github: number;
  readonly experimentCluster: number;
  readonly analyticsCluster: number;
  readonly aws: number;
  readonly instanceMetadata: number;
  readonly identityProvider: number;
}

/**
 * The ports that `app-config.sandbox.yaml` names.
 *
 * @public
 */
export const DEFAULT_PORTS: SandboxPorts = {
  github: 8180,
  experimentCluster: 8181,
  analyticsCluster: 8191,
  aws: 8182,
  instanceMetadata: 8184,
  identityProvider: 8185,
};
