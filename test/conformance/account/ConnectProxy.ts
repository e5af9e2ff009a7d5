import { createServer, Server } from 'node:http';
import { AddressInfo, connect } from 'node:net';

/**
 * A proxy that connects every host to one port of loopback: for clients that put an account's id in front of the host
 * name, such as `111122223333.localhost`, which not every system resolves.
 */
export class ConnectProxy {
  /** Hosts that were asked for. */
  readonly hosts: string[] = [];

  private constructor(private readonly server: Server) {}

  static async start(port: number): Promise<ConnectProxy> {
    const server = createServer();
    const proxy = new ConnectProxy(server);
    server.on('connect', (request, client, head) => {
      proxy.hosts.push((request.url ?? '').replace(/:\d+$/, ''));
      const target = connect(port, '127.0.0.1', () => {
        client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
        target.write(head);
        target.pipe(client).pipe(target);
      });
      target.on('error', () => client.destroy());
      client.on('error', () => target.destroy());
    });
    await new Promise<void>(resolve =>
      server.listen(0, '127.0.0.1', () => resolve()),
    );
    return proxy;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise(resolve => this.server.close(resolve));
  }
}
