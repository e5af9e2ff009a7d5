import type { SandboxSecrets } from './SandboxSecrets';
import type { AccountKeys } from './seed/awsAccounts';
import { clusterToken } from './startCluster';

function variable(name: string): string {
  return name.toUpperCase().replace(/[^A-Z0-9]/g, '_');
}

/** The variables that `app-config.sandbox.yaml` refers to. */
export function portalEnvironment(input: {
  /** File with the certificate of the sandbox's authority. */
  readonly caFile: string;
  readonly secrets: SandboxSecrets;
  readonly clusters: readonly string[];
  /** Environment → keys of its account. */
  readonly keys: Readonly<Record<string, AccountKeys>>;
}): Record<string, string> {
  const { secrets } = input;
  const environment: Record<string, string> = {
    CORRIDORS_CA_FILE: input.caFile,
    CORRIDORS_SESSION_SECRET: secrets.token('portal/session'),
    CORRIDORS_OIDC_CLIENT_SECRET: secrets.token('oidc/portal'),
    CORRIDORS_GITHUB_TOKEN: secrets.token('github/corridors-portal'),
  };
  for (const cluster of input.clusters) {
    environment[`CORRIDORS_KUBERNETES_TOKEN_${variable(cluster)}`] =
      clusterToken(secrets, cluster, 'corridors-portal');
  }
  for (const [name, { portal }] of Object.entries(input.keys)) {
    environment[`CORRIDORS_AWS_ACCESS_KEY_ID_${variable(name)}`] =
      portal.accessKeyId;
    environment[`CORRIDORS_AWS_SECRET_ACCESS_KEY_${variable(name)}`] =
      portal.secretAccessKey;
  }
  return environment;
}
