import { readList, readRecord, readText } from '../../readJson';
import { KubernetesClient, KubernetesQuery } from '../client/kubernetesClient';

/** A complete list and the version from which a watch goes on. */
export interface CollectionList {
  readonly items: readonly unknown[];
  readonly resourceVersion: string;
  readonly serverTime?: Date;
}

/** Reads a collection page by page. Rejects with a `KubernetesApiError`. */
export async function listCollection(
  client: KubernetesClient,
  path: string,
  query: KubernetesQuery,
  options: {
    task: string;
    pageSize: number;
    timeoutMs: number;
    signal: AbortSignal;
  },
): Promise<CollectionList> {
  const items: unknown[] = [];
  let next: string | undefined;
  do {
    const page = await client.get(
      path,
      { ...query, limit: options.pageSize, continue: next },
      options,
    );
    const metadata = readRecord(page.body.metadata);
    items.push(...readList(page.body.items));
    next = readText(metadata.continue);
    if (next === undefined) {
      return {
        items,
        resourceVersion: readText(metadata.resourceVersion) ?? '',
        serverTime: page.serverTime,
      };
    }
  } while (!options.signal.aborted);
  throw options.signal.reason;
}
