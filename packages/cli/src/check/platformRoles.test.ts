import type { RepositoryFile } from '@corridors/model';
import {
  edit,
  ENVIRONMENT,
  renderedRepository,
  specs,
  withRendered,
} from '../__fixtures__/repository';
import { checkRepository } from './checkRepository';
import { hasFailed } from './checkReport';

const ACCOUNT = '444455556666';
const ISSUER = 'oidc.eks.us-east-1.amazonaws.com/id/EXAMPLE1';
const FILE = 'environments/analytics/policies/ops.yaml';

const SOUND = renderedRepository('gha1', 'gha2');

const ops = (statement: object): RepositoryFile => ({
  path: FILE,
  content: `apiVersion: corridors.dev/v1alpha1
kind: RolePolicies
metadata: { name: ops }
spec:
  roleArn: arn:aws:iam::${ACCOUNT}:role/ops
  trust:
    Version: '2012-10-17'
    Statement:
      - ${JSON.stringify({ Sid: 'Trust', Effect: 'Allow', ...statement })}
  policies:
    - name: all
      document:
        Version: '2012-10-17'
        Statement: [{ Sid: All, Effect: Allow, Action: 's3:*', Resource: '*' }]
`,
});

const trusting = (principal: object) => ({
  Principal: principal,
  Action: 'sts:AssumeRole',
});

const ofPods = (subject: string) => ({
  Principal: { Federated: `arn:aws:iam::${ACCOUNT}:oidc-provider/${ISSUER}` },
  Action: 'sts:AssumeRoleWithWebIdentity',
  Condition: { StringLike: { [`${ISSUER}:sub`]: subject } },
});

function check(...more: readonly RepositoryFile[]) {
  const report = checkRepository({
    repository: { files: [...SOUND, ...more], problems: [] },
    root: '',
    now: new Date('2026-11-01T12:00:00Z'),
  });
  return { report, failed: hasFailed(report) };
}

describe('checkRepository, with a role of the platform that reaches everything', () => {
  it.each([
    ['pods', ofPods('system:serviceaccount:*:*')],
    ['a corridor’s pods', ofPods('system:serviceaccount:gha1:gha1')],
    ['another account', trusting({ AWS: '999999999999' })],
  ])('fails at its trust when %s may assume it', (_, trust) => {
    const { report, failed } = check(ops(trust));
    expect(failed).toBe(true);
    expect(report.results).toEqual([
      expect.objectContaining({
        id: `leak:arn:aws:iam::${ACCOUNT}:role/ops:statement Trust of trust policy ops`,
        places: [
          expect.objectContaining({ file: FILE, line: 9 }),
          expect.objectContaining({ file: FILE, line: 14 }),
        ],
      }),
    ]);
  });

  it.each([
    ['machines', trusting({ Service: 'ec2.amazonaws.com' })],
    ['a controller', ofPods('system:serviceaccount:ack-system:controller')],
  ])('passes when %s may assume it, and says so', (_, trust) => {
    const { report, failed } = check(ops(trust));
    expect(failed).toBe(false);
    expect(report.results).toEqual([]);
    expect(report.notCovered).toContainEqual(
      expect.stringContaining(`arn:aws:iam::${ACCOUNT}:role/ops (${FILE})`),
    );
  });
});

describe('checkRepository, with a bucket that another account’s corridor uses', () => {
  const SPECS = specs('gha1', 'gha2');
  const HERE = '111122223333';
  const user = `arn:aws:iam::${HERE}:role/corridors/lab-logs`;
  const lab: RepositoryFile = {
    path: 'environments/lab.yaml',
    content: (SPECS.find(({ path }) => path === ENVIRONMENT)?.content ?? '')
      .replace('name: analytics', 'name: lab')
      .replace('analytics-eks1', 'lab-eks1')
      .replace('EXAMPLE1', 'EXAMPLE2')
      .replace(
        `accountId: '${ACCOUNT}'\n    region`,
        `accountId: '${HERE}'\n    region`,
      ),
  };
  const spec = (uses: string): RepositoryFile => ({
    path: 'corridors/logs/corridor.yaml',
    content: `apiVersion: corridors.dev/v1alpha1
kind: Corridor
metadata: { name: logs }
spec:
  environment: lab
  owner: group:default/logs
  buckets: [{ name: raw }]
  uses: ${uses}
  spark: { version: 3.5.6, operator: kubeflow }
  quota: { cpu: '16', memory: 64Gi, pods: 50 }
`,
  });
  const shared = (principal: string) =>
    edit(
      SPECS,
      'environments/analytics/policies/landing-1.yaml',
      content => `${content.split('spec:')[0]}spec:
  accountId: '${ACCOUNT}'
  policy:
    Version: '2012-10-17'
    Statement:
      - Sid: Granted
        Effect: Allow
        Principal: { AWS: '${principal}' }
        Action: [s3:ListBucket, s3:GetObject]
        Resource: [arn:aws:s3:::landing-1, arn:aws:s3:::landing-1/*]
`,
    );
  const results = (uses: string, principal: string) =>
    checkRepository({
      repository: {
        files: withRendered([...shared(principal), lab, spec(uses)]),
        problems: [],
      },
      root: '',
      now: new Date('2026-11-01T12:00:00Z'),
    }).results.map(({ id }) => id);

  it('passes when the bucket is granted to who uses it', () => {
    expect(results('[{ bucket: landing-1, access: read }]', user)).toEqual([]);
  });

  it('passes when it is left to the account, whose corridors are looked at', () => {
    expect(results('[{ bucket: landing-1, access: read }]', HERE)).toEqual([]);
  });

  it('fails once when it is granted to who is declared nowhere', () => {
    expect(
      results(
        '[{ bucket: landing-1, access: read }]',
        `arn:aws:iam::${HERE}:role/ci`,
      ).filter(id => id.startsWith('leak:')),
    ).toEqual([
      'leak:bucket:landing-1:statement Granted of bucket policy landing-1',
    ]);
  });
});
