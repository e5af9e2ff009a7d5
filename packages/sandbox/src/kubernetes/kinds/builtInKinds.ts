import {
  AGE_COLUMN,
  BINDING_COLUMNS,
  DATA_COLUMNS,
  EVENT_COLUMNS,
  NAME_COLUMN,
  POD_COLUMNS,
  QUOTA_COLUMNS,
  pathColumn,
} from './columns';
import { Column, KindDefinition } from './KindDefinition';

interface BuiltIn {
  readonly group?: string;
  readonly version?: string;
  readonly kind: string;
  readonly plural: string;
  readonly shortNames?: readonly string[];
  readonly clusterScoped?: boolean;
  readonly subresources?: readonly string[];
  readonly countsGenerations?: boolean;
  readonly selectableFields?: readonly string[];
  readonly columns?: readonly Column[];
}

const RBAC = 'rbac.authorization.k8s.io';
const EVENT_FIELDS = [
  'involvedObject.kind',
  'involvedObject.namespace',
  'involvedObject.name',
  'involvedObject.uid',
  'involvedObject.apiVersion',
  'reason',
  'type',
];

const KINDS: readonly BuiltIn[] = [
  {
    kind: 'Namespace',
    plural: 'namespaces',
    shortNames: ['ns'],
    clusterScoped: true,
    subresources: ['status'],
    selectableFields: ['status.phase'],
    columns: [NAME_COLUMN, pathColumn('Status', '.status.phase'), AGE_COLUMN],
  },
  {
    kind: 'Node',
    plural: 'nodes',
    shortNames: ['no'],
    clusterScoped: true,
    subresources: ['status'],
    columns: [
      NAME_COLUMN,
      {
        name: 'Status',
        type: 'string',
        value: node =>
          pathColumn('', '.status.conditions[?(@.type=="Ready")].status').value(
            node,
            new Date(0),
          ) === 'True'
            ? 'Ready'
            : 'NotReady',
      },
      AGE_COLUMN,
      pathColumn('Version', '.status.nodeInfo.kubeletVersion'),
    ],
  },
  {
    kind: 'Pod',
    plural: 'pods',
    shortNames: ['po'],
    subresources: ['status', 'log', 'binding'],
    countsGenerations: true,
    selectableFields: [
      'spec.nodeName',
      'spec.serviceAccountName',
      'status.phase',
      'spec.restartPolicy',
    ],
    columns: POD_COLUMNS,
  },
  {
    kind: 'ServiceAccount',
    plural: 'serviceaccounts',
    shortNames: ['sa'],
    subresources: ['token'],
  },
  {
    kind: 'Event',
    plural: 'events',
    shortNames: ['ev'],
    selectableFields: EVENT_FIELDS,
    columns: EVENT_COLUMNS,
  },
  {
    kind: 'ConfigMap',
    plural: 'configmaps',
    shortNames: ['cm'],
    columns: DATA_COLUMNS,
  },
  {
    kind: 'Secret',
    plural: 'secrets',
    selectableFields: ['type'],
    columns: DATA_COLUMNS,
  },
  {
    kind: 'Service',
    plural: 'services',
    shortNames: ['svc'],
    subresources: ['status'],
    columns: [
      NAME_COLUMN,
      pathColumn('Type', '.spec.type'),
      pathColumn('Cluster-IP', '.spec.clusterIP'),
      AGE_COLUMN,
    ],
  },
  {
    kind: 'PersistentVolumeClaim',
    plural: 'persistentvolumeclaims',
    shortNames: ['pvc'],
    subresources: ['status'],
    columns: [NAME_COLUMN, pathColumn('Status', '.status.phase'), AGE_COLUMN],
  },
  {
    kind: 'ResourceQuota',
    plural: 'resourcequotas',
    shortNames: ['quota'],
    subresources: ['status'],
    columns: QUOTA_COLUMNS,
  },
  { kind: 'LimitRange', plural: 'limitranges', shortNames: ['limits'] },
  {
    group: 'networking.k8s.io',
    kind: 'NetworkPolicy',
    plural: 'networkpolicies',
    shortNames: ['netpol'],
    countsGenerations: true,
  },
  { group: RBAC, kind: 'Role', plural: 'roles' },
  {
    group: RBAC,
    kind: 'RoleBinding',
    plural: 'rolebindings',
    columns: BINDING_COLUMNS,
  },
  {
    group: RBAC,
    kind: 'ClusterRole',
    plural: 'clusterroles',
    clusterScoped: true,
  },
  {
    group: RBAC,
    kind: 'ClusterRoleBinding',
    plural: 'clusterrolebindings',
    clusterScoped: true,
    columns: BINDING_COLUMNS,
  },
  {
    group: 'apiextensions.k8s.io',
    kind: 'CustomResourceDefinition',
    plural: 'customresourcedefinitions',
    shortNames: ['crd', 'crds'],
    clusterScoped: true,
    subresources: ['status'],
    countsGenerations: true,
  },
  {
    group: 'admissionregistration.k8s.io',
    kind: 'MutatingWebhookConfiguration',
    plural: 'mutatingwebhookconfigurations',
    clusterScoped: true,
    countsGenerations: true,
  },
  {
    group: 'coordination.k8s.io',
    kind: 'Lease',
    plural: 'leases',
    columns: [
      NAME_COLUMN,
      pathColumn('Holder', '.spec.holderIdentity'),
      AGE_COLUMN,
    ],
  },
];

/**
 * The kinds that are there without a CustomResourceDefinition.
 *
 * @public
 */
export const builtInKinds: readonly KindDefinition[] = KINDS.map(kind => ({
  group: kind.group ?? '',
  version: kind.version ?? 'v1',
  kind: kind.kind,
  plural: kind.plural,
  singular: kind.kind.toLowerCase(),
  shortNames: kind.shortNames ?? [],
  namespaced: !kind.clusterScoped,
  subresources: kind.subresources ?? [],
  countsGenerations: kind.countsGenerations ?? false,
  isBuiltIn: true,
  selectableFields: kind.selectableFields ?? [],
  columns: kind.columns ?? [NAME_COLUMN, AGE_COLUMN],
}));
