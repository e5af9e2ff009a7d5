import { ObjectStore } from '../store';
import { AccessAttributes, Authorizer } from './Authorizer';
import { User } from './User';

const GROUP = 'rbac.authorization.k8s.io';
const apiVersion = `${GROUP}/v1`;

const store = ObjectStore.create();
const authorizer = new Authorizer(() => store);

const role = (name: string, rules: object[], namespace?: string) =>
  store.write(namespace ? `roles.${GROUP}` : `clusterroles.${GROUP}`, {
    apiVersion,
    kind: namespace ? 'Role' : 'ClusterRole',
    metadata: { name, ...(namespace ? { namespace } : {}) },
    rules,
  });
const bind = (
  name: string,
  kind: string,
  subject: object,
  namespace?: string,
) =>
  store.write(
    namespace ? `rolebindings.${GROUP}` : `clusterrolebindings.${GROUP}`,
    {
      apiVersion,
      kind: namespace ? 'RoleBinding' : 'ClusterRoleBinding',
      metadata: { name, ...(namespace ? { namespace } : {}) },
      roleRef: { apiGroup: GROUP, kind, name },
      subjects: [subject],
    },
  );

role(
  'pods',
  [{ apiGroups: [''], resources: ['pods'], verbs: ['get', 'list'] }],
  'a',
);
bind('pods', 'Role', { kind: 'User', name: 'ann' }, 'a');
role('logs', [{ apiGroups: [''], resources: ['pods/log'], verbs: ['get'] }]);
bind('logs', 'ClusterRole', { kind: 'Group', name: 'readers' }, 'a');
role(
  'one',
  [
    {
      apiGroups: [''],
      resources: ['secrets'],
      resourceNames: ['mine'],
      verbs: ['get'],
    },
  ],
  'a',
);
bind('one', 'Role', { kind: 'ServiceAccount', name: 'robot' }, 'a');
role('buckets', [
  { apiGroups: ['s3.services.k8s.aws'], resources: ['*'], verbs: ['*'] },
]);
bind('buckets', 'ClusterRole', {
  kind: 'ServiceAccount',
  name: 'robot',
  namespace: 'b',
});
role('status', [
  { apiGroups: ['*'], resources: ['*/status'], verbs: ['patch'] },
]);
bind('status', 'ClusterRole', { kind: 'User', name: 'ann' });
role('paths', [{ nonResourceURLs: ['/healthz', '/apis/*'], verbs: ['get'] }]);
bind('paths', 'ClusterRole', { kind: 'User', name: 'ann' });
bind('absent', 'ClusterRole', { kind: 'User', name: 'ann' });

const user = (username: string, ...groups: string[]): User => ({
  username,
  groups,
});
const ann = user('ann');
const reader = user('bob', 'readers');
const robot = (namespace: string) =>
  user(`system:serviceaccount:${namespace}:robot`);
const root = user('root', 'system:masters');

const on = (
  verb: string,
  resource: string,
  namespace?: string,
  more: { group?: string; subresource?: string; name?: string } = {},
): AccessAttributes => ({
  kind: 'resource',
  verb,
  group: more.group ?? '',
  resource,
  ...(namespace === undefined ? {} : { namespace }),
  ...(more.subresource === undefined ? {} : { subresource: more.subresource }),
  ...(more.name === undefined ? {} : { name: more.name }),
});
const path = (verb: string, text: string): AccessAttributes => ({
  kind: 'path',
  verb,
  path: text,
});

const S3 = { group: 's3.services.k8s.aws' };

it.each<[string, User, AccessAttributes, boolean]>([
  ['a verb of the rule', ann, on('list', 'pods', 'a'), true],
  ['another verb', ann, on('delete', 'pods', 'a'), false],
  ['another resource', ann, on('list', 'secrets', 'a'), false],
  [
    'another group',
    ann,
    on('list', 'pods', 'a', { group: 'metrics.k8s.io' }),
    false,
  ],
  ['another namespace', ann, on('list', 'pods', 'b'), false],
  ['all namespaces', ann, on('list', 'pods'), false],
  ['another user', reader, on('list', 'pods', 'a'), false],
  [
    'a subresource that the rule does not name',
    ann,
    on('get', 'pods', 'a', { subresource: 'log' }),
    false,
  ],
  [
    'a cluster role bound in the namespace',
    reader,
    on('get', 'pods', 'a', { subresource: 'log' }),
    true,
  ],
  [
    'a cluster role bound in another namespace',
    reader,
    on('get', 'pods', 'b', { subresource: 'log' }),
    false,
  ],
  [
    'the resource when only its subresource is named',
    reader,
    on('get', 'pods', 'a'),
    false,
  ],
  [
    'a named object',
    robot('a'),
    on('get', 'secrets', 'a', { name: 'mine' }),
    true,
  ],
  [
    'an object of another name',
    robot('a'),
    on('get', 'secrets', 'a', { name: 'yours' }),
    false,
  ],
  [
    'no name where one is demanded',
    robot('a'),
    on('get', 'secrets', 'a'),
    false,
  ],
  [
    'an account of the same name elsewhere',
    robot('c'),
    on('get', 'secrets', 'a', { name: 'mine' }),
    false,
  ],
  [
    'all of a group, everywhere',
    robot('b'),
    on('delete', 'buckets', 'x', S3),
    true,
  ],
  [
    'all of a group for the wrong account',
    robot('a'),
    on('delete', 'buckets', 'x', S3),
    false,
  ],
  [
    'a subresource of everything',
    ann,
    on('patch', 'buckets', 'x', { ...S3, subresource: 'status' }),
    true,
  ],
  [
    'everything without the subresource',
    ann,
    on('patch', 'buckets', 'x', S3),
    false,
  ],
  ['a path', ann, path('get', '/healthz'), true],
  ['a path below', ann, path('get', '/apis/x/y'), true],
  ['another path', ann, path('get', '/metrics'), false],
  ['another verb at a path', ann, path('post', '/healthz'), false],
  [
    'anything for a member of system:masters',
    root,
    on('delete', 'nodes'),
    true,
  ],
])('%s', (_title, who, wanted, allowed) => {
  expect(authorizer.review(who, wanted).allowed).toBe(allowed);
});

it('names the binding that allowed', () => {
  expect(authorizer.review(ann, on('list', 'pods', 'a')).reason).toBe(
    'RBAC: allowed by RoleBinding "pods/a" of Role "pods"',
  );
});
