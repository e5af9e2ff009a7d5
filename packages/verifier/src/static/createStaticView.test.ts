import {
  buildMatrix,
  CAUSE_ROLE_UNAVAILABLE,
  deriveFindings,
  intendedVerdict,
  type CellAnswer,
  type Matrix,
} from '@corridors/model';
import type { AccessModel, AccessModelGap } from '@corridors/policy-engine';
import { randomRepository } from '../__fixtures__/randomRepository';
import {
  ACCOUNT,
  issuerOf,
  memoRepository,
  STRANGER,
  type RepositoryFixture,
} from '../__fixtures__/repository';
import {
  policyOf,
  roleArn,
  withBucket,
  withBucketStatement,
  withGrant,
  withRole,
  withTrustStatement,
} from '../__fixtures__/sabotage';
import { createIntendedView } from '../views/createIntendedView';
import type { ViewSource } from '../views/viewSource';
import { createStaticView } from './createStaticView';

const memo = memoRepository();
const matrix = buildMatrix(memo.fleet, ACCOUNT);
const AS_OF = '2026-01-01T00:00:00.000Z';
const GHA1 = roleArn('single1_gha1');
const CLICKS = roleArn('analytics_clicks');
const ISSUER = issuerOf('analytics');
const PROVIDER = `arn:aws:iam::${ACCOUNT}:oidc-provider/${ISSUER}`;

async function fill(source: ViewSource, of: Matrix = matrix) {
  const answers: CellAnswer[] = [];
  const { signal } = new AbortController();
  for await (const answer of source.fill(of.cells, signal)) {
    answers.push(answer);
  }
  return answers;
}

const look = (
  model: AccessModel,
  view: 'declared' | 'configured' = 'declared',
) =>
  fill(
    createStaticView({ view, matrix, model, fleet: memo.fleet, asOf: AS_OF }),
  );

/** The cells whose answer is not what was meant, with the answer. */
function differences(
  answers: readonly CellAnswer[],
  of: Matrix = matrix,
  { fleet }: RepositoryFixture = memo,
): string[] {
  const byCell = new Map(answers.map(answer => [answer.cell, answer]));
  return of.cells.flatMap(cell => {
    const answer = byCell.get(cell.id);
    const seen = answer?.covered ? answer.verdict : 'not covered';
    return seen === intendedVerdict(cell, of, fleet).verdict
      ? []
      : [`${cell.id}: ${seen}`];
  });
}

async function findingsOf(answers: readonly CellAnswer[]) {
  const intended = await fill(createIntendedView(matrix, memo.fleet));
  return deriveFindings(matrix, intended, answers);
}

function answerTo(answers: readonly CellAnswer[], cell: string) {
  const answer = answers.find(one => one.cell === cell);
  if (!answer?.covered) {
    throw new Error(`${cell} is not covered`);
  }
  return answer;
}

const allow = (more: object) => ({ Effect: 'Allow', ...more });

describe('createStaticView', () => {
  it('sees of the rendered memo what was meant, in every cell', async () => {
    const answers = await look(memo.model);
    expect(answers).toHaveLength(matrix.cells.length);
    expect(differences(answers)).toEqual([]);
  });

  it.each(Array.from({ length: 12 }, (_, seed) => seed))(
    'sees of rendered random fleet %i what was meant, in every cell',
    async seed => {
      const random = randomRepository(seed);
      const own = buildMatrix(random.fleet, ACCOUNT);
      const answers = await fill(
        createStaticView({
          view: 'declared',
          matrix: own,
          model: random.model,
          fleet: random.fleet,
        }),
        own,
      );
      expect(differences(answers, own, random)).toEqual([]);
      expect(own.cells.length).toBeGreaterThan(50);
    },
  );

  it('names the statement that decides, its file and its line', async () => {
    const answer = answerTo(
      await look(memo.model),
      'corridor:weblogs read bucket:clicks-raw',
    );
    const [evidence] = answer.evidence;
    const line = Number(evidence?.details?.line);
    const file = memo.files.find(
      ({ path }) => path === evidence?.details?.file,
    );
    expect(answer.causedBy).toBe('corridor:weblogs');
    expect(evidence).toMatchObject({
      at: AS_OF,
      source: `corridors/weblogs/aws/policy.yaml:${line}`,
      summary: expect.stringContaining('may do s3:GetObject'),
      details: {
        sid: 'ReadObjects',
        kind: 'identity',
        witness: expect.stringMatching(/^arn:aws:s3:::clicks-raw\/./),
      },
    });
    expect(file?.content.split('\n').slice(line - 1, line + 1)).toEqual([
      '        {',
      '          "Sid": "ReadObjects",',
    ]);
  });

  it('ends with the reason of the signal', async () => {
    const reason = new Error('enough');
    const view = createStaticView({
      view: 'declared',
      matrix,
      model: memo.model,
      fleet: memo.fleet,
    });
    const reading = view
      .fill(matrix.cells, AbortSignal.abort(reason))
      [Symbol.asyncIterator]()
      .next();
    await expect(reading).rejects.toBe(reason);
  });
});

