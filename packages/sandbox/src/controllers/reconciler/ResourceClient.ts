import { KubeConfig } from '@kubernetes/client-node';
import { z } from 'zod';
import {
  ClusterObject,
  JsonObject,
  parseClusterObject,
  unlessAbsent,
} from '../cluster';
import { Manifest } from './selectManifests';
import { WireObjectApi } from './WireObjectApi';

const listSchema = z.looseObject({ items: z.array(z.unknown()) });

/**
 * Reads and writes objects of any kind by their `apiVersion` and `kind`.
 *
 * @public
 */
export class ResourceClient {
  readonly #api: WireObjectApi;

  constructor(config: KubeConfig, private readonly fieldManager: string) {
    this.#api = WireObjectApi.connect(config);
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
      : parseClusterObject({ apiVersion, kind, ...Object(live) });
  }

  /** All objects of a kind. */
  async list(apiVersion: string, kind: string): Promise<ClusterObject[]> {
    const answer = await unlessAbsent(this.#api.list(apiVersion, kind));
    const { items } = listSchema.parse(answer ?? { items: [] });
    return items.map(item => ({
      ...parseClusterObject(item),
      apiVersion,
      kind,
    }));
  }

  /** Creates an object, and returns what the server made of it. */
  async create(manifest: Manifest): Promise<ClusterObject> {
    return parseClusterObject(
      await this.#api.createObject(manifest, this.fieldManager),
    );
  }

  /** Merges a patch into an object, and returns what the server made of it. */
  async patch(manifest: Manifest, patch: JsonObject): Promise<ClusterObject> {
    const { apiVersion, kind, metadata } = manifest;
    const target = {
      name: metadata.name,
      ...(metadata.namespace ? { namespace: metadata.namespace } : {}),
    };
    const changed = typeof patch.metadata === 'object' ? patch.metadata : {};
    return parseClusterObject(
      await this.#api.mergeObject(
        { ...patch, apiVersion, kind, metadata: { ...changed, ...target } },
        this.fieldManager,
      ),
    );
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
