import type { AwsConnection } from '../aws';
import type { KubernetesServer } from '../kubernetes';
import { clusterToken } from './startCluster';
import type { ClusterSetup } from './startCluster';
import { CORRIDOR_WITHOUT_ROLE, removeRole } from './seed/mishaps';
import { startSparkApplications } from './seed/sparkApplications';

/**
 * Does what people do with a new sandbox's corridors: managers start their applications, and somebody removes a role by
 * hand. Goes on in the background until everything is provisioned.
 *
 * @returns when all is done or the signal ends it; a failure is logged and ends the stories of its cluster
 */
export async function tellStories(
  clusters: readonly {
    readonly setup: ClusterSetup;
    readonly server: KubernetesServer;
  }[],
  analyticsRoot: AwsConnection,
  signal: AbortSignal,
): Promise<void> {
  await Promise.all(
    clusters.map(async ({ setup, server }) => {
      const { name, secrets, authority } = setup;
      try {
        await startSparkApplications(
          name,
          {
            server: server.url,
            token: clusterToken(secrets, name, 'cluster-administrator'),
            caPem: authority.caPem,
          },
          async corridor => {
            if (corridor === CORRIDOR_WITHOUT_ROLE) {
              await removeRole(analyticsRoot, `analytics-${corridor}`);
            }
          },
          signal,
        );
      } catch (error) {
        if (!signal.aborted) {
          setup.log(`${name}: cannot start the applications: ${String(error)}`);
        }
      }
    }),
  );
}
