import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { Duplex } from 'node:stream';
import { Cluster } from './Cluster';
import { StaticUser, TokenIssuer, bootstrapRoles } from './auth';
import { ackDefinitions, sparkDefinitions } from './crds';
import { Faults, createRequestListener } from './http';
import {
  NamespaceLifecycle,
  QuotaAccounting,
  removeCustomResources,
} from './lifecycle';
import { KubernetesObject, recordAt } from './objects';
import { createObject } from './resources';
import { ObjectStore, Snapshot } from './store';

/** The administrator that sets a new cluster up. */
const SETUP_USER = { username: 'system:admin', groups: ['system:masters'] };
const SYSTEM_NAMESPACES = [
  'default',
  'kube-node-lease',
  'kube-public',
  'kube-system',
];

/**
 * What a cluster of the sandbox is made of.
 *
 * @public
 */
export interface KubernetesOptions {
  readonly clusterName: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** The server's key and certificate, PEM; `ca` is what pods get to trust it by. */
  readonly tls: {
    readonly key: string;
    readonly cert: string;
    readonly ca?: string;
  };
  /** `iss` of service account tokens, a URL without a slash at its end. Default: the server's own URL. */
  readonly issuer?: string;
  /** Who may come, with which bearer token and groups. What they may do is said by RBAC objects. */
  readonly users: readonly StaticUser[];
  /** Objects that a new cluster begins with, beside namespaces, default roles and custom resource definitions. */
  readonly setup?: readonly KubernetesObject[];
  /** Region that the identity webhook names to pods. */
  readonly region?: string;
  /** Folder of the snapshot; without one the state ends with the process. */
  readonly stateDir?: string;
  readonly clock?: () => Date;
  readonly log?: (message: string) => void;
}

/**
 * A running cluster API.
 *
 * @public
 */
export interface KubernetesServer {
  /** `https://127.0.0.1:<port>` */
  readonly url: string;
  readonly issuer: string;
  /** For tests. */
  readonly faults: Faults;
  /** Forgets the history of changes, as a compaction does: older watches and lists are answered with 410. For tests. */
  compact(): void;
  /** Back to how a new cluster is. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

function setupObjects(options: KubernetesOptions): KubernetesObject[] {
  const namespaces = SYSTEM_NAMESPACES.map(name => ({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name },
  }));
  return [
    ...namespaces,
    ...bootstrapRoles,
    ...ackDefinitions,
    ...sparkDefinitions,
    ...(options.setup ?? []),
  ];
}

/** Creates what a new cluster begins with, and the status that some of it begins with. */
function setUp(cluster: Cluster, objects: readonly KubernetesObject[]): void {
  for (const object of objects) {
    const kind = cluster.kinds.findByKind(object.apiVersion, object.kind);
    if (!kind) {
      throw new Error(
        `the set-up of cluster ${cluster.options.name} holds an unknown kind: ${object.kind}`,
      );
    }
    const { namespace } = object.metadata;
    const request = {
      cluster,
      kind,
      user: SETUP_USER,
      ...(namespace === undefined ? {} : { namespace }),
    };
    const stored = createObject(request, object);
    if (kind.subresources.includes('status') && object.status !== undefined) {
      const status = {
        ...recordAt(stored.object, 'status'),
        ...recordAt(object, 'status'),
      };
      const key = kind.group ? `${kind.plural}.${kind.group}` : kind.plural;
      cluster.store.write(key, { ...stored.object, status });
    }
  }
}

/**
 * Starts a Kubernetes API on loopback: the wire protocol of a cluster without its machines. What a cluster's own controllers
 * do to namespaces, quotas and dependents happens here; everything that runs somewhere else in a cluster is a client.
 *
 * @throws Error when the port is taken or the snapshot cannot be read
 * @public
 */
export async function startKubernetes(
  options: KubernetesOptions,
): Promise<KubernetesServer> {
  const clock = options.clock ?? (() => new Date());
  const log = options.log ?? (() => undefined);
  const file =
    options.stateDir &&
    path.join(options.stateDir, `kubernetes-${options.clusterName}.json`);
  const saved = file ? await Snapshot.read(file) : undefined;
  const faults = new Faults();
  const sockets = new Set<Duplex>();

  const server = createServer({ key: options.tls.key, cert: options.tls.cert });
  server.on('connection', socket => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', resolve);
  });
  // a listening TCP server has an address of this form, never a pipe's name
  const { port } = server.address() as AddressInfo;
  const url = `https://127.0.0.1:${port}`;

  const issuer = await TokenIssuer.create(
    options.issuer ?? url,
    saved?.signingKey,
  );
  const cluster = new Cluster(
    {
      name: options.clusterName,
      clock,
      users: options.users,
      ...(options.tls.ca === undefined ? {} : { ca: options.tls.ca }),
      ...(options.region === undefined ? {} : { region: options.region }),
    },
    issuer,
    ObjectStore.create(saved),
  );
  const namespaces = new NamespaceLifecycle(cluster);
  const quotas = new QuotaAccounting(cluster);
  const snapshot = file
    ? new Snapshot(file, () => ({
        revision: cluster.store.revision,
        signingKey: issuer.signingKeyPem,
        objects: cluster.store.entries(),
      }))
    : undefined;
  const follow = () =>
    cluster.store.subscribe(event => {
      namespaces.observe(event);
      quotas.observe(event);
      removeCustomResources(cluster, event);
      snapshot?.touch();
    });
  const dropConnections = () => sockets.forEach(socket => socket.destroy());

  follow();
  if (saved) {
    namespaces.resume();
  } else {
    setUp(cluster, setupObjects(options));
  }
  server.on('request', createRequestListener(cluster, faults, log));

  return {
    url,
    issuer: issuer.issuer,
    faults,
    compact: () => cluster.store.compact(),
    async reset() {
      namespaces.stop();
      cluster.replaceStore(
        ObjectStore.create({
          revision: cluster.store.revision + 1,
          objects: [],
        }),
      );
      follow();
      setUp(cluster, setupObjects(options));
      dropConnections();
      snapshot?.touch();
      await snapshot?.flush();
    },
    async close() {
      namespaces.stop();
      dropConnections();
      await new Promise<void>(resolve => {
        server.close(() => resolve());
      });
      await snapshot?.flush();
    },
  };
}
