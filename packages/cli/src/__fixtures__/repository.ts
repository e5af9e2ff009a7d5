import { promises as fs } from 'node:fs';
import path from 'node:path';
import { buildFleet, type RepositoryFile } from '@corridors/model';
import { renderFleet } from '../render/renderFleet';
import { temporaryFolder } from './temporaryFolder';

export const ENVIRONMENT = 'environments/analytics.yaml';

const ENVIRONMENT_YAML = `apiVersion: corridors.dev/v1alpha1
kind: Environment
metadata: { name: analytics }
spec:
  kubernetes:
    cluster: analytics-eks1
    apiServer: { cidrs: [10.1.0.0/28] }
    managerRole: edit-spark
  aws:
    accountId: '444455556666'
    region: us-east-1
    rolePath: /corridors/
    roleNamePattern: '{environment}-{corridor}'
    awsNamespace: corridors-aws
  provisioner: ack
  identity:
    mechanism: irsa
    oidcIssuer: https://oidc.eks.us-east-1.amazonaws.com/id/EXAMPLE1
  sharedBuckets:
    - { name: landing-1, accountId: '444455556666', corridors: read }
  spark: { versions: [3.5.6], operators: [kubeflow] }
  quota: { maximum: { cpu: '64', memory: 256Gi, pods: 200 } }
`;

/** What the platform team declares beside the corridors: the shared bucket. */
const SHARED_BUCKET: RepositoryFile = {
  path: 'environments/analytics/policies/landing-1.yaml',
  content: `apiVersion: corridors.dev/v1alpha1
kind: BucketPolicy
metadata: { name: landing-1 }
spec: { accountId: '444455556666' }
`,
};

/** A spec as its owner writes it. `spec`: lines that are added to its spec. */
export function specFile(name: string, spec = ''): RepositoryFile {
  return {
    path: `corridors/${name}/corridor.yaml`,
    content: `apiVersion: corridors.dev/v1alpha1
kind: Corridor
metadata:
  name: ${name} # the owner's own comment
spec:
  environment: analytics
  owner: group:default/${name}
  buckets: [{ name: raw }, { name: spark, purpose: spark }]
  spark: { version: 3.5.6, operator: kubeflow }
  quota: { cpu: '16', memory: 64Gi, pods: 50 }
${spec}`,
  };
}

/** One environment and the specs, with nothing rendered. */
export function specs(...names: readonly string[]): RepositoryFile[] {
  return [
    { path: ENVIRONMENT, content: ENVIRONMENT_YAML },
    SHARED_BUCKET,
    ...names.map(name => specFile(name)),
  ];
}

/** The files with what their specs are rendered to. */
export function withRendered(
  files: readonly RepositoryFile[],
): RepositoryFile[] {
  return [
    ...files,
    ...renderFleet(buildFleet(files)).flatMap(one => one.files),
  ];
}

/** One environment and the corridors, rendered. */
export function renderedRepository(
  ...names: readonly string[]
): RepositoryFile[] {
  return withRendered(specs(...names));
}

/** The files with one of them changed, or added. */
export function edit(
  files: readonly RepositoryFile[],
  file: string,
  change: (content: string) => string,
): RepositoryFile[] {
  const before = files.find(one => one.path === file)?.content ?? '';
  return [
    ...files.filter(one => one.path !== file),
    { path: file, content: change(before) },
  ];
}

/** Writes files to a folder; without one, to a new folder. */
export async function writeFiles(
  files: readonly RepositoryFile[],
  folder?: string,
): Promise<string> {
  const root = folder ?? (await temporaryFolder());
  for (const { path: file, content } of files) {
    const where = path.join(root, file);
    await fs.mkdir(path.dirname(where), { recursive: true });
    await fs.writeFile(where, content);
  }
  return root;
}
