import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Benchmark } from './support/benchmark';
import { corridorsCommand } from './support/corridorsCommand';

const CORRIDORS = 200;

const ENVIRONMENT = `apiVersion: corridors.dev/v1alpha1
kind: Environment
metadata: { name: analytics }
spec:
  kubernetes: { cluster: analytics-eks1, apiServer: { cidrs: [10.1.0.0/28] }, managerRole: edit-spark }
  aws: { accountId: '444455556666', region: us-east-1, rolePath: /corridors/, roleNamePattern: '{environment}-{corridor}', awsNamespace: corridors-aws }
  provisioner: ack
  identity: { mechanism: irsa, oidcIssuer: 'https://oidc.eks.us-east-1.amazonaws.com/id/EXAMPLE1' }
  sharedBuckets: [{ name: landing-1, accountId: '444455556666', corridors: read }]
  spark: { versions: [3.5.6], operators: [kubeflow] }
  quota: { maximum: { cpu: '64', memory: 256Gi, pods: 200 } }
`;

const SHARED_BUCKET = `apiVersion: corridors.dev/v1alpha1
kind: BucketPolicy
metadata: { name: landing-1 }
spec: { accountId: '444455556666' }
`;

let files = 0;
let peakMemoryMiB = 0;

/**
 * Wall time of one `corridors check` of a repository on disk, from the start of the process: reading, YAML, rendering,
 * comparing and the proof for all names. Every second corridor shares a bucket with the next one.
 */
const benchmark: Benchmark = {
  name: 'check',
  unit: 's',
  goal: { atMost: 2 },
  async prepare() {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'corridors-check-'));
    process.once('exit', () => fs.rmSync(folder, { recursive: true }));
    write(folder, 'environments/analytics.yaml', ENVIRONMENT);
    write(
      folder,
      'environments/analytics/policies/landing-1.yaml',
      SHARED_BUCKET,
    );
    for (let i = 0; i < CORRIDORS; i++) {
      write(folder, `corridors/${nameOf(i)}/corridor.yaml`, specOf(i));
    }
    await corridorsCommand(['render', folder]);
    files = fs
      .readdirSync(folder, { recursive: true })
      .filter(file => String(file).endsWith('.yaml')).length;
    return async () => {
      const figures = await corridorsCommand(['check', folder]);
      if (figures.exitCode !== 0) {
        throw new Error(`corridors check found something: ${figures.lastLine}`);
      }
      peakMemoryMiB = Math.max(peakMemoryMiB, figures.peakMemoryMiB);
      return figures.seconds;
    };
  },
  details: () => ({ corridors: CORRIDORS, files, peakMemoryMiB }),
};

function write(folder: string, file: string, content: string): void {
  const where = path.join(folder, file);
  fs.mkdirSync(path.dirname(where), { recursive: true });
  fs.writeFileSync(where, content);
}

function nameOf(i: number): string {
  return `corridor${String(i).padStart(3, '0')}`;
}

function specOf(i: number): string {
  const shares =
    i % 2 === 0
      ? `  shares: [{ bucket: raw, with: ${nameOf(i + 1)}, access: read }]\n`
      : '';
  const uses = [
    ...(i % 2 === 1 ? [`{ bucket: ${nameOf(i - 1)}-raw, access: read }`] : []),
    ...(i % 3 === 0 ? ['{ bucket: landing-1, access: read }'] : []),
  ];
  return `apiVersion: corridors.dev/v1alpha1
kind: Corridor
metadata: { name: ${nameOf(i)} }
spec:
  environment: analytics
  owner: group:default/team-${i % 10}
  buckets: [{ name: raw }, { name: curated, versioning: true }, { name: spark, purpose: spark }]
${shares}${
    uses.length > 0 ? `  uses: [${uses.join(', ')}]\n` : ''
  }  spark: { version: 3.5.6, operator: kubeflow }
  quota: { cpu: '16', memory: 64Gi, pods: 50 }
`;
}

export default benchmark;
