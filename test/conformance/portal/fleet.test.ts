import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  createCertificateAuthority,
  startGithub,
  startKubernetes,
} from '@corridors/sandbox';
import { stringify } from 'yaml';
import { eventually } from './support/eventually';
import { fleetFiles, fleetObjects } from './support/fleet';
import { portalConfig } from './support/portalConfig';
import { startBackend } from './support/startBackend';
import type { Backend } from './support/startBackend';

/** How long readers wait for a large fleet. */

const CORRIDORS = 200;
const PODS = 1000;
const ASKED = 20;
const TOKEN = 'token-of-the-portal';
/** Nobody listens here: AWS plays no part. */
const NOWHERE = 'https://127.0.0.1:1';

let folder: string;
let backend: Backend;
const closers: (() => Promise<void>)[] = [];

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'corridors-fleet-'));
  const database = path.join(folder, 'database');
  await mkdir(database);
  const authority = await createCertificateAuthority({ stateDir: folder });
  const { certPem, keyPem } = await authority.issue({ hosts: ['localhost'] });
  const cluster = await startKubernetes({
    clusterName: 'vpc2-kspray1',
    port: 0,
    tls: { cert: certPem, key: keyPem, ca: authority.caPem },
    users: [{ name: 'portal', token: TOKEN, groups: ['system:masters'] }],
    setup: fleetObjects({ corridors: CORRIDORS, pods: PODS }),
  });
  closers.push(() => cluster.close());
  const github = await startGithub({
    port: 0,
    stateDir: path.join(folder, 'github'),
    repositories: [
      {
        owner: 'platform',
        name: 'corridors-gitops',
        files: fleetFiles(CORRIDORS).map(({ path: file, document }) => ({
          path: file,
          content: stringify(document),
        })),
      },
    ],
    users: [{ login: 'portal', token: TOKEN }],
  });
  closers.push(() => github.close());
  backend = await startBackend(
    portalConfig({
      database,
      variables: {
        CORRIDORS_CA_FILE: authority.caFile,
        CORRIDORS_GITHUB_TOKEN: TOKEN,
        CORRIDORS_KUBERNETES_TOKEN_VPC2_KSPRAY1: TOKEN,
        CORRIDORS_KUBERNETES_TOKEN_ANALYTICS_EKS1: TOKEN,
        CORRIDORS_AWS_ACCESS_KEY_ID_SINGLE1: 'nobody',
        CORRIDORS_AWS_SECRET_ACCESS_KEY_SINGLE1: 'nothing',
        CORRIDORS_AWS_ACCESS_KEY_ID_ANALYTICS: 'nobody',
        CORRIDORS_AWS_SECRET_ACCESS_KEY_ANALYTICS: 'nothing',
      },
      github: github.url,
      instanceMetadata: 'http://127.0.0.1:1',
      experimentCluster: cluster.url.replace('127.0.0.1', 'localhost'),
      analyticsCluster: NOWHERE,
      s3: NOWHERE,
      sts: NOWHERE,
    }),
  );
});
afterAll(async () => {
  await backend?.stop();
  await Promise.all(closers.map(close => close()));
  await rm(folder, { recursive: true, force: true });
});

it(`answers the list of ${CORRIDORS} corridors with ${PODS} pods in at most 100 ms`, async () => {
  let seen: unknown;
  await eventually(
    'the cluster has been read',
    async () => {
      const { status, body } = await backend.pat.get('/corridors/v1/corridors');
      seen = [status, body.sources];
      return body.items?.length === CORRIDORS &&
        body.sources.some(
          ({ id, state }: { id: string; state: string }) =>
            id === 'kubernetes:single1' && state === 'live',
        )
        ? true
        : undefined;
    },
    { seconds: 60, seen: () => seen },
  );
  const runs = await backend.pat.get(
    '/corridors/v1/corridors/load-0199/spark-runs',
  );
  expect(runs.body.items).toMatchObject([{ executors: { pending: 4 } }]);
  const durations: number[] = [];
  for (let asked = 0; asked < ASKED; asked += 1) {
    const start = performance.now();
    const { body } = await backend.pat.get('/corridors/v1/corridors');
    durations.push(performance.now() - start);
    expect(body.items).toHaveLength(CORRIDORS);
  }
  const [median = Infinity] = durations.sort((a, b) => a - b).slice(ASKED / 2);
  process.stdout.write(
    `GET /v1/corridors with ${CORRIDORS} corridors and ${PODS} pods: median ${median.toFixed(
      1,
    )} ms of ${ASKED}\n`,
  );
  expect(median).toBeLessThanOrEqual(100);
});
