import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createCertificateAuthority } from '../../tls';
import { KubernetesOptions } from '../KubernetesOptions';
import { KubernetesServer, startKubernetes } from '../startKubernetes';

/** Token of a member of system:masters. */
export const ADMIN_TOKEN = 'admin-token';
/** Token of a user who may do nothing. */
export const STRANGER_TOKEN = 'stranger-token';

/** A cluster with its certificate authority and a folder that is removed with it. */
export interface TestCluster extends KubernetesServer {
  readonly caPem: string;
  readonly caFile: string;
  readonly dir: string;
  /** The options that it was started with, to start another one on its state. */
  readonly options: KubernetesOptions;
}

/** Starts a cluster with an administrator and a stranger. */
export async function startTestCluster(
  overrides: Partial<KubernetesOptions> = {},
): Promise<TestCluster> {
  const dir = await mkdtemp(path.join(tmpdir(), 'corridors-kubernetes-'));
  const authority = await createCertificateAuthority({ stateDir: dir });
  const issued = await authority.issue({ hosts: ['127.0.0.1', 'localhost'] });
  const options: KubernetesOptions = {
    clusterName: 'test',
    port: 0,
    tls: { key: issued.keyPem, cert: issued.certPem, ca: authority.caPem },
    users: [
      { name: 'admin', token: ADMIN_TOKEN, groups: ['system:masters'] },
      { name: 'stranger', token: STRANGER_TOKEN },
    ],
    ...overrides,
  };
  const server = await startKubernetes(options);
  return {
    ...server,
    caPem: authority.caPem,
    caFile: authority.caFile,
    dir,
    options,
    async close() {
      await server.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
}
