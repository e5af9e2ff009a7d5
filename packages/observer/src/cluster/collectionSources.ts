import { FactSource, FactState } from '@corridors/model';
import { ReflectorStatus } from '../kubernetes';
import { WatchedCollection } from './clusterSnapshot';

const TITLES: Readonly<Record<WatchedCollection, string>> = {
  namespaces: 'Namespaces',
  serviceAccounts: 'ServiceAccounts',
  pods: 'Spark pods',
  resourceQuotas: 'Resource quotas',
  sparkApplications: 'Spark applications',
  ackBuckets: 'ACK buckets',
  ackPolicies: 'ACK policies',
  ackRoles: 'ACK roles',
};

/** The fact source of one collection, such as `kubernetes:single1/pods`. */
export function collectionSource(
  environment: string,
  collection: WatchedCollection,
  status: ReflectorStatus,
): FactSource {
  return {
    id: `kubernetes:${environment}/${collection}`,
    title: `${TITLES[collection]} of ${environment}`,
    state: status.state,
    asOf: status.asOf,
    since: status.since,
    message: status.state === 'live' ? undefined : status.message,
  };
}

/** Worst first: what a reader must know about the cluster as a whole. */
const SEVERITY: readonly FactState[] = ['stale', 'syncing', 'live'];

/**
 * The sources of a cluster: first the cluster as a whole, then the collections that differ from it. A collection that
 * the cluster does not show us says so itself and does not make the others stale; one that the cluster does not know (no
 * Spark operator is installed) is normal and left out.
 *
 * @param clockMessage - set when the clocks of cluster and portal differ
 */
export function clusterSources(
  environment: string,
  collections: readonly FactSource[],
  clockMessage?: string,
): FactSource[] {
  const visible = collections.filter(({ state }) => SEVERITY.includes(state));
  const state =
    SEVERITY.find(candidate =>
      visible.some(source => source.state === candidate),
    ) ?? hiddenState(collections);
  const deciding = (visible.length > 0 ? visible : collections).filter(
    source => source.state === state,
  );
  const whole: FactSource = {
    id: `kubernetes:${environment}`,
    title: `Kubernetes of ${environment}`,
    state,
    asOf: deciding
      .map(source => source.asOf ?? '')
      .sort()
      .find(asOf => asOf !== ''),
    since: deciding
      .map(source => source.since ?? '')
      .sort()
      .find(since => since !== ''),
    message:
      deciding.find(source => source.message !== undefined)?.message ??
      clockMessage,
  };
  return [
    whole,
    ...collections.filter(
      source => source.state !== state && source.state !== 'unavailable',
    ),
  ];
}

/** When no collection can be read at all. */
function hiddenState(collections: readonly FactSource[]): FactState {
  return collections.some(({ state }) => state === 'forbidden')
    ? 'forbidden'
    : 'unavailable';
}
