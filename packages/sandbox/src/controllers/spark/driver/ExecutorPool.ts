import { CoreV1Api, KubeConfig } from '@kubernetes/client-node';
import { ContainerContext } from '../../kubelet';
import { failureMessage, unlessAbsent } from '../../cluster';
import { EXECUTOR_CONTAINER, LABELS } from '../labels';

const ACCOUNT_DIR = '/var/run/secrets/kubernetes.io/serviceaccount';
const LABEL_PREFIX = 'spark.kubernetes.executor.label.';
const ENV_PREFIX = 'spark.executorEnv.';

/**
 * The driver's executors: it asks the cluster for them itself, with the token of its own service account.
 *
 * @public
 */
export class ExecutorPool {
  private constructor(
    private readonly context: ContainerContext,
    private readonly properties: Readonly<Record<string, string>>,
    private readonly core: CoreV1Api,
    private readonly serviceAccount: string,
  ) {}

  /**
   * Connects to the cluster by what is mounted into the pod, and finds the driver's own pod.
   *
   * @throws Error in Spark's words when the token is missing or may not read the pod
   */
  static async connect(
    context: ContainerContext,
    properties: Readonly<Record<string, string>>,
  ): Promise<ExecutorPool> {
    try {
      const { KUBERNETES_SERVICE_HOST: host, KUBERNETES_SERVICE_PORT: port } =
        context.env;
      const config = new KubeConfig();
      config.loadFromOptions({
        clusters: [
          {
            name: 'c',
            server: `https://${host}:${port}`,
            caData: Buffer.from(
              await context.readFile(`${ACCOUNT_DIR}/ca.crt`),
            ).toString('base64'),
          },
        ],
        users: [
          { name: 'u', token: await context.readFile(`${ACCOUNT_DIR}/token`) },
        ],
        contexts: [{ name: 'x', cluster: 'c', user: 'u' }],
        currentContext: 'x',
      });
      const core = config.makeApiClient(CoreV1Api);
      const { namespace, name } = context.pod;
      const pod = await core.readNamespacedPod({ namespace, name });
      return new ExecutorPool(
        context,
        properties,
        core,
        pod.spec?.serviceAccountName ?? 'default',
      );
    } catch (error) {
      throw new Error(
        `org.apache.spark.SparkException: External scheduler cannot be instantiated\nCaused by: io.fabric8.kubernetes.client.KubernetesClientException: Operation: [get] for kind: [Pod] with name: [${
          context.pod.name
        }] in namespace: [${
          context.pod.namespace
        }] failed. Message: ${failureMessage(error)}`,
      );
    }
  }

  /**
   * Asks for the executors that are missing. What the cluster refuses is logged, as Spark does, and asked for again next time.
   *
   * @returns how many executors there are
   */
  async allocate(): Promise<number> {
    const wanted = Number(this.properties['spark.executor.instances'] ?? 1);
    const { namespace } = this.context.pod;
    const { items } = await this.core.listNamespacedPod({
      namespace,
      labelSelector: this.#selector(),
    });
    const present = new Set(
      items.map(pod => pod.metadata?.labels?.[LABELS.executorId]),
    );
    let count = present.size;
    for (let id = 1; id <= wanted; id += 1) {
      if (!present.has(String(id))) {
        count += (await this.#create(String(id))) ? 1 : 0;
      }
    }
    return count;
  }

  /** Removes all executors. */
  async release(): Promise<void> {
    await unlessAbsent(
      this.core.deleteCollectionNamespacedPod({
        namespace: this.context.pod.namespace,
        labelSelector: this.#selector(),
      }),
    );
  }

  #selector(): string {
    return `${LABELS.appSelector}=${this.properties['spark.app.id']},${LABELS.role}=executor`;
  }

  async #create(id: string): Promise<boolean> {
    const { properties, context } = this;
    const { namespace, name, uid } = context.pod;
    const prefixed = (prefix: string) =>
      Object.entries(properties).flatMap(([key, value]) =>
        key.startsWith(prefix)
          ? [[key.slice(prefix.length), value] as const]
          : [],
      );
    const memory =
      properties['spark.kubernetes.executor.limit.memory'] ?? '1408Mi';
    try {
      await this.core.createNamespacedPod({
        namespace,
        body: {
          metadata: {
            name: `${properties['spark.kubernetes.executor.podNamePrefix']}-exec-${id}`,
            labels: {
              ...Object.fromEntries(prefixed(LABEL_PREFIX)),
              [LABELS.role]: 'executor',
              [LABELS.executorId]: id,
            },
            ownerReferences: [
              { apiVersion: 'v1', kind: 'Pod', name, uid, controller: true },
            ],
          },
          spec: {
            restartPolicy: 'Never',
            serviceAccountName: this.serviceAccount,
            containers: [
              {
                name: EXECUTOR_CONTAINER,
                image:
                  properties['spark.kubernetes.container.image'] ??
                  'apache/spark',
                args: ['executor'],
                env: [
                  { name: 'SPARK_EXECUTOR_ID', value: id },
                  {
                    name: 'SPARK_APPLICATION_ID',
                    value: properties['spark.app.id'] ?? '',
                  },
                  ...prefixed(ENV_PREFIX).map(([key, value]) => ({
                    name: key,
                    value,
                  })),
                ],
                resources: {
                  requests: {
                    cpu:
                      properties['spark.kubernetes.executor.request.cores'] ??
                      '1',
                    memory,
                  },
                  limits: { memory },
                },
                securityContext: {
                  allowPrivilegeEscalation: false,
                  capabilities: { drop: ['ALL'] },
                  runAsNonRoot: true,
                  runAsUser: 185,
                  seccompProfile: { type: 'RuntimeDefault' },
                },
              },
            ],
          },
        },
      });
      return true;
    } catch (error) {
      context.log(
        `WARN ExecutorPodsAllocator: Executor ${id} was not created: ${failureMessage(
          error,
        )}`,
      );
      return false;
    }
  }
}
