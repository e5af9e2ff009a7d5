import { KubeConfig } from '@kubernetes/client-node';

/**
 * How a controller reaches the cluster that it works in, with credentials of its own.
 *
 * @public
 */
export interface ClusterConnection {
  /** `https://127.0.0.1:8181` */
  readonly server: string;
  /** Bearer token. */
  readonly token: string;
  /** Certificate that the server is trusted by, PEM. */
  readonly caPem: string;
}

/** The client configuration of a connection. @public */
export function createKubeConfig({
  server,
  token,
  caPem,
}: ClusterConnection): KubeConfig {
  const config = new KubeConfig();
  config.loadFromOptions({
    clusters: [
      {
        name: 'cluster',
        server,
        caData: Buffer.from(caPem).toString('base64'),
      },
    ],
    users: [{ name: 'controller', token }],
    contexts: [{ name: 'controller', cluster: 'cluster', user: 'controller' }],
    currentContext: 'controller',
  });
  return config;
}
