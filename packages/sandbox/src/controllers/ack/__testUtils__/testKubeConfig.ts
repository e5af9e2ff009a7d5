import { KubeConfig } from '@kubernetes/client-node';
import { ADMIN_TOKEN } from '../../../kubernetes/__testUtils__/startTestCluster';
import type { TestCluster } from '../../../kubernetes/__testUtils__/startTestCluster';

/** An administrator's access to a test cluster. */
export function testKubeConfig(cluster: TestCluster): KubeConfig {
  const config = new KubeConfig();
  config.loadFromOptions({
    clusters: [
      {
        name: 'test',
        server: cluster.url,
        caData: Buffer.from(cluster.caPem).toString('base64'),
        skipTLSVerify: false,
      },
    ],
    users: [{ name: 'admin', token: ADMIN_TOKEN }],
    contexts: [{ name: 'test', cluster: 'test', user: 'admin' }],
    currentContext: 'test',
  });
  return config;
}
