import { once } from 'node:events';
import { createServer } from 'node:net';

/** Ports of loopback that nobody listens on now. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () =>
    createServer().listen(0, '127.0.0.1'),
  );
  await Promise.all(servers.map(server => once(server, 'listening')));
  const ports = servers.map(server => {
    const address = server.address();
    if (typeof address !== 'object' || !address) {
      throw new Error('a TCP server has an address with a port');
    }
    return address.port;
  });
  await Promise.all(
    servers.map(async server => {
      server.close();
      await once(server, 'close');
    }),
  );
  return ports;
}
