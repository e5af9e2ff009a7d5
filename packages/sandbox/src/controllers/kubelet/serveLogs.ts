import { once } from 'node:events';
import { IncomingMessage, ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PodLogs } from './PodLogs';

/** Finds the uid of a pod of this node whose container has started. */
export type FindPod = (namespace: string, name: string) => string | undefined;

/** The kubelet's own endpoint, from which the API server fetches logs. @public */
export interface LogServer {
  readonly port: number;
  close(): Promise<void>;
}

function lastLines(text: string, count: number): string {
  const lines = text.split('\n').slice(0, -1);
  return lines
    .slice(Math.max(0, lines.length - count))
    .map(line => `${line}\n`)
    .join('');
}

async function follow(
  logs: PodLogs,
  uid: string,
  container: string,
  sent: number,
  response: ServerResponse,
): Promise<void> {
  let position = sent;
  let pending = Promise.resolve();
  const stop = logs.subscribe(uid, container, () => {
    pending = pending.then(async () => {
      const text = await logs.read(uid, container);
      response.write(text.slice(position));
      position = text.length;
    });
  });
  await once(response, 'close');
  stop();
}

async function answer(
  logs: PodLogs,
  findPod: FindPod,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { pathname, searchParams } = new URL(
    request.url ?? '/',
    'http://kubelet',
  );
  const [, route, namespace = '', pod = '', container = ''] =
    pathname.split('/');
  const uid = findPod(namespace, pod);
  if (route !== 'containerLogs' || uid === undefined) {
    response.writeHead(route === 'containerLogs' ? 400 : 404, {
      'Content-Type': 'text/plain',
    });
    response.end(
      `container "${container}" in pod "${pod}" is waiting to start: ContainerCreating\n`,
    );
    return;
  }
  const text = await logs.read(uid, container);
  const tail = searchParams.get('tailLines');
  response.writeHead(200, { 'Content-Type': 'text/plain' });
  response.write(tail === null ? text : lastLines(text, Number(tail)));
  if (searchParams.get('follow') === 'true') {
    await follow(logs, uid, container, text.length, response);
  } else {
    response.end();
  }
}

/**
 * Serves the logs of a node's containers on loopback, at the paths that the API server asks a kubelet for.
 *
 * @public
 */
export async function serveLogs(
  logs: PodLogs,
  findPod: FindPod,
): Promise<LogServer> {
  const server = createServer((request, response) => {
    answer(logs, findPod, request, response).catch((error: Error) => {
      if (!response.headersSent) {
        response.writeHead(500, { 'Content-Type': 'text/plain' });
      }
      response.end(`${error.message}\n`);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // a listening TCP server has an address of this form, never a pipe's name
  const { port } = server.address() as AddressInfo;
  return {
    port,
    async close() {
      server.closeAllConnections();
      await new Promise<void>(resolve => {
        server.close(() => resolve());
      });
    },
  };
}
