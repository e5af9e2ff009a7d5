import { selectManifests } from './selectManifests';

const environment = (name: string, cluster: string) => ({
  path: `environments/${name}.yaml`,
  content: `metadata: {name: ${name}}\nspec: {kubernetes: {cluster: ${cluster}}, aws: {awsNamespace: corridors-aws}}\n`,
});
const spec = (corridor: string, environmentName: string) => ({
  path: `corridors/${corridor}/corridor.yaml`,
  content: `spec: {environment: ${environmentName}}\n`,
});
const manifest = (
  path: string,
  kind: string,
  name: string,
  namespace?: string,
  apiVersion = 'v1',
) => ({
  path,
  content: `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: ${name}${
    namespace ? `, namespace: ${namespace}` : ''
  }}\n`,
});

const here = environment('single1', 'vpc2');
const gha1 = spec('gha1', 'single1');
const namespace = manifest(
  'corridors/gha1/kubernetes/namespace.yaml',
  'Namespace',
  'gha1',
);

const names = (files: Parameters<typeof selectManifests>[0]) =>
  selectManifests(files, 'vpc2').manifests.map(
    ({ manifest: { kind } }) => kind,
  );

describe('selectManifests', () => {
  it('takes kubernetes/ and aws/ of corridors of the own cluster, namespaces first', () => {
    const bucket = manifest(
      'corridors/gha1/aws/bucket.yaml',
      'Bucket',
      'b',
      'corridors-aws',
      's3.services.k8s.aws/v1alpha1',
    );
    const other = manifest(
      'corridors/gha1/terraform/main.yaml',
      'ConfigMap',
      'x',
      'gha1',
    );
    const elsewhere = manifest(
      'corridors/web/kubernetes/namespace.yaml',
      'Namespace',
      'web',
    );
    const files = [
      bucket,
      namespace,
      other,
      elsewhere,
      gha1,
      spec('web', 'far'),
      here,
      environment('far', 'vpc9'),
    ];
    expect(names(files)).toEqual(['Namespace', 'Bucket']);
  });

  it.each([
    [
      'a kind that corridors have no use for',
      manifest('corridors/gha1/kubernetes/x.yaml', 'Secret', 'x', 'gha1'),
      'KindNotAllowed',
    ],
    [
      'a cluster role',
      manifest(
        'corridors/gha1/kubernetes/x.yaml',
        'ClusterRoleBinding',
        'x',
        undefined,
        'rbac.authorization.k8s.io/v1',
      ),
      'KindNotAllowed',
    ],
    [
      "somebody else's namespace",
      manifest('corridors/gha1/kubernetes/x.yaml', 'ConfigMap', 'x', 'gha2'),
      'DestinationNotAllowed',
    ],
    [
      'no namespace',
      manifest('corridors/gha1/kubernetes/x.yaml', 'ConfigMap', 'x'),
      'DestinationNotAllowed',
    ],
    [
      'no YAML',
      { path: 'corridors/gha1/kubernetes/x.yaml', content: 'a: [' },
      'InvalidManifest',
    ],
    [
      'no object',
      { path: 'corridors/gha1/kubernetes/x.yaml', content: '- 1' },
      'InvalidManifest',
    ],
  ])(
    'refuses %s, keeps the others and prunes nothing of the corridor',
    (_title, file, reason) => {
      const { manifests, refused, unresolved } = selectManifests(
        [here, gha1, namespace, file],
        'vpc2',
      );
      expect(manifests.map(selected => selected.manifest.kind)).toEqual([
        'Namespace',
      ]);
      expect(refused).toEqual([
        expect.objectContaining({
          corridor: 'gha1',
          file: file.path,
          reason,
          message: expect.stringContaining(file.path),
        }),
      ]);
      expect([...unresolved]).toEqual(['gha1']);
    },
  );

  it.each([
    [
      'its specification is not readable',
      [here, { ...gha1, content: 'a: [' }, namespace],
    ],
    ['it has no specification', [here, namespace]],
    [
      'its environment is not readable',
      [{ ...here, content: '{' }, gha1, namespace],
    ],
    ['its environment does not exist', [gha1, namespace]],
  ])('leaves a corridor alone when %s', (_title, files) => {
    const selection = selectManifests(files, 'vpc2');
    expect(selection.manifests).toEqual([]);
    expect([...selection.unresolved]).toEqual(['gha1']);
  });
});
