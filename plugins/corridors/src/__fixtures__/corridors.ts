import {
  deriveNames,
  foldCredentialChecks,
  type Corridor,
  type CredentialCheck,
  type CredentialHealth,
  type Fleet,
  type FactSource,
  type SparkRun,
} from '@corridors/model';
import type {
  CorridorDetail,
  CorridorSummary,
} from '@corridors/plugin-corridors-common';
import type { FixtureRun } from './verification';

/** RFC 3339, so many seconds before `now`. */
export function ago(now: Date, seconds: number): string {
  return new Date(now.getTime() - seconds * 1000).toISOString();
}

export function fixtureSources(now: Date, isTroubled: boolean): FactSource[] {
  return [
    {
      id: 'gitops',
      title: 'GitOps repository',
      state: 'live',
      asOf: ago(now, 20),
    },
    isTroubled
      ? {
          id: 'kubernetes:single1',
          title: 'Cluster vpc2-kspray1',
          state: 'stale',
          asOf: ago(now, 190),
          since: ago(now, 130),
          message: 'connect ECONNREFUSED 10.0.0.10:6443',
        }
      : {
          id: 'kubernetes:single1',
          title: 'Cluster vpc2-kspray1',
          state: 'live',
          asOf: ago(now, 3),
        },
    {
      id: 'kubernetes:lake1',
      title: 'Cluster vpc2-lake1',
      state: 'live',
      asOf: ago(now, 2),
    },
    {
      id: 'aws:111122223333',
      title: 'AWS account 111122223333',
      state: 'live',
      asOf: ago(now, 45),
    },
  ];
}

export function fixtureCredentials(name: string, now: Date): CredentialHealth {
  const isBroken = name === 'billing';
  const base = {
    required: true,
    ttlSeconds: 600,
    observedAt: ago(now, 30),
  } as const;
  const checks: CredentialCheck[] = [
    {
      ...base,
      id: 'sa-exists',
      status: 'pass',
      source: 'Kubernetes',
      detail: `Service account ${name} exists in ${name}.`,
    },
    {
      ...base,
      id: 'sa-role',
      status: 'pass',
      source: 'Kubernetes',
      detail: 'Its annotation names the role.',
      evidence: `eks.amazonaws.com/role-arn: arn:aws:iam::111122223333:role/corridors/lake1_${name}`,
    },
    {
      ...base,
      id: 'oidc-provider',
      status: 'pass',
      source: 'IAM',
      detail: 'oidc.example.org/lake1 is registered.',
    },
    isBroken
      ? {
          ...base,
          id: 'role-exists',
          status: 'fail',
          source: 'IAM',
          since: ago(now, 5400),
          detail: 'The role lake1_billing does not exist.',
          evidence:
            'GetRole: NoSuchEntity: The role with name lake1_billing cannot be found.',
          nextAction:
            'Touch the Role object in corridors-aws so that the controller creates it again.',
        }
      : {
          ...base,
          id: 'role-exists',
          status: 'pass',
          source: 'IAM',
          detail: `The role lake1_${name} exists.`,
        },
    {
      ...base,
      id: 'trust',
      status: isBroken ? 'unknown' : 'pass',
      source: 'IAM',
      detail: isBroken
        ? 'Without the role there is no trust to read.'
        : 'Only this service account is trusted.',
    },
    {
      ...base,
      id: 'injection',
      status: name === 'fraud' ? 'warn' : 'pass',
      source: 'Kubernetes',
      detail:
        name === 'fraud'
          ? 'The driver fraud-features-driver started before the annotation was there.'
          : 'New pods carry the token and the role.',
      nextAction:
        name === 'fraud'
          ? 'Restart the driver: it started before the role annotation (14:02).'
          : undefined,
    },
    {
      ...base,
      id: 'provider-config',
      status: 'pass',
      source: 'Spark',
      detail: 'The web identity provider is configured.',
    },
    {
      ...base,
      id: 'last-used',
      status: 'pass',
      required: false,
      source: 'IAM',
      detail: 'Used in eu-west-3 today.',
    },
  ];
  return foldCredentialChecks(checks, now);
}

