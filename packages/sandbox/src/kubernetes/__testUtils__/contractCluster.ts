import { KubeConfig } from '@kubernetes/client-node';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ADMIN_TOKEN, startTestCluster } from './startTestCluster';

/** A cluster that the contract is checked against: the sandbox's, or a real one. */
export interface ContractCluster {
  readonly kubeconfig: string;
  readonly config: KubeConfig;
  /** The sandbox's own is told by this; a real one keeps controllers that change what is checked. */
  readonly isReal: boolean;
  close(): Promise<void>;
}

/** Writes a kubeconfig file for one server and token. */
export async function writeKubeconfig(
  dir: string,
  options: { server: string; caFile: string; token: string; name?: string },
): Promise<string> {
  const file = path.join(dir, `${options.name ?? 'kubeconfig'}.yaml`);
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [
      {
        name: 'c',
        cluster: {
          server: options.server,
          'certificate-authority': options.caFile,
        },
      },
    ],
    users: [{ name: 'u', user: { token: options.token } }],
    contexts: [{ name: 'x', context: { cluster: 'c', user: 'u' } }],
    'current-context': 'x',
  };
  await writeFile(file, JSON.stringify(config));
  return file;
}

/**
 * The cluster of `KUBE_CONTRACT_KUBECONFIG`, or else a new one of the sandbox. The kubeconfig must be an administrator's,
 * and the cluster must know the SparkApplication of the Kubeflow operator.
 */
export async function openContractCluster(): Promise<ContractCluster> {
  const given = process.env.KUBE_CONTRACT_KUBECONFIG;
  const config = new KubeConfig();
  if (given) {
    config.loadFromFile(given);
    return {
      kubeconfig: given,
      config,
      isReal: true,
      close: async () => undefined,
    };
  }
  const cluster = await startTestCluster();
  const dir = await mkdtemp(path.join(tmpdir(), 'corridors-kubeconfig-'));
  const kubeconfig = await writeKubeconfig(dir, {
    server: cluster.url,
    caFile: cluster.caFile,
    token: ADMIN_TOKEN,
  });
  config.loadFromFile(kubeconfig);
  return {
    kubeconfig,
    config,
    isReal: false,
    async close() {
      await cluster.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
}