const READ_GHA2 = ['corridor:gha1 read bucket:gha2-primary-1: allow'];

describe('a policy that allows more than was meant', () => {
  it.each<[string, AccessModel, readonly string[]]>([
    [
      'a wildcard that another prefix begins with',
      withGrant(
        memo.model,
        GHA1,
        allow({ Action: 's3:GetObject', Resource: 'arn:aws:s3:::gha*' }),
      ),
      READ_GHA2,
    ],
    [
      'one key alone',
      withGrant(
        memo.model,
        GHA1,
        allow({
          Action: 's3:GetObject',
          Resource: 'arn:aws:s3:::gha2-primary-1/secret/2026.csv',
        }),
      ),
      READ_GHA2,
    ],
    [
      'keys that a deny leaves open',
      withGrant(
        withGrant(
          memo.model,
          GHA1,
          allow({
            Action: 's3:GetObject',
            Resource: 'arn:aws:s3:::gha2-*/*.csv',
          }),
        ),
        GHA1,
        {
          Effect: 'Deny',
          Action: 's3:*',
          NotResource: ['arn:aws:s3:::gha1-*', 'arn:aws:s3:::*/export/*'],
        },
      ),
      [...READ_GHA2, 'corridor:gha1 list bucket:gha-common-1: deny'],
    ],
    [
      'a bucket policy that names the role',
      withBucketStatement(
        memo.model,
        'gha2-primary-1',
        allow({
          Principal: { AWS: GHA1 },
          Action: 's3:GetObject',
          Resource: 'arn:aws:s3:::gha2-primary-1/*',
        }),
      ),
      READ_GHA2,
    ],
    [
      'the rewriting of its bucket policy',
      withGrant(
        memo.model,
        GHA1,
        allow({ Action: 's3:Put*', Resource: 'arn:aws:s3:::gha1-spark' }),
      ),
      ['corridor:gha1 administer bucket:gha1-spark: allow'],
    ],
    [
      'a trust policy without subject',
      withTrustStatement(
        memo.model,
        CLICKS,
        allow({
          Principal: { Federated: PROVIDER },
          Action: 'sts:AssumeRoleWithWebIdentity',
          Condition: {
            StringEquals: { [`${ISSUER}:aud`]: 'sts.amazonaws.com' },
          },
        }),
      ),
      [`corridor:weblogs assume role:${CLICKS}: allow`],
    ],
    [
      'a trust policy that names another role',
      withTrustStatement(
        memo.model,
        CLICKS,
        allow({ Principal: { AWS: GHA1 }, Action: 'sts:AssumeRole' }),
      ),
      [`corridor:gha1 assume role:${CLICKS}: allow`],
    ],
    [
      'a pod identity association with another role',
      {
        ...withTrustStatement(
          memo.model,
          GHA1,
          allow({
            Principal: { Service: 'pods.eks.amazonaws.com' },
            Action: ['sts:AssumeRole', 'sts:TagSession'],
          }),
        ),
        podIdentityAssociations: [
          {
            cluster: 'analytics',
            namespace: 'clicks',
            serviceAccount: 'clicks',
            roleArn: GHA1,
          },
        ],
      },
      [`corridor:clicks assume role:${GHA1}: allow`],
    ],
  ])('shows %s as one leak', async (_, model, cells) => {
    const answers = await look(model);
    expect(differences(answers)).toEqual(cells);
    const leaks = (await findingsOf(answers)).filter(
      ({ kind }) => kind === 'leak',
    );
    expect(leaks).toHaveLength(1);
  });

  const everybody = allow({
    Principal: '*',
    Action: 's3:GetObject',
    Resource: 'arn:aws:s3:::gha2-primary-1/*',
  });

  it('lets everybody in by a bucket policy, unless public access is blocked', async () => {
    const blocked = withBucketStatement(
      memo.model,
      'gha2-primary-1',
      everybody,
    );
    const open = withBucket(blocked, 'gha2-primary-1', () => ({
      publicAccessBlock: undefined,
    }));
    const anonymous = 'anonymous read bucket:gha2-primary-1: allow';
    expect(differences(await look(open))).toContain(anonymous);
    expect(differences(await look(blocked))).not.toContain(anonymous);
    const findings = await findingsOf(await look(open));
    expect(findings).toMatchObject([
      { kind: 'leak', statements: [{ kind: 'resource', statement: 1 }] },
    ]);
  });

  it('names the key that a condition hangs on', async () => {
    const model = withGrant(
      memo.model,
      GHA1,
      allow({
        Action: 's3:GetObject',
        Resource: 'arn:aws:s3:::gha2-primary-1/*',
        Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } },
      }),
    );
    const answers = await look(model);
    expect(
      answerTo(answers, 'corridor:gha1 read bucket:gha2-primary-1'),
    ).toMatchObject({
      verdict: 'conditional',
      causedBy: 'corridor:gha1',
      cause: 'aws:SourceIp, in statement 0 of identity policy added',
    });
    expect(await findingsOf(answers)).toMatchObject([
      {
        kind: 'unproven',
        explanation: expect.stringContaining('aws:SourceIp'),
      },
    ]);
  });
});

