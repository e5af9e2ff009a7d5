import { Agent } from 'node:http';
import { KubeConfig, Watch } from '@kubernetes/client-node';
import { readNumber, readRecord, readText } from '../../readJson';
import { KubernetesApiError } from './kubernetesApiError';
import type { KubernetesQuery } from './kubernetesClient';
import { KubernetesConnection } from './kubernetesConnection';
import { loadKubeConfig } from './loadKubeConfig';
import { answeredError, toKubernetesApiError } from './toKubernetesApiError';

/** One event of a watch. An `ERROR` event never arrives here: it ends the watch with a typed error. */
export interface WatchEvent {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK';
  readonly object: unknown;
}

/**
 * Keeps the agent that the library makes for each watch, so that the watch can be ended while the server has not yet
 * answered at all (the library hands out its own means to abort only after the response headers) and no socket stays.
 */
class WatchKubeConfig extends KubeConfig {
  private agents: Agent[] = [];

  constructor(private readonly signal: AbortSignal) {
    super();
  }

  override async applyToFetchOptions(
    options: Parameters<KubeConfig['applyToFetchOptions']>[0],
  ) {
    const init = await super.applyToFetchOptions(options);
    if (init.agent instanceof Agent) {
      this.agents.push(init.agent);
    }
    this.signal.throwIfAborted();
    return init;
  }

  close(): void {
    this.agents.forEach(agent => agent.destroy());
    this.agents = [];
  }
}

/**
 * Watches a collection until the server ends the stream, which resolves; `onOpen` is called when the stream begins. Rejects with a `KubernetesApiError`: the answer
 * was not 200, an `ERROR` event arrived (410 comes as one inside a stream with status 200), the connection broke, or
 * `signal` aborted.
 */
export async function watchCollection(
  connection: KubernetesConnection,
  path: string,
  query: KubernetesQuery,
  options: {
    task: string;
    onEvent: (event: WatchEvent) => void;
    onOpen?: () => void;
    signal: AbortSignal;
  },
): Promise<void> {
  const { task, onEvent, onOpen, signal } = options;
  const config = new WatchKubeConfig(signal);
  let hasEnded = false;
  let end: () => void = () => {};
  let fail: (error: unknown) => void = () => {};
  const ended = new Promise<void>((resolve, reject) => {
    end = () => {
      hasEnded = true;
      resolve();
    };
    fail = error => {
      hasEnded = true;
      reject(toKubernetesApiError(error, task));
    };
  });
  ended.catch(() => {}); // awaited below; an abort may come before that
  const abort = () => {
    fail(new KubernetesApiError('aborted', `${task}: given up`));
    config.close();
  };
  signal.addEventListener('abort', abort, { once: true });
  try {
    signal.throwIfAborted();
    await loadKubeConfig(connection, config);
    const receive = (phase: unknown, object: unknown) => {
      if (hasEnded) {
        return;
      }
      try {
        onEvent(readEvent(phase, object, task));
      } catch (error) {
        fail(error); // the library swallows what a callback throws
      }
    };
    new Watch(config)
      .watch(path, { ...query }, receive, (error: unknown) =>
        error ? fail(error) : end(),
      )
      .then(() => (hasEnded ? undefined : onOpen?.()))
      .catch(fail);
    await ended;
  } catch (error) {
    throw toKubernetesApiError(error, task);
  } finally {
    signal.removeEventListener('abort', abort);
    config.close();
  }
}

/** @throws KubernetesApiError for an `ERROR` event, with the code of the `Status` that it carries. */
function readEvent(phase: unknown, object: unknown, task: string): WatchEvent {
  switch (phase) {
    case 'ADDED':
    case 'MODIFIED':
    case 'DELETED':
    case 'BOOKMARK':
      return { type: phase, object };
    case 'ERROR': {
      const status = readRecord(object);
      const message = readText(status.message);
      throw answeredError(
        readNumber(status.code) ?? 500,
        { message },
        undefined,
        task,
      );
    }
    default:
      throw new KubernetesApiError(
        'server',
        `${task}: unknown watch event ${String(phase)}`,
      );
  }
}