export function fixtureSparkRuns(
  name: string,
  environment: string,
  now: Date,
): SparkRun[] {
  const base = {
    corridor: name,
    environment,
    namespace: name,
    source: 'kubeflow',
    attempt: 1,
    observedAt: ago(now, 4),
  } as const;
  const done = (index: number, seconds: number): SparkRun => ({
    ...base,
    id: `${name}-nightly-${index}`,
    name: `${name}-nightly`,
    phase: 'succeeded',
    driverPod: `${name}-nightly-driver`,
    executors: { requested: 4, pending: 0, running: 0, failed: 0, lost: [] },
    startedAt: ago(now, index * 86_400 + seconds),
    endedAt: ago(now, index * 86_400),
  });
  const failed: SparkRun = {
    ...base,
    id: `${name}-nightly-now`,
    name: `${name}-nightly`,
    attempt: 3,
    phase: 'failed',
    reason: {
      code: 'access-denied',
      text: 'The driver may not assume its role: the role does not exist.',
      evidence:
        'software.amazon.awssdk.services.sts.model.StsException: Not authorized to perform sts:AssumeRoleWithWebIdentity (Service: Sts, Status Code: 403)\n\tat org.apache.hadoop.fs.s3a.S3AFileSystem.initialize(S3AFileSystem.java:553)',
      nextAction: 'See Credentials: the role lake1_billing does not exist.',
    },
    driverPod: `${name}-nightly-driver`,
    executors: { requested: 4, pending: 0, running: 0, failed: 0, lost: [] },
    startedAt: ago(now, 1300),
    endedAt: ago(now, 1210),
  };
  const running: SparkRun = {
    ...base,
    id: `${name}-stream`,
    name: `${name}-stream`,
    phase: 'running',
    driverPod: `${name}-stream-driver`,
    executors: {
      requested: 8,
      pending: 1,
      running: 6,
      failed: 0,
      lost: ['exec-4'],
    },
    startedAt: ago(now, 7600),
    uiUrl: 'http://localhost:4040',
  };
  switch (name) {
    case 'billing':
      return [failed, done(1, 170), done(2, 182), done(3, 176)];
    case 'sensors':
      return [];
    default:
      return [running, done(1, 640), done(2, 655)];
  }
}

const STATES: Readonly<
  Record<string, Pick<CorridorSummary, 'state' | 'stateReason'>>
> = {
  billing: { state: 'broken', stateReason: 'Its role does not exist.' },
  gha1: {
    state: 'needs-attention',
    stateReason: 'It can read buckets of gha2.',
  },
  fraud: {
    state: 'needs-attention',
    stateReason: 'A driver runs without its role.',
  },
  sensors: {
    state: 'provisioning',
    stateReason: '2 of 4 AWS resources are ready.',
  },
};

function isolationOf(
  name: string,
  run: FixtureRun,
): CorridorSummary['isolation'] {
  if (name === 'sensors') {
    return { state: 'never', leaks: 0, blocked: 0, drift: 0, unproven: 0 };
  }
  const mine = run.detail.findings.filter(finding =>
    finding.corridors.includes(name),
  );
  const count = (kind: string) =>
    mine.filter(finding => finding.kind === kind).length;
  return {
    state: mine.length > 0 ? 'findings' : 'verified',
    leaks: count('leak'),
    blocked: count('blocked'),
    drift: count('drift'),
    unproven: count('unproven'),
    runId: run.detail.id,
    at: run.detail.finishedAt,
  };
}

