import { Cluster } from '../Cluster';
import { formatUsage, namespaceUsage } from '../admission/quotaUsage';
import { isSameJson, recordAt } from '../objects';
import { StoreEvent } from '../store';

/**
 * Keeps `status.hard` and `status.used` of resource quotas true to what is in their namespace. Source: "Resource Quotas".
 *
 * @public
 */
export class QuotaAccounting {
  constructor(private readonly cluster: Cluster) {}

  /** Reacts to a change of the store. */
  observe(event: StoreEvent): void {
    const { namespace } = event.current.object.metadata;
    if (namespace === undefined || event.resource === 'events') {
      return;
    }
    const { store, kinds } = this.cluster;
    for (const { object } of store.list('resourcequotas', namespace)) {
      const hard = recordAt(object, 'spec', 'hard');
      const sums = namespaceUsage(
        store,
        kinds.all(),
        namespace,
        Object.keys(hard),
      );
      const used = Object.fromEntries(
        Object.keys(hard).map(name => [
          name,
          formatUsage(name, sums[name] ?? 0),
        ]),
      );
      const status = { hard, used };
      if (!isSameJson(object.status, status)) {
        store.write('resourcequotas', { ...object, status });
      }
    }
  }
}
