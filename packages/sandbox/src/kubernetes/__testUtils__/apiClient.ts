import { Agent, request } from 'node:https';
import { TestCluster } from './startTestCluster';

/** An answer as it came over the wire. */
export interface RawAnswer {
  readonly code: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  /** The text as JSON, undefined when it is none. */
  readonly json: unknown;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Sends one request without a Kubernetes client between test and server. */
export async function callApi(
  cluster: Pick<TestCluster, 'url' | 'caPem'>,
  method: string,
  path: string,
  options: {
    token?: string;
    body?: unknown;
    contentType?: string;
    signal?: AbortSignal;
  } = {},
): Promise<RawAnswer> {
  const text =
    options.body === undefined ? undefined : JSON.stringify(options.body);
  return new Promise((resolve, reject) => {
    const call = request(
      `${cluster.url}${path}`,
      {
        method,
        agent: new Agent({ ca: cluster.caPem }),
        headers: {
          ...(options.token
            ? { Authorization: `Bearer ${options.token}` }
            : {}),
          ...(text === undefined
            ? {}
            : { 'Content-Type': options.contentType ?? 'application/json' }),
        },
        ...(options.signal ? { signal: options.signal } : {}),
      },
      response => {
        const chunks: Buffer[] = [];
        response.on('data', chunk => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const body = Buffer.concat(chunks).toString('utf8');
          resolve({
            code: response.statusCode ?? 0,
            headers: response.headers,
            text: body,
            json: parseJson(body),
          });
        });
      },
    );
    call.on('error', reject);
    call.end(text);
  });
}