describe('a policy that allows less than was meant', () => {
  it('shows what is blocked, by the identity that lacks it', async () => {
    const answers = await look(
      withRole(memo.model, GHA1, () => ({ identity: [] })),
    );
    expect(await findingsOf(answers)).toMatchObject([
      { kind: 'blocked', corridors: ['gha1'], cells: { length: 10 } },
    ]);
  });

  it('shows a trust policy that refuses the corridor as one cause', async () => {
    const refusing = policyOf(
      'trust',
      allow({
        Principal: { Federated: PROVIDER },
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: {
          StringEquals: {
            [`${ISSUER}:sub`]: 'system:serviceaccount:clicks:other',
          },
        },
      }),
    );
    const answers = await look(
      withRole(memo.model, CLICKS, () => ({ trust: refusing })),
    );
    const own = answerTo(answers, 'corridor:clicks read bucket:clicks-raw');
    expect(own).toMatchObject({
      verdict: 'deny',
      cause: CAUSE_ROLE_UNAVAILABLE,
      causedBy: 'corridor:clicks',
    });
    expect(own.evidence[0]?.summary).toContain('trust policy');
    expect(await findingsOf(answers)).toMatchObject([
      { kind: 'blocked', title: 'The role of clicks cannot be had' },
    ]);
  });

  it('counts a provider that takes other tokens as a role that cannot be had', async () => {
    const answers = await look(
      { ...memo.model, oidcProviders: [] },
      'configured',
    );
    expect(
      answerTo(answers, 'corridor:clicks read bucket:clicks-raw'),
    ).toMatchObject({ verdict: 'deny', cause: CAUSE_ROLE_UNAVAILABLE });
  });
});

