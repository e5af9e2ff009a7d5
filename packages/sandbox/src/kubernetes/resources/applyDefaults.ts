import { randomInt } from 'node:crypto';
import { KindDefinition, resourceKey } from '../kinds';
import {
  KubernetesObject,
  fieldAt,
  isRecord,
  listAt,
  recordAt,
} from '../objects';

function podDefaults(object: KubernetesObject): KubernetesObject {
  const spec = recordAt(object, 'spec');
  const containers = listAt(spec, 'containers').map(container =>
    isRecord(container)
      ? {
          imagePullPolicy: 'IfNotPresent',
          terminationMessagePath: '/dev/termination-log',
          terminationMessagePolicy: 'File',
          ...container,
          resources: requestsFromLimits(recordAt(container, 'resources')),
        }
      : container,
  );
  return {
    ...object,
    spec: {
      restartPolicy: 'Always',
      terminationGracePeriodSeconds: 30,
      dnsPolicy: 'ClusterFirst',
      schedulerName: 'default-scheduler',
      securityContext: {},
      ...spec,
      containers,
    },
    status: { phase: 'Pending', qosClass: 'Burstable' },
  };
}

/** A limit without a request is the request too. Source: "Resource Management for Pods and Containers". */
function requestsFromLimits(
  resources: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const limits = recordAt(resources, 'limits');
  return Object.keys(limits).length === 0
    ? resources
    : {
        ...resources,
        requests: { ...limits, ...recordAt(resources, 'requests') },
      };
}

function namespaceDefaults(object: KubernetesObject): KubernetesObject {
  const { name, labels } = object.metadata;
  return {
    ...object,
    metadata: {
      ...object.metadata,
      labels: { ...labels, 'kubernetes.io/metadata.name': name },
    },
    spec: { finalizers: ['kubernetes'] },
    status: { phase: 'Active' },
  };
}

function secretDefaults(object: KubernetesObject): KubernetesObject {
  const { stringData, ...rest } = object;
  const encoded = Object.entries(recordAt(object, 'stringData')).map(
    ([key, value]) => [key, Buffer.from(String(value)).toString('base64')],
  );
  return {
    type: 'Opaque',
    ...rest,
    ...(stringData === undefined
      ? {}
      : {
          data: { ...recordAt(object, 'data'), ...Object.fromEntries(encoded) },
        }),
  };
}

function serviceDefaults(object: KubernetesObject): KubernetesObject {
  return {
    ...object,
    spec: {
      type: 'ClusterIP',
      sessionAffinity: 'None',
      clusterIP: `10.96.${randomInt(256)}.${1 + randomInt(254)}`,
      ...recordAt(object, 'spec'),
    },
    status: { loadBalancer: {} },
  };
}

function networkPolicyDefaults(object: KubernetesObject): KubernetesObject {
  const spec = recordAt(object, 'spec');
  const policyTypes =
    spec.egress === undefined ? ['Ingress'] : ['Ingress', 'Egress'];
  return { ...object, spec: { policyTypes, ...spec } };
}

function bindingDefaults(object: KubernetesObject): KubernetesObject {
  const apiGroup = 'rbac.authorization.k8s.io';
  return {
    ...object,
    roleRef: { apiGroup, ...recordAt(object, 'roleRef') },
    subjects: listAt(object, 'subjects').map(subject =>
      isRecord(subject) && subject.kind !== 'ServiceAccount'
        ? { apiGroup, ...subject }
        : subject,
    ),
  };
}

function definitionDefaults(
  object: KubernetesObject,
  now: string,
): KubernetesObject {
  const names = recordAt(object, 'spec', 'names');
  const kind = String(names.kind);
  const accepted = {
    singular: kind.toLowerCase(),
    listKind: `${kind}List`,
    ...names,
  };
  const condition = (type: string, reason: string) => ({
    type,
    status: 'True',
    lastTransitionTime: now,
    reason,
    message: '',
  });
  return {
    ...object,
    spec: {
      conversion: { strategy: 'None' },
      ...recordAt(object, 'spec'),
      names: accepted,
    },
    status: {
      acceptedNames: accepted,
      conditions: [
        condition('NamesAccepted', 'NoConflicts'),
        condition('Established', 'InitialNamesAccepted'),
      ],
      storedVersions: listAt(object, 'spec', 'versions').map(version =>
        fieldAt(version, 'name'),
      ),
    },
  };
}

/**
 * Fills in what a new object of a built-in kind leaves open, and its first status.
 *
 * @param now - RFC 3339
 * @public
 */
export function applyDefaults(
  kind: KindDefinition,
  object: KubernetesObject,
  now: string,
): KubernetesObject {
  switch (resourceKey(kind)) {
    case 'pods':
      return podDefaults(object);
    case 'namespaces':
      return namespaceDefaults(object);
    case 'secrets':
      return secretDefaults(object);
    case 'services':
      return serviceDefaults(object);
    case 'resourcequotas':
      return { ...object, status: {} };
    case 'persistentvolumeclaims':
      return { ...object, status: { phase: 'Pending' } };
    case 'networkpolicies.networking.k8s.io':
      return networkPolicyDefaults(object);
    case 'rolebindings.rbac.authorization.k8s.io':
    case 'clusterrolebindings.rbac.authorization.k8s.io':
      return bindingDefaults(object);
    case 'customresourcedefinitions.apiextensions.k8s.io':
      return definitionDefaults(object, now);
    default:
      return object;
  }
}
