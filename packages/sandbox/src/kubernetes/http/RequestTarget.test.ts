import { parseTarget, verbOf } from './RequestTarget';

const query = (text = '') => new URLSearchParams(text);

it.each([
  ['/api/v1/pods', { group: '', version: 'v1', resource: 'pods' }],
  ['/api/v1/namespaces', { group: '', version: 'v1', resource: 'namespaces' }],
  [
    '/api/v1/namespaces/a',
    {
      group: '',
      version: 'v1',
      resource: 'namespaces',
      namespace: 'a',
      name: 'a',
    },
  ],
  [
    '/api/v1/namespaces/a/status',
    {
      group: '',
      version: 'v1',
      resource: 'namespaces',
      namespace: 'a',
      name: 'a',
      subresource: 'status',
    },
  ],
  [
    '/api/v1/namespaces/a/pods/p/log',
    {
      group: '',
      version: 'v1',
      resource: 'pods',
      namespace: 'a',
      name: 'p',
      subresource: 'log',
    },
  ],
  [
    '/apis/s3.services.k8s.aws/v1alpha1/namespaces/a/buckets',
    {
      group: 's3.services.k8s.aws',
      version: 'v1alpha1',
      resource: 'buckets',
      namespace: 'a',
    },
  ],
  [
    '/apis/rbac.authorization.k8s.io/v1/clusterroles/system%3Anode',
    {
      group: 'rbac.authorization.k8s.io',
      version: 'v1',
      resource: 'clusterroles',
      name: 'system:node',
    },
  ],
])('reads %s', (path, target) => {
  expect(parseTarget(path)).toEqual({ kind: 'resource', ...target });
});

it.each([
  '/',
  '/version',
  '/api',
  '/api/v1',
  '/apis/apps',
  '/apis/apps/v1',
  '/openapi/v3/api/v1',
])('takes %s as a path', path => {
  expect(parseTarget(path)).toEqual({ kind: 'path', path });
});

it.each([
  ['GET', '/api/v1/pods', '', 'list'],
  ['GET', '/api/v1/pods', 'watch=1', 'watch'],
  ['GET', '/api/v1/namespaces/a/pods/p', '', 'get'],
  ['POST', '/api/v1/namespaces/a/pods', '', 'create'],
  ['PUT', '/api/v1/namespaces/a/pods/p', '', 'update'],
  ['PATCH', '/api/v1/namespaces/a/pods/p', '', 'patch'],
  ['DELETE', '/api/v1/namespaces/a/pods/p', '', 'delete'],
  ['DELETE', '/api/v1/namespaces/a/pods', '', 'deletecollection'],
  ['OPTIONS', '/api/v1/pods', '', undefined],
])('knows %s %s?%s as %s', (method, path, text, verb) => {
  const target = parseTarget(path);
  expect(
    target.kind === 'resource' && verbOf(method, target, query(text)),
  ).toBe(verb);
});
