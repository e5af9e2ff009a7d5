import { KubernetesObject } from '../objects';

const API_VERSION = 'rbac.authorization.k8s.io/v1';
const READ = ['get', 'list', 'watch'];
const WRITE = ['create', 'delete', 'deletecollection', 'patch', 'update'];

const NAMESPACED_READS = [
  {
    apiGroups: [''],
    resources: [
      'configmaps',
      'events',
      'limitranges',
      'persistentvolumeclaims',
      'pods',
      'pods/log',
      'pods/status',
      'resourcequotas',
      'resourcequotas/status',
      'serviceaccounts',
      'services',
      'namespaces',
      'namespaces/status',
    ],
    verbs: READ,
  },
  {
    apiGroups: ['networking.k8s.io'],
    resources: ['networkpolicies'],
    verbs: READ,
  },
];

const NAMESPACED_WRITES = [
  { apiGroups: [''], resources: ['secrets'], verbs: [...READ, ...WRITE] },
  { apiGroups: [''], resources: ['serviceaccounts/token'], verbs: ['create'] },
  {
    apiGroups: [''],
    resources: ['serviceaccounts'],
    verbs: [...WRITE, 'impersonate'],
  },
  {
    apiGroups: [''],
    resources: [
      'configmaps',
      'events',
      'persistentvolumeclaims',
      'pods',
      'services',
    ],
    verbs: WRITE,
  },
  {
    apiGroups: ['networking.k8s.io'],
    resources: ['networkpolicies'],
    verbs: WRITE,
  },
];

function clusterRole(
  name: string,
  rules: readonly unknown[],
): KubernetesObject {
  return {
    apiVersion: API_VERSION,
    kind: 'ClusterRole',
    metadata: { name, ...bootstrapLabels() },
    rules,
  };
}

function clusterRoleBinding(
  role: string,
  groups: readonly string[],
): KubernetesObject {
  return {
    apiVersion: API_VERSION,
    kind: 'ClusterRoleBinding',
    metadata: { name: role, ...bootstrapLabels() },
    roleRef: {
      apiGroup: 'rbac.authorization.k8s.io',
      kind: 'ClusterRole',
      name: role,
    },
    subjects: groups.map(group => ({
      apiGroup: 'rbac.authorization.k8s.io',
      kind: 'Group',
      name: group,
    })),
  };
}

function bootstrapLabels(): { labels: Record<string, string> } {
  return { labels: { 'kubernetes.io/bootstrapping': 'rbac-defaults' } };
}

/**
 * Roles and bindings that a cluster has from the start. Source: "Using RBAC Authorization", section "Default roles and role
 * bindings". The keys of the token issuer are readable without credentials, as a cluster must offer them to whom its
 * tokens are shown.
 *
 * @public
 */
export const bootstrapRoles: readonly KubernetesObject[] = [
  clusterRole('cluster-admin', [
    { apiGroups: ['*'], resources: ['*'], verbs: ['*'] },
    { nonResourceURLs: ['*'], verbs: ['*'] },
  ]),
  clusterRole('view', NAMESPACED_READS),
  clusterRole('edit', [...NAMESPACED_READS, ...NAMESPACED_WRITES]),
  clusterRole('admin', [
    ...NAMESPACED_READS,
    ...NAMESPACED_WRITES,
    {
      apiGroups: ['rbac.authorization.k8s.io'],
      resources: ['roles', 'rolebindings'],
      verbs: [...READ, ...WRITE],
    },
  ]),
  clusterRole('system:basic-user', [
    {
      apiGroups: ['authorization.k8s.io'],
      resources: ['selfsubjectaccessreviews', 'selfsubjectrulesreviews'],
      verbs: ['create'],
    },
    {
      apiGroups: ['authentication.k8s.io'],
      resources: ['selfsubjectreviews'],
      verbs: ['create'],
    },
  ]),
  clusterRole('system:discovery', [
    {
      nonResourceURLs: [
        '/api',
        '/api/*',
        '/apis',
        '/apis/*',
        '/healthz',
        '/livez',
        '/openapi',
        '/openapi/*',
        '/readyz',
        '/version',
        '/version/',
      ],
      verbs: ['get'],
    },
  ]),
  clusterRole('system:public-info-viewer', [
    {
      nonResourceURLs: [
        '/healthz',
        '/livez',
        '/readyz',
        '/version',
        '/version/',
      ],
      verbs: ['get'],
    },
  ]),
  clusterRole('system:service-account-issuer-discovery', [
    {
      nonResourceURLs: [
        '/.well-known/openid-configuration',
        '/openid/v1/jwks',
        '/openid/v1/jwks/',
      ],
      verbs: ['get'],
    },
  ]),
  clusterRole('system:node', [
    {
      apiGroups: [''],
      resources: ['nodes'],
      verbs: [...READ, 'create', 'update', 'patch'],
    },
    {
      apiGroups: [''],
      resources: ['nodes/status'],
      verbs: ['update', 'patch'],
    },
    { apiGroups: [''], resources: ['pods'], verbs: [...READ, 'delete'] },
    { apiGroups: [''], resources: ['pods/status'], verbs: ['update', 'patch'] },
    { apiGroups: [''], resources: ['pods/binding'], verbs: ['create'] },
    {
      apiGroups: [''],
      resources: ['serviceaccounts/token'],
      verbs: ['create'],
    },
    {
      apiGroups: [''],
      resources: ['events'],
      verbs: ['create', 'patch', 'update'],
    },
    {
      apiGroups: [''],
      resources: ['configmaps', 'serviceaccounts'],
      verbs: READ,
    },
  ]),
  clusterRoleBinding('cluster-admin', ['system:masters']),
  clusterRoleBinding('system:basic-user', ['system:authenticated']),
  clusterRoleBinding('system:discovery', ['system:authenticated']),
  clusterRoleBinding('system:public-info-viewer', [
    'system:authenticated',
    'system:unauthenticated',
  ]),
  clusterRoleBinding('system:service-account-issuer-discovery', [
    'system:serviceaccounts',
    'system:authenticated',
    'system:unauthenticated',
  ]),
  clusterRoleBinding('system:node', ['system:nodes']),
];
