import path from 'node:path';
import { Cluster } from './Cluster';
import { KubernetesOptions } from './KubernetesOptions';
import { TokenIssuer } from './auth';
import {
  NamespaceLifecycle,
  QuotaAccounting,
  removeCustomResources,
} from './lifecycle';
import { setUpCluster } from './setUpCluster';
import { ObjectStore, Snapshot } from './store';

/**
 * A cluster with what its own controllers do to namespaces, quotas and custom resources, kept in a file.
 *
 * @public
 */
export class ControlPlane {
  private constructor(
    readonly cluster: Cluster,
    private readonly options: KubernetesOptions,
    private readonly namespaces: NamespaceLifecycle,
    private readonly quotas: QuotaAccounting,
    private readonly snapshot: Snapshot | undefined,
  ) {}

  /**
   * Takes up the state of the snapshot, or sets a new cluster up.
   *
   * @throws Error when the snapshot cannot be read or the set-up is refused
   */
  static async open(
    options: KubernetesOptions,
    url: string,
  ): Promise<ControlPlane> {
    const { clusterName, stateDir, users, tls, region } = options;
    const file =
      stateDir && path.join(stateDir, `kubernetes-${clusterName}.json`);
    const saved = file ? await Snapshot.read(file) : undefined;
    const issuer = await TokenIssuer.create(
      options.issuer ?? url,
      saved?.signingKey,
    );
    const cluster = new Cluster(
      {
        name: clusterName,
        clock: options.clock ?? (() => new Date()),
        users,
        ...(tls.ca === undefined ? {} : { ca: tls.ca }),
        ...(region === undefined ? {} : { region }),
      },
      issuer,
      ObjectStore.create(saved),
    );
    const content = () => ({
      revision: cluster.store.revision,
      signingKey: issuer.signingKeyPem,
      objects: cluster.store.entries(),
    });
    const plane = new ControlPlane(
      cluster,
      options,
      new NamespaceLifecycle(cluster),
      new QuotaAccounting(cluster),
      file ? new Snapshot(file, content) : undefined,
    );
    plane.#follow();
    if (saved) {
      plane.namespaces.resume();
    } else {
      setUpCluster(cluster, options.setup ?? []);
    }
    return plane;
  }

  /** Back to how a new cluster is. Versions go on from where they are, so that old ones are answered with 410. */
  async reset(): Promise<void> {
    const { cluster, namespaces, snapshot } = this;
    namespaces.stop();
    cluster.replaceStore(
      ObjectStore.create({ revision: cluster.store.revision + 1, objects: [] }),
    );
    this.#follow();
    setUpCluster(cluster, this.options.setup ?? []);
    await snapshot?.flush();
  }

  /** Ends what is under way, and writes what has not been written. */
  async close(): Promise<void> {
    this.namespaces.stop();
    await this.snapshot?.flush();
  }

  #follow(): void {
    this.cluster.store.subscribe(event => {
      this.namespaces.observe(event);
      this.quotas.observe(event);
      removeCustomResources(this.cluster, event);
      this.snapshot?.touch();
    });
  }
}
