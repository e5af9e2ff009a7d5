import {
  CoreV1Api,
  CustomObjectsApi,
  KubeConfig,
  PatchStrategy,
  Watch,
  setHeaderOptions,
} from '@kubernetes/client-node';
import { z } from 'zod';
import { ackObjectSchema } from './AckObject';
import type { AckCollection, AckCondition, AckObject } from './AckObject';
import type { AckFacts } from './AckResourceManager';

/**
 * How the controllers reach their cluster.
 *
 * @public
 */
export interface AckClusterConnection {
  /** `https://127.0.0.1:8181`. */
  readonly server: string;
  /** Bearer token. */
  readonly token: string;
  /** PEM of the certificate authority to trust. */
  readonly ca?: string;
}

/** The status that the controllers write. */
export interface AckStatus {
  readonly conditions: readonly AckCondition[];
  readonly ackResourceMetadata: {
    readonly arn?: string;
    readonly ownerAccountID: string;
    readonly region: string;
    readonly partition: 'aws';
  };
  readonly facts: AckFacts;
}

const listSchema = z.looseObject({
  metadata: z.looseObject({ resourceVersion: z.string() }),
  items: z.array(z.looseObject({})),
});

const MERGE_PATCH = setHeaderOptions('Content-Type', PatchStrategy.MergePatch);

/** The custom resources of one cluster, over its API. */
export class AckCluster {
  private readonly config = new KubeConfig();
  private readonly custom: CustomObjectsApi;
  private readonly core: CoreV1Api;

  constructor(connection: AckClusterConnection) {
    this.config.loadFromOptions({
      clusters: [
        {
          name: 'cluster',
          server: connection.server,
          caData:
            connection.ca && Buffer.from(connection.ca).toString('base64'),
          skipTLSVerify: false,
        },
      ],
      users: [{ name: 'ack', token: connection.token }],
      contexts: [{ name: 'ack', cluster: 'cluster', user: 'ack' }],
      currentContext: 'ack',
    });
    this.custom = this.config.makeApiClient(CustomObjectsApi);
    this.core = this.config.makeApiClient(CoreV1Api);
  }

  async list(
    collection: AckCollection,
  ): Promise<{ objects: AckObject[]; resourceVersion: string }> {
    const { group, version, plural, kind } = collection;
    const answer = listSchema.parse(
      await this.custom.listClusterCustomObject({ group, version, plural }),
    );
    return {
      // Items of a list carry neither kind nor version on every server.
      objects: answer.items.map(item =>
        ackObjectSchema.parse({
          apiVersion: `${group}/${version}`,
          ...item,
          kind,
        }),
      ),
      resourceVersion: answer.metadata.resourceVersion,
    };
  }

  /**
   * Follows changes from a revision on.
   *
   * @param onEnd - called once, when the watch is over, whatever ended it
   */
  async watch(
    collection: AckCollection,
    resourceVersion: string,
    onChange: (type: 'changed' | 'deleted', object: AckObject) => void,
    onEnd: () => void,
  ): Promise<AbortController> {
    const { group, version, plural } = collection;
    return new Watch(this.config).watch(
      `/apis/${group}/${version}/${plural}`,
      { resourceVersion },
      (phase, object: unknown) => {
        const parsed = ackObjectSchema.safeParse(object);
        if (parsed.success) {
          onChange(phase === 'DELETED' ? 'deleted' : 'changed', parsed.data);
        }
      },
      onEnd,
    );
  }

  /** Reads one custom resource as it is now; nothing when it is gone. */
  async read(
    collection: AckCollection,
    namespace: string,
    name: string,
  ): Promise<AckObject | undefined> {
    const { group, version, plural } = collection;
    try {
      return ackObjectSchema.parse(
        await this.custom.getNamespacedCustomObject({
          group,
          version,
          plural,
          namespace,
          name,
        }),
      );
    } catch (error) {
      if (isNotFound(error)) {
        return undefined;
      }
      throw error;
    }
  }

  async setFinalizers(
    collection: AckCollection,
    object: AckObject,
    finalizers: readonly string[],
  ): Promise<void> {
    const { group, version, plural } = collection;
    const { name, namespace, resourceVersion } = object.metadata;
    await this.custom.patchNamespacedCustomObject(
      {
        group,
        version,
        plural,
        namespace,
        name,
        body: { metadata: { finalizers, resourceVersion } },
      },
      MERGE_PATCH,
    );
  }

  async setStatus(
    collection: AckCollection,
    object: AckObject,
    status: AckStatus,
  ): Promise<void> {
    const { group, version, plural } = collection;
    const { name, namespace } = object.metadata;
    const { conditions, ackResourceMetadata, facts } = status;
    await this.custom.patchNamespacedCustomObjectStatus(
      {
        group,
        version,
        plural,
        namespace,
        name,
        body: { status: { ...facts, conditions, ackResourceMetadata } },
      },
      MERGE_PATCH,
    );
  }

  async namespaceAnnotations(
    name: string,
  ): Promise<Readonly<Record<string, string>>> {
    const { metadata } = await this.core.readNamespace({ name });
    return metadata?.annotations ?? {};
  }
}

/** Whether an API call failed because the object is not there. */
export function isNotFound(error: unknown): boolean {
  return (
    typeof error === 'object' &&
    error !== null &&
    'code' in error &&
    error.code === 404
  );
}
