import { refusedByAdmission } from '../StatusError';
import {
  KubernetesObject,
  listAt,
  parseQuantity,
  recordAt,
  stringAt,
} from '../objects';
import { ResourceRequest } from '../resources/ResourceRequest';
import { formatUsage, namespaceUsage, objectUsage } from './quotaUsage';

/** Resources that every container must state when a quota limits them. Source: "Resource Quotas". */
const MUST_BE_STATED = /^(requests|limits)\.(cpu|memory)$/;

function unstated(pod: KubernetesObject, limited: readonly string[]): string[] {
  return limited
    .filter(name => MUST_BE_STATED.test(name))
    .flatMap(name => {
      const [section = '', resource = ''] = name.split('.');
      const lacking = listAt(pod, 'spec', 'containers').filter(
        container =>
          recordAt(container, 'resources', section)[resource] === undefined,
      );
      return lacking.length === 0
        ? []
        : [
            `${name} for: ${lacking
              .map(container => stringAt(container, 'name'))
              .join(',')}`,
          ];
    });
}

/**
 * Refuses an object that the namespace's quotas have no room for. Source: "Resource Quotas".
 *
 * @throws StatusError 403 saying what was requested, used and limited
 * @public
 */
export function admitQuota(
  request: ResourceRequest,
  object: KubernetesObject,
): void {
  const { cluster, kind, namespace } = request;
  if (namespace === undefined) {
    return;
  }
  const requested = objectUsage(kind, object);
  for (const quota of cluster.store.list('resourcequotas', namespace)) {
    const hard = recordAt(quota.object, 'spec', 'hard');
    const { name } = quota.object.metadata;
    if (kind.plural === 'pods' && kind.group === '') {
      const missing = unstated(object, Object.keys(hard));
      if (missing.length > 0) {
        throw refusedByAdmission(
          kind,
          object.metadata.name,
          `failed quota: ${name}: must specify ${missing.join('; ')}`,
        );
      }
    }
    const limited = Object.keys(hard).filter(
      resource => (requested[resource] ?? 0) > 0,
    );
    if (limited.length === 0) {
      continue;
    }
    const used = namespaceUsage(
      cluster.store,
      cluster.kinds.all(),
      namespace,
      limited,
    );
    const exceeded = limited
      .filter(
        resource =>
          (used[resource] ?? 0) + (requested[resource] ?? 0) >
          (parseQuantity(String(hard[resource])) ?? 0),
      )
      .sort();
    if (exceeded.length > 0) {
      const show = (value: (resource: string) => string) =>
        exceeded.map(resource => `${resource}=${value(resource)}`).join(',');
      throw refusedByAdmission(
        kind,
        object.metadata.name,
        `exceeded quota: ${name}, requested: ${show(resource =>
          formatUsage(resource, requested[resource] ?? 0),
        )}, used: ${show(resource =>
          formatUsage(resource, used[resource] ?? 0),
        )}, limited: ${show(resource => String(hard[resource]))}`,
      );
    }
  }
}