describe('what is not known', () => {
  const gap = (
    part: AccessModelGap['part'],
    subject: string,
  ): AccessModelGap => ({
    part,
    subject,
    cause: 'access-denied',
    message: `${part} of ${subject} was refused`,
  });

  it('is inconclusive with its cause, and one finding', async () => {
    const model: AccessModel = {
      ...withBucket(memo.model, 'gha2-primary-1', () => ({
        policy: undefined,
      })),
      gaps: [gap('bucket-policy', 'gha2-primary-1')],
    };
    const answers = await look(model, 'configured');
    expect(
      answerTo(answers, 'corridor:gha1 read bucket:gha2-primary-1'),
    ).toMatchObject({
      verdict: 'inconclusive',
      cause: 'bucket-policy of gha2-primary-1 was refused',
      causedBy: 'bucket:gha2-primary-1',
    });
    expect(await findingsOf(answers)).toMatchObject([
      {
        kind: 'unproven',
        explanation: expect.stringContaining('was refused'),
      },
    ]);
  });

  it('touches nothing else', async () => {
    const model: AccessModel = {
      ...withBucket(memo.model, 'gha2-primary-1', () => ({
        policy: undefined,
      })),
      gaps: [gap('bucket-policy', 'gha2-primary-1')],
    };
    const touched = differences(await look(model, 'configured'));
    expect(
      touched.filter(cell => !cell.includes('bucket:gha2-primary-1')),
    ).toEqual([]);
  });

  it('makes every role inconclusive when roles could not be read', async () => {
    const answers = await look(
      { ...memo.model, roles: [], gaps: [gap('roles-and-users', ACCOUNT)] },
      'configured',
    );
    expect(
      answerTo(answers, 'corridor:gha1 read bucket:gha1-spark'),
    ).toMatchObject({ verdict: 'inconclusive' });
    expect(answerTo(answers, 'anonymous read bucket:gha1-spark')).toMatchObject(
      { verdict: 'deny' },
    );
  });

  it('is inconclusive for roles that pods may take, when associations could not be read', async () => {
    const touched = differences(
      await look(
        {
          ...withTrustStatement(
            memo.model,
            GHA1,
            allow({
              Principal: { Service: 'pods.eks.amazonaws.com' },
              Action: ['sts:AssumeRole', 'sts:TagSession'],
            }),
          ),
          gaps: [gap('pod-identity-associations', 'analytics')],
        },
        'configured',
      ),
    );
    expect(touched).toEqual(
      ['clicks', 'weblogs'].map(
        name => `corridor:${name} assume role:${GHA1}: inconclusive`,
      ),
    );
  });

  it('is a policy that is not understood, with its path', async () => {
    const answers = await look(
      withGrant(memo.model, GHA1, { Effect: 'Allow', Actoin: 's3:*' }),
    );
    expect(
      answerTo(answers, 'corridor:gha1 read bucket:gha2-primary-1'),
    ).toMatchObject({
      verdict: 'inconclusive',
      causedBy: 'corridor:gha1',
      cause: expect.stringContaining('Statement[0].Actoin'),
    });
  });

  it('denies under a boundary that is not known what is denied without it', async () => {
    const model = withRole(memo.model, CLICKS, () => ({
      boundary: { name: 'boundary', document: undefined },
    }));
    const answers = await look(model);
    expect(
      answerTo(answers, 'corridor:clicks read bucket:gha1-spark').verdict,
    ).toBe('deny');
    expect(
      answerTo(answers, 'corridor:clicks read bucket:clicks-raw').verdict,
    ).toBe('inconclusive');
  });

  it('is not covered when the repository does not declare it', async () => {
    const answers = await look({
      ...memo.model,
      roles: memo.model.roles.filter(({ arn }) => !arn.endsWith('_instance')),
      buckets: memo.model.buckets.filter(({ name }) => name !== 'gha-common-1'),
    });
    const uncovered = answers.filter(answer => !answer.covered);
    expect(uncovered).toContainEqual({
      cell: 'anonymous read bucket:gha-common-1',
      view: 'declared',
      covered: false,
      reason: 'not-visible',
      detail: 'The GitOps repository does not declare the bucket gha-common-1.',
    });
    expect(await findingsOf(answers)).toEqual([]);
    expect(
      answerTo(answers, 'corridor:gha1 read bucket:gha1-spark').verdict,
    ).toBe('allow');
  });

  it('is a role that the account does not have: what it was meant to do is blocked', async () => {
    const answers = await look(
      {
        ...memo.model,
        roles: memo.model.roles.filter(({ arn }) => arn !== GHA1),
      },
      'configured',
    );
    expect(await findingsOf(answers)).toMatchObject([
      { kind: 'blocked', title: 'The role of gha1 cannot be had' },
    ]);
    expect(
      answers.find(
        ({ cell }) => cell === 'corridor:gha1 read bucket:gha2-primary-1',
      ),
    ).toMatchObject({ covered: false, reason: 'not-visible' });
  });

  it('takes a bucket of a stranger for the stranger’s', async () => {
    const answers = await look(
      withBucket(memo.model, 'gha1-spark', () => ({
        accountId: STRANGER,
        policy: undefined,
      })),
      'configured',
    );
    expect(
      answerTo(answers, 'corridor:gha1 read bucket:gha1-spark').verdict,
    ).toBe('deny');
  });
});
