import { StatusError } from '../StatusError';
import { KindDefinition, apiVersionOf, resourceKey } from '../kinds';
import { StoredObject } from '../store';
import { Exchange, sendJson } from './Exchange';
import {
  ContinuePosition,
  continueExpired,
  decodeContinue,
  encodeContinue,
  hasSelector,
  parseRevision,
  parseSelectors,
} from './listOptions';
import { renderTable, wantsTable } from './table';

function keyOf({ object }: StoredObject): string {
  return `${object.metadata.namespace ?? ''}/${object.metadata.name}`;
}

function objectsAt(
  { cluster, query }: Exchange,
  kind: KindDefinition,
  namespace: string | undefined,
  position: ContinuePosition | undefined,
): { revision: number; objects: StoredObject[] } {
  const { store } = cluster;
  const wanted = parseRevision(query, store);
  const isExact = query.get('resourceVersionMatch') === 'Exact';
  const revision =
    position?.revision ??
    (isExact && wanted !== undefined ? wanted : store.revision);
  try {
    return {
      revision,
      objects: store.listAt(resourceKey(kind), namespace, revision),
    };
  } catch (error) {
    throw position && error instanceof StatusError && error.code === 410
      ? continueExpired()
      : error;
  }
}

/**
 * Answers a list, with selectors and pages. The JSON of the objects is concatenated as it is stored.
 *
 * @throws StatusError 400, 410 or 504
 * @public
 */
export function listResource(
  exchange: Exchange,
  kind: KindDefinition,
  namespace: string | undefined,
): void {
  const { query, request, response, cluster } = exchange;
  const token = query.get('continue');
  const position = token ? decodeContinue(token) : undefined;
  const isWanted = parseSelectors(kind, query);
  const { revision, objects } = objectsAt(exchange, kind, namespace, position);
  const matching = objects.filter(stored => isWanted(stored.object));
  const remaining = position
    ? matching.filter(stored => keyOf(stored) > position.after)
    : matching;
  const limit = Number(query.get('limit') ?? 0) || remaining.length;
  const page = remaining.slice(0, limit);
  const last = page[page.length - 1];
  const left = remaining.length - page.length;
  const metadata = {
    resourceVersion: String(revision),
    ...(left > 0 && last
      ? { continue: encodeContinue({ revision, after: keyOf(last) }) }
      : {}),
    ...(left > 0 && !hasSelector(query) ? { remainingItemCount: left } : {}),
  };
  if (wantsTable(request)) {
    const includeObject = query.get('includeObject') ?? 'Metadata';
    const now = cluster.options.clock();
    sendJson(
      response,
      200,
      renderTable(kind, page, {
        now,
        includeObject,
        withColumns: true,
        metadata,
      }),
    );
    return;
  }
  const head = JSON.stringify({
    kind: `${kind.kind}List`,
    apiVersion: apiVersionOf(kind),
    metadata,
  });
  sendJson(
    response,
    200,
    `${head.slice(0, -1)},"items":[${page.map(({ json }) => json).join(',')}]}`,
  );
}
