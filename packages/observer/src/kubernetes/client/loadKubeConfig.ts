import { KubeConfig } from '@kubernetes/client-node';
import { KubernetesConnection } from './kubernetesConnection';

/**
 * The client library's configuration for one connection. Never from files or the environment of the process: a server
 * must not pick up the kubeconfig of whoever started it, nor run the programs that one may name.
 */
export async function loadKubeConfig(
  connection: KubernetesConnection,
  kubeConfig: KubeConfig = new KubeConfig(),
): Promise<KubeConfig> {
  const token =
    typeof connection.token === 'function'
      ? await connection.token()
      : connection.token;
  kubeConfig.loadFromOptions({
    clusters: [
      {
        name: 'cluster',
        server: connection.server.replace(/\/+$/, ''),
        caData: connection.caData,
        caFile: connection.caFile,
        skipTLSVerify: connection.skipTLSVerify ?? false,
      },
    ],
    users: [{ name: 'user', token }],
    contexts: [{ name: 'context', cluster: 'cluster', user: 'user' }],
    currentContext: 'context',
  });
  return kubeConfig;
}
