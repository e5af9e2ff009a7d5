import { KubeConfig } from '@kubernetes/client-node';
import { CA_FILE, sandboxSecret } from './sandboxSecrets';

const SERVERS = {
  'vpc2-kspray1': 'https://localhost:8181',
  'analytics-eks1': 'https://localhost:8191',
};

/** How the administrator of a cluster reaches its API. */
export function clusterAdministrator(name: keyof typeof SERVERS): KubeConfig {
  const config = new KubeConfig();
  config.loadFromOptions({
    clusters: [{ name, server: SERVERS[name], caFile: CA_FILE }],
    users: [
      {
        name: 'administrator',
        token: sandboxSecret(`kubernetes/${name}/cluster-administrator`),
      },
    ],
    contexts: [{ name, cluster: name, user: 'administrator' }],
    currentContext: name,
  });
  return config;
}
