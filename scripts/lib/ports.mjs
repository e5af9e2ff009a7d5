import net from 'node:net';
import { CommandFailed } from './process.mjs';

function isFree(port, host) {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', error => {
      if (error.code === 'EADDRINUSE') {
        resolve(false);
      } else if (
        error.code === 'EADDRNOTAVAIL' ||
        error.code === 'EAFNOSUPPORT'
      ) {
        resolve(true);
      } else {
        reject(error);
      }
    });
    server.listen({ port, host, exclusive: true }, () =>
      server.close(() => resolve(true)),
    );
  });
}

/**
 * Refuses to start beside something that holds one of our ports, naming them all at once.
 *
 * @param {Record<string, number>} ports - what would listen → port
 */
export async function assertPortsFree(ports) {
  const taken = [];
  for (const [name, port] of Object.entries(ports)) {
    const free = (
      await Promise.all(['127.0.0.1', '::1'].map(host => isFree(port, host)))
    ).every(Boolean);
    if (!free) {
      taken.push(`  ${port} (${name})`);
    }
  }
  if (taken.length > 0) {
    throw new CommandFailed(
      `These ports are taken by another program:\n${taken.join(
        '\n',
      )}\nEnd that program (another \`npm start\`?) and try again.`,
    );
  }
}
