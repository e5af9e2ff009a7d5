import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { ControlPlane } from './ControlPlane';
import { KubernetesOptions } from './KubernetesOptions';
import { Faults, createRequestListener } from './http';

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

/**
 * Starts a Kubernetes API on loopback: the wire protocol of a cluster without its machines. What a cluster's own controllers
 * do to namespaces, quotas and dependents happens here; everything that runs somewhere else in a cluster is a client.
 *
 * @throws Error when the port is taken, the snapshot cannot be read or the set-up is refused
 * @public
 */
export async function startKubernetes(
  options: KubernetesOptions,
): Promise<KubernetesServer> {
  const log = options.log ?? (() => undefined);
  const faults = new Faults();
  const sockets = new Set<Duplex>();
  const dropConnections = () => sockets.forEach(socket => socket.destroy());

  const server = createServer({ key: options.tls.key, cert: options.tls.cert });
  server.on('connection', socket => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  const stop = async () => {
    dropConnections();
    await new Promise<void>(resolve => {
      server.close(() => resolve());
    });
  };
  server.listen(options.port, '127.0.0.1');
  await once(server, 'listening');
  // a listening TCP server has an address of this form, never a pipe's name
  const { port } = server.address() as AddressInfo;
  const url = `https://127.0.0.1:${port}`;

  const opening = ControlPlane.open(options, url);
  // clients of an earlier run are back at once: they wait until the state has been read
  const answering = opening.then(({ cluster }) =>
    createRequestListener(cluster, faults, log),
  );
  // its failure is thrown below, by what it waits for
  answering.catch(() => undefined);
  server.on('request', (request, response) => {
    answering.then(
      listener => listener(request, response),
      () => request.socket.destroy(),
    );
  });
  let plane: ControlPlane;
  try {
    plane = await opening;
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    url,
    issuer: plane.cluster.issuer.issuer,
    faults,
    compact: () => plane.cluster.store.compact(),
    async reset() {
      await plane.reset();
      dropConnections();
    },
    async close() {
      await stop();
      await plane.close();
    },
  };
}