export function fixtureSummary(
  corridor: Corridor,
  run: FixtureRun,
  now: Date,
): CorridorSummary {
  const { name, title } = corridor.metadata;
  const health = fixtureCredentials(name, now);
  const runs = fixtureSparkRuns(name, corridor.spec.environment, now);
  const failure = runs.find(candidate => candidate.phase === 'failed');
  return {
    name,
    title,
    environment: corridor.spec.environment,
    owner: corridor.spec.owner,
    ...(STATES[name] ?? {
      state: 'ready',
      stateReason: 'Everything it needs exists and works.',
    }),
    buckets: corridor.spec.buckets.length,
    credentials: {
      state: health.state,
      reason: health.reason,
      asOf: health.asOf,
    },
    spark: {
      running: runs.filter(candidate => candidate.phase === 'running').length,
      lastFailure: failure && {
        name: failure.name,
        at: failure.endedAt,
        text: failure.reason?.text ?? '',
      },
    },
    isolation: isolationOf(name, run),
    request:
      name === 'sensors'
        ? { id: 'request-1', state: 'provisioning' }
        : undefined,
    attention: STATES[name] ? 1 : 0,
    mine: corridor.spec.owner === 'group:default/gha',
    asOf: ago(now, 4),
  };
}

export function invalidSummaries(fleet: Fleet, now: Date): CorridorSummary[] {
  return fleet.invalid.map(({ name, file, problems }) => ({
    name,
    environment: '',
    owner: '',
    state: 'invalid',
    stateReason: problems[0]?.message ?? '',
    buckets: 0,
    credentials: { state: 'unknown', reason: 'The file cannot be read.' },
    spark: { running: 0 },
    isolation: { state: 'never', leaks: 0, blocked: 0, drift: 0, unproven: 0 },
    attention: problems.length,
    mine: false,
    file,
    problems,
    asOf: ago(now, 20),
  }));
}

function attentionOf(
  name: string,
  now: Date,
): CorridorDetail['attentionItems'] {
  switch (name) {
    case 'billing':
      return [
        {
          severity: 'broken',
          title: 'The role lake1_billing does not exist',
          cause:
            'It was there until 90 min ago. Pods of billing cannot reach any bucket.',
          nextAction: 'Have the controller create it again.',
          command:
            'kubectl -n corridors-aws annotate role.iam.services.k8s.aws billing corridors.dev/touched=now --overwrite',
          source: 'IAM',
          at: ago(now, 30),
        },
        {
          severity: 'warning',
          title: 'The last run of billing-nightly failed',
          cause: 'The driver may not assume its role: the role does not exist.',
          nextAction: 'Start it again once the role is there.',
          source: 'Kubernetes',
          at: ago(now, 1210),
        },
      ];
    case 'gha1':
      return [
        {
          severity: 'broken',
          title: 'gha1 can list and read gha2-primary-1',
          cause: 'The observed view allows what nobody intends.',
          nextAction:
            'Take gha2-primary-1 out of the policies of single1_gha1, then verify again.',
          source: 'verification',
          at: ago(now, 700),
        },
      ];
    case 'fraud':
      return [
        {
          severity: 'warning',
          title: 'A driver runs without its role',
          cause:
            'fraud-features-driver started before the service account carried the annotation.',
          nextAction:
            'Restart the driver: it started before the role annotation (14:02).',
          command: 'kubectl -n fraud delete pod fraud-features-driver',
          source: 'Kubernetes',
          at: ago(now, 30),
        },
      ];
    default:
      return [];
  }
}

