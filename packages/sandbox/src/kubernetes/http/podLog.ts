import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ReadableStream } from 'node:stream/web';
import {
  StatusError,
  badRequest,
  internalError,
  notFound,
} from '../StatusError';
import { fieldAt, listAt, stringAt } from '../objects';
import { Exchange } from './Exchange';

/** Query parameters that are the node's to heed. */
const PASSED_ON = [
  'follow',
  'previous',
  'sinceSeconds',
  'sinceTime',
  'timestamps',
  'tailLines',
  'limitBytes',
];

function nodeUrl({ cluster }: Exchange, nodeName: string): string {
  const node = cluster.store.get('nodes', undefined, nodeName)?.object;
  const address = listAt(node, 'status', 'addresses').find(
    entry => stringAt(entry, 'type') === 'InternalIP',
  );
  const port = fieldAt(
    node,
    'status',
    'daemonEndpoints',
    'kubeletEndpoint',
    'Port',
  );
  if (address === undefined || typeof port !== 'number') {
    throw new StatusError(
      500,
      'InternalError',
      `node "${nodeName}" has no address of its kubelet`,
    );
  }
  return `http://${stringAt(address, 'address')}:${port}`;
}

function containerOf(
  pod: unknown,
  name: string,
  wanted: string | null,
): string {
  const names = listAt(pod, 'spec', 'containers').map(
    container => stringAt(container, 'name') ?? '',
  );
  const [only = ''] = names;
  if (wanted === null || wanted === '') {
    if (names.length > 1) {
      throw badRequest(
        `a container name must be specified for pod ${name}, choose one of: [${names.join(
          ' ',
        )}]`,
      );
    }
    return only;
  }
  if (!names.includes(wanted)) {
    throw badRequest(`container ${wanted} is not valid for pod ${name}`);
  }
  return wanted;
}

/**
 * Answers a request for a pod's log by asking the node that the pod runs on. A pod that is on no node yet has none: 204.
 * Source: "Logging Architecture".
 *
 * @throws StatusError 400, 404, or 500 when the node does not answer
 * @public
 */
export async function readPodLog(
  exchange: Exchange,
  namespace: string,
  name: string,
): Promise<void> {
  const { cluster, query, response } = exchange;
  const pod = cluster.store.get('pods', namespace, name)?.object;
  if (!pod) {
    throw notFound({ group: '', plural: 'pods' }, name);
  }
  const container = containerOf(pod, name, query.get('container'));
  const nodeName = stringAt(pod, 'spec', 'nodeName');
  if (!nodeName) {
    response.writeHead(204);
    response.end();
    return;
  }
  const url = new URL(
    `/containerLogs/${namespace}/${name}/${container}`,
    nodeUrl(exchange, nodeName),
  );
  for (const parameter of PASSED_ON) {
    const value = query.get(parameter);
    if (value !== null) {
      url.searchParams.set(parameter, value);
    }
  }
  const abort = new AbortController();
  response.on('close', () => abort.abort());
  let answer: Response;
  try {
    answer = await fetch(url, { signal: abort.signal });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw internalError(
      `Get "${url}": the kubelet of node "${nodeName}" does not answer (${why})`,
    );
  }
  if (!answer.ok) {
    throw badRequest((await answer.text()).trim());
  }
  response.writeHead(200, { 'Content-Type': 'text/plain' });
  if (answer.body) {
    // the stream of fetch is the web stream of node:stream/web under its DOM name
    const body = answer.body as ReadableStream;
    await pipeline(Readable.fromWeb(body), response).catch((error: Error) => {
      if (!abort.signal.aborted) {
        throw error;
      }
    });
  } else {
    response.end();
  }
}
