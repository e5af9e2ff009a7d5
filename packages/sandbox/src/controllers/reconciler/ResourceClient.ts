import {
  KubeConfig,
  KubernetesObjectApi,
  PatchStrategy,
} from '@kubernetes/client-node';
import { z } from 'zod';
import {
  ClusterObject,
  JsonObject,
  parseClusterObject,
  unlessAbsent,
} from '../cluster';
import { Manifest } from './selectManifests';

const listSchema = z.looseObject({ items: z.array(z.unknown()) });

/** JSON as it came over the wire: the client turns times of known kinds into dates. */
function toWire(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

/**
 * Reads and writes objects of any kind by their `apiVersion` and `kind`.
 *
 * @public
 */
export class ResourceClient {
  readonly #api: KubernetesObjectApi;

  constructor(config: KubeConfig, private readonly fieldManager: string) {
    this.#api = KubernetesObjectApi.makeApiClient(config);
  }

  /** The live object, undefined when there is none. */
  async read(manifest: Manifest): Promise<ClusterObject | undefined> {
    const { apiVersion, kind, metadata } = manifest;
    const live = await unlessAbsent(
      this.#api.read({
        apiVersion,
        kind,
        metadata: { name: metadata.name, namespace: metadata.namespace ?? '' },
      }),
    );
    return live === undefined
      ? undefined
      : parseClusterObject({ apiVersion, kind, ...Object(toWire(live)) });
  }

  /** All objects of a kind. */
  async list(apiVersion: string, kind: string): Promise<ClusterObject[]> {
    const answer = await unlessAbsent(this.#api.list(apiVersion, kind));
    const { items } = listSchema.parse(toWire(answer ?? { items: [] }));
    return items.map(item => ({
      ...parseClusterObject(item),
      apiVersion,
      kind,
    }));
  }

  /** Creates an object, and returns what the server made of it. */
  async create(manifest: Manifest): Promise<ClusterObject> {
    const created = await this.#api.create(
      manifest,
      undefined,
      undefined,
      this.fieldManager,
    );
    return parseClusterObject(toWire(created));
  }

  /** Merges a patch into an object, and returns what the server made of it. */
  async patch(manifest: Manifest, patch: JsonObject): Promise<ClusterObject> {
    const { apiVersion, kind, metadata } = manifest;
    const target = {
      name: metadata.name,
      ...(metadata.namespace ? { namespace: metadata.namespace } : {}),
    };
    const changed = typeof patch.metadata === 'object' ? patch.metadata : {};
    const patched = await this.#api.patch(
      { ...patch, apiVersion, kind, metadata: { ...changed, ...target } },
      undefined,
      undefined,
      this.fieldManager,
      undefined,
      PatchStrategy.MergePatch,
    );
    return parseClusterObject(toWire(patched));
  }

  /** Deletes an object with what depends on it. */
  async remove(object: ClusterObject): Promise<void> {
    const { apiVersion, kind, metadata } = object;
    await unlessAbsent(
      this.#api.delete(
        {
          apiVersion,
          kind,
          metadata: {
            name: metadata.name,
            namespace: metadata.namespace ?? '',
          },
        },
        undefined,
        undefined,
        undefined,
        undefined,
        'Background',
      ),
    );
  }
}