export function fixtureDetail(
  corridor: Corridor,
  fleet: Fleet,
  run: FixtureRun,
  now: Date,
): CorridorDetail {
  const summary = fixtureSummary(corridor, run, now);
  const environment = fleet.environments.find(
    candidate => candidate.metadata.name === summary.environment,
  );
  if (!environment) {
    throw new Error(`The fixtures have no environment ${summary.environment}`);
  }
  const { name } = summary;
  const names = deriveNames(
    { name, buckets: corridor.spec.buckets },
    environment,
  );
  const isOwn = (id: string) =>
    id === `corridor:${name}` ||
    id.includes(`:${name}-`) ||
    id.endsWith(`_${name}`);
  const cells = run.answered.cells.filter(
    cell => isOwn(cell.identity) || isOwn(cell.resource),
  );
  const readiness = name === 'sensors' ? 'progressing' : 'ready';
  return {
    ...summary,
    spec: corridor,
    names,
    attentionItems: attentionOf(name, now),
    bucketsDetail: names.buckets.map((bucket, index) => ({
      bucket: bucket.bucket,
      name: bucket.name,
      arn: bucket.arn,
      purpose: corridor.spec.buckets[index]?.purpose,
      status: {
        kind: 'Bucket',
        name: bucket.bucket,
        awsName: bucket.name,
        arn: bucket.arn,
        state: readiness,
        observedAt: ago(now, 8),
      },
      facts: {
        encryption: 'SSE-S3 (AES256)',
        publicAccessBlocked: true,
        versioning: true,
        policy: JSON.stringify({
          Version: '2012-10-17',
          Statement: [
            {
              Sid: 'TlsOnly',
              Effect: 'Deny',
              Principal: '*',
              Action: 's3:*',
              Resource: [bucket.arn, `${bucket.arn}/*`],
              Condition: { Bool: { 'aws:SecureTransport': 'false' } },
            },
          ],
        }),
        asOf: ago(now, 45),
      },
      reachableBy: [
        {
          identity: `corridor:${name}`,
          operations: ['list', 'read', 'write', 'delete'],
          because: 'it is its own bucket',
        },
      ],
    })),
    roles: [
      {
        name: names.roleName,
        arn: names.roleArn,
        status: {
          kind: 'Role',
          name: names.roleName,
          awsName: names.roleName,
          arn: names.roleArn,
          state: name === 'billing' ? 'missing' : readiness,
          message:
            name === 'billing'
              ? 'NoSuchEntity: The role with name lake1_billing cannot be found.'
              : undefined,
          observedAt: ago(now, 8),
        },
        trustPolicy: JSON.stringify({
          Version: '2012-10-17',
          Statement: [
            { Effect: 'Allow', Action: 'sts:AssumeRoleWithWebIdentity' },
          ],
        }),
        policies: [
          {
            name: names.policyName,
            document: JSON.stringify({ Version: '2012-10-17', Statement: [] }),
          },
        ],
        lastUsed: { at: ago(now, 5000), region: 'eu-west-3' },
        asOf: ago(now, 45),
      },
    ],
    quota: {
      hard: { 'requests.cpu': '16', 'requests.memory': '64Gi', pods: '50' },
      used: { 'requests.cpu': '6500m', 'requests.memory': '22Gi', pods: '8' },
      asOf: ago(now, 3),
    },
    access: {
      identities: run.answered.identities.filter(identity =>
        cells.some(cell => cell.identity === identity.id),
      ),
      resources: run.answered.resources.filter(resource =>
        cells.some(cell => cell.resource === resource.id),
      ),
      cells: cells.map(cell => {
        const intended = cell.answers.find(
          answer => answer.view === 'intended',
        );
        const observed = cell.answers.find(
          answer => answer.view === 'observed',
        );
        return {
          cell: cell.id,
          intended:
            intended?.covered && intended.verdict === 'allow'
              ? 'allow'
              : 'deny',
          because: (intended?.covered && intended.cause) || '',
          observed: observed?.covered ? observed.verdict : undefined,
        };
      }),
      verified: { runId: run.detail.id, at: run.detail.createdAt },
      findings: run.detail.findings.filter(({ corridors }) =>
        corridors.includes(name),
      ),
    },
    activity: [
      {
        at: ago(now, 700),
        kind: 'verification',
        title: 'Verified',
        detail: 'One finding.',
        by: 'user:default/ada',
      },
      { at: ago(now, 90_000), kind: 'state', title: 'Became ready' },
      {
        at: ago(now, 93_000),
        kind: 'request',
        title: 'Pull request #12 was merged',
        link: 'https://github.com/example/gitops/pull/12',
        by: 'user:default/grace',
      },
    ],
    links: {
      repository: 'https://github.com/example/gitops',
      folder: `https://github.com/example/gitops/tree/main/corridors/${name}`,
    },
  };
}
