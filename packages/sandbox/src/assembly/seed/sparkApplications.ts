import { ApiException, CustomObjectsApi } from '@kubernetes/client-node';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { createKubeConfig } from '../../controllers/cluster';
import type { ClusterConnection } from '../../controllers/cluster';
import { kubernetesObjects } from './kubernetesObjects';

const APPLICATIONS = {
  group: 'sparkoperator.k8s.io',
  version: 'v1beta2',
  plural: 'sparkapplications',
};
const AWS_NAMESPACE = 'corridors-aws';
const AWS_KINDS = [
  { group: 's3.services.k8s.aws', version: 'v1alpha1', plural: 'buckets' },
  { group: 'iam.services.k8s.aws', version: 'v1alpha1', plural: 'policies' },
  { group: 'iam.services.k8s.aws', version: 'v1alpha1', plural: 'roles' },
];
const POLL_MILLISECONDS = 1000;

const listSchema = z.looseObject({
  items: z.array(
    z.looseObject({
      status: z
        .looseObject({
          conditions: z
            .array(z.looseObject({ type: z.string(), status: z.string() }))
            .optional(),
        })
        .optional(),
    }),
  ),
});

async function unlessAbsent<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof ApiException && error.code === 404) {
      return undefined;
    }
    throw error;
  }
}

/** Whether everything that a corridor has in AWS is there. */
async function isProvisioned(
  api: CustomObjectsApi,
  corridor: string,
): Promise<boolean> {
  for (const kind of AWS_KINDS) {
    const { items } = listSchema.parse(
      await api.listNamespacedCustomObject({
        ...kind,
        namespace: AWS_NAMESPACE,
        labelSelector: `corridors.dev/corridor=${corridor}`,
      }),
    );
    const isReady = items.every(({ status }) =>
      status?.conditions?.some(
        ({ type, status: value }) =>
          type === 'ACK.ResourceSynced' && value === 'True',
      ),
    );
    if (items.length === 0 || !isReady) {
      return false;
    }
  }
  return true;
}

/**
 * Starts the Spark applications of a cluster's seed as their managers would: each when everything of its corridor is there.
 * What was started before stays as it is.
 *
 * @param cluster - name, as below the seed's `applications`
 * @param before - what happens to a corridor by hand before its application starts
 */
export async function startSparkApplications(
  cluster: string,
  connection: ClusterConnection,
  before: (corridor: string) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const api = createKubeConfig(connection).makeApiClient(CustomObjectsApi);
  for (const body of await kubernetesObjects(`applications/${cluster}`)) {
    const { name, namespace = '' } = body.metadata;
    const application = { ...APPLICATIONS, namespace };
    const present = await unlessAbsent(
      api.getNamespacedCustomObject({ ...application, name }),
    );
    if (!present) {
      while (!(await isProvisioned(api, namespace))) {
        await delay(POLL_MILLISECONDS, undefined, { signal });
      }
      await before(namespace);
      await api.createNamespacedCustomObject({ ...application, body });
    }
  }
}
