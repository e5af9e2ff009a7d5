import { KindDefinition, resourceKey } from '../kinds';
import {
  KubernetesObject,
  formatQuantity,
  listAt,
  parseQuantity,
  recordAt,
  stringAt,
} from '../objects';
import { ObjectStore } from '../store';

/** Sums by resource name, in base units. @public */
export type Usage = Readonly<Record<string, number>>;

/** Kinds that a quota may count by their plural alone. Source: "Resource Quotas", section "Object Count Quota". */
const COUNTED = [
  'configmaps',
  'persistentvolumeclaims',
  'resourcequotas',
  'secrets',
  'services',
];

/** Whether a pod still uses what it asked for. */
function isLive(pod: KubernetesObject): boolean {
  const phase = stringAt(pod, 'status', 'phase');
  return phase !== 'Succeeded' && phase !== 'Failed';
}

/** What one pod asks for: containers summed. @public */
export function podUsage(pod: KubernetesObject): Usage {
  const usage: Record<string, number> = { pods: 1 };
  for (const container of listAt(pod, 'spec', 'containers')) {
    for (const section of ['requests', 'limits']) {
      for (const [name, text] of Object.entries(
        recordAt(container, 'resources', section),
      )) {
        const key = `${section}.${name}`;
        usage[key] = (usage[key] ?? 0) + (parseQuantity(String(text)) ?? 0);
      }
    }
  }
  for (const name of ['cpu', 'memory']) {
    usage[name] = usage[`requests.${name}`] ?? 0;
  }
  return usage;
}

/** What one object adds to the usage of its namespace. @public */
export function objectUsage(
  kind: KindDefinition,
  object: KubernetesObject,
): Usage {
  const key = resourceKey(kind);
  const count = { [`count/${key}`]: 1 };
  if (key === 'pods') {
    return isLive(object) ? { ...podUsage(object), ...count } : count;
  }
  if (key === 'services') {
    return { ...count, ...serviceUsage(object) };
  }
  return COUNTED.includes(key) ? { ...count, [key]: 1 } : count;
}

function serviceUsage(service: KubernetesObject): Usage {
  const type = stringAt(service, 'spec', 'type');
  const ports = listAt(service, 'spec', 'ports').length;
  return {
    services: 1,
    ...(type === 'LoadBalancer' ? { 'services.loadbalancers': 1 } : {}),
    ...(type === 'LoadBalancer' || type === 'NodePort'
      ? { 'services.nodeports': ports }
      : {}),
  };
}

/** Adds what the second holds to the first. @public */
export function addUsage(left: Usage, right: Usage): Usage {
  const sum: Record<string, number> = { ...left };
  for (const [name, value] of Object.entries(right)) {
    sum[name] = (sum[name] ?? 0) + value;
  }
  return sum;
}

/** What the objects of a namespace use, of the kinds that the hard limits speak of. @public */
export function namespaceUsage(
  store: ObjectStore,
  kinds: readonly KindDefinition[],
  namespace: string,
  limited: readonly string[],
): Usage {
  return kinds
    .filter(kind => kind.namespaced && isCounted(kind, limited))
    .flatMap(kind =>
      store
        .list(resourceKey(kind), namespace)
        .map(({ object }) => objectUsage(kind, object)),
    )
    .reduce(addUsage, {});
}

function isCounted(kind: KindDefinition, limited: readonly string[]): boolean {
  const key = resourceKey(kind);
  return (
    limited.includes(`count/${key}`) ||
    limited.includes(key) ||
    limited.some(name => name.startsWith(`${key}.`)) ||
    (key === 'pods' &&
      limited.some(name => /^(requests\.|limits\.|cpu$|memory$)/.test(name)))
  );
}

/** A sum as the quota's status writes it. @public */
export function formatUsage(name: string, value: number): string {
  return formatQuantity(
    value,
    /memory|storage/.test(name) ? 'bytes' : 'number',
  );
}
