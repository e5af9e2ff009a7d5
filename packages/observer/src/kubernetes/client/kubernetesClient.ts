import {
  CoreV1Api,
  HttpMethod,
  IsomorphicFetchHttpLibrary,
  Observable,
  ObservableMiddleware,
  RequestContext,
} from '@kubernetes/client-node';
import { readRecord } from '../../readJson';
import { KubernetesConnection } from './kubernetesConnection';
import { loadKubeConfig } from './loadKubeConfig';
import { answeredError, toKubernetesApiError } from './toKubernetesApiError';
import { watchCollection, WatchEvent } from './watchCollection';

/** Query parameters; those that are `undefined` are left out. */
export type KubernetesQuery = Readonly<
  Record<string, string | number | boolean | undefined>
>;

/** A JSON answer and the time the server believes it is. */
export interface KubernetesAnswer {
  readonly body: Readonly<Record<string, unknown>>;
  /** From the header `Date`. */
  readonly serverTime?: Date;
}

/** What may be asked of an API server; the one place where the client library is used. */
export interface KubernetesClient {
  /** GETs JSON, with strings for times whatever the type. Ends with `timeout` after `timeoutMs`. */
  get(
    path: string,
    query: KubernetesQuery,
    options: { task: string; timeoutMs: number; signal: AbortSignal },
  ): Promise<KubernetesAnswer>;
  /** Watches a collection; resolves when the server ends the stream. */
  watch(
    path: string,
    query: KubernetesQuery,
    options: {
      task: string;
      onEvent: (event: WatchEvent) => void;
      onOpen?: () => void;
      signal: AbortSignal;
    },
  ): Promise<void>;
  /** The last lines of a container's log. */
  readPodLog(
    pod: { namespace: string; name: string; container?: string },
    options: {
      tailLines: number;
      limitBytes: number;
      timeoutMs: number;
      signal: AbortSignal;
    },
  ): Promise<string>;
  /** A token of a ServiceAccount, from the TokenRequest API. */
  requestToken(
    account: {
      namespace: string;
      serviceAccount: string;
      audience: string;
      expirationSeconds: number;
    },
    options: { timeoutMs: number; signal: AbortSignal },
  ): Promise<string>;
}

/** A client for one connection. Opens no connection by itself. */
export function createKubernetesClient(
  connection: KubernetesConnection,
): KubernetesClient {
  const transport = new IsomorphicFetchHttpLibrary();

  async function coreApi(): Promise<CoreV1Api> {
    return (await loadKubeConfig(connection)).makeApiClient(CoreV1Api);
  }

  return {
    async get(path, query, { task, timeoutMs, signal }) {
      const limit = AbortSignal.timeout(timeoutMs);
      try {
        const config = await loadKubeConfig(connection);
        const request = new RequestContext(
          `${config.getCurrentCluster()?.server}${path}`,
          HttpMethod.GET,
        );
        for (const [key, value] of Object.entries(query)) {
          if (value !== undefined) {
            request.setQueryParam(key, String(value));
          }
        }
        request.setHeaderParam('Accept', 'application/json');
        await config.applySecurityAuthentication(request);
        request.setSignal(AbortSignal.any([signal, limit]));
        const response = await transport.send(request).toPromise();
        const text = await response.body.text();
        if (response.httpStatusCode < 200 || response.httpStatusCode > 299) {
          throw answeredError(
            response.httpStatusCode,
            text,
            response.headers['retry-after'],
            task,
          );
        }
        return {
          body: readRecord(JSON.parse(text)),
          serverTime: readDate(response.headers.date),
        };
      } catch (error) {
        throw toKubernetesApiError(
          limit.aborted && !signal.aborted ? limit.reason : error,
          task,
        );
      }
    },

    watch: (path, query, options) =>
      watchCollection(connection, path, query, options),

    async readPodLog(pod, { tailLines, limitBytes, timeoutMs, signal }) {
      const limit = AbortSignal.timeout(timeoutMs);
      const task = `get pods/log of ${pod.namespace}/${pod.name}`;
      try {
        const api = await coreApi();
        return await api.readNamespacedPodLog(
          {
            name: pod.name,
            namespace: pod.namespace,
            container: pod.container,
            tailLines,
            limitBytes,
          },
          {
            middleware: [abortBy(AbortSignal.any([signal, limit]))],
            middlewareMergeStrategy: 'append',
          },
        );
      } catch (error) {
        throw toKubernetesApiError(
          limit.aborted && !signal.aborted ? limit.reason : error,
          task,
        );
      }
    },

    async requestToken(
      { namespace, serviceAccount, audience, expirationSeconds },
      { timeoutMs, signal },
    ) {
      const limit = AbortSignal.timeout(timeoutMs);
      const task = `create serviceaccounts/token of ${namespace}/${serviceAccount}`;
      try {
        const api = await coreApi();
        const answer = await api.createNamespacedServiceAccountToken(
          {
            name: serviceAccount,
            namespace,
            body: {
              apiVersion: 'authentication.k8s.io/v1',
              kind: 'TokenRequest',
              spec: { audiences: [audience], expirationSeconds },
            },
          },
          {
            middleware: [abortBy(AbortSignal.any([signal, limit]))],
            middlewareMergeStrategy: 'append',
          },
        );
        const token = answer.status?.token;
        if (!token) {
          throw answeredError(
            502,
            'the answer to the TokenRequest holds no token',
            undefined,
            task,
          );
        }
        return token;
      } catch (error) {
        throw toKubernetesApiError(
          limit.aborted && !signal.aborted ? limit.reason : error,
          task,
        );
      }
    },
  };
}

/** Lets a signal end a call of the generated client, which has no parameter for one. */
function abortBy(signal: AbortSignal): ObservableMiddleware {
  return {
    pre(request) {
      request.setSignal(signal);
      return new Observable(Promise.resolve(request));
    },
    post: response => new Observable(Promise.resolve(response)),
  };
}

function readDate(header: string | undefined): Date | undefined {
  const time = header === undefined ? Number.NaN : Date.parse(header);
  return Number.isNaN(time) ? undefined : new Date(time);
}
