import { startKubernetes } from '../kubernetes';
import type { KubernetesServer } from '../kubernetes';
import type { CertificateAuthority } from '../tls';
import { CLUSTER_GROUPS, CLUSTER_USERS } from './clusters';
import type { ClusterUser } from './clusters';
import type { SandboxSecrets } from './SandboxSecrets';
import { kubernetesObjects } from './seed/kubernetesObjects';

/** What a cluster of the sandbox is given. */
export interface ClusterSetup {
  readonly name: string;
  readonly port: number;
  readonly region: string;
  /** Default: the server's own URL. */
  readonly issuer?: string;
  /** Folders of the seed with the objects that a new cluster begins with. */
  readonly seeds: readonly string[];
  readonly stateDir: string;
  readonly authority: CertificateAuthority;
  readonly secrets: SandboxSecrets;
  readonly clock?: () => Date;
  readonly log: (message: string) => void;
}

/** The bearer token of one of a cluster's programs. */
export function clusterToken(
  secrets: SandboxSecrets,
  cluster: string,
  user: ClusterUser,
): string {
  return secrets.token(`kubernetes/${cluster}/${user}`);
}

/** Starts a cluster's API with its namespaces and access rules. */
export async function startCluster(
  setup: ClusterSetup,
): Promise<KubernetesServer> {
  const { name, authority, secrets } = setup;
  const { certPem, keyPem } = await authority.issue({
    hosts: ['localhost', '127.0.0.1'],
  });
  return startKubernetes({
    clusterName: name,
    port: setup.port,
    tls: { cert: certPem, key: keyPem, ca: authority.caPem },
    ...(setup.issuer === undefined ? {} : { issuer: setup.issuer }),
    users: CLUSTER_USERS.map(user => ({
      name: user,
      token: clusterToken(secrets, name, user),
      groups: CLUSTER_GROUPS[user] ?? [],
    })),
    setup: (await Promise.all(setup.seeds.map(kubernetesObjects))).flat(),
    region: setup.region,
    stateDir: setup.stateDir,
    ...(setup.clock === undefined ? {} : { clock: setup.clock }),
    log: message => setup.log(`${name}: ${message}`),
  });
}
