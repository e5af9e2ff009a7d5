import {
  buildMatrix,
  type CellAnswer,
  type Finding,
  type Matrix,
} from '@corridors/model';
import type { AccessModel } from '@corridors/policy-engine';
import { ACCOUNT, memoRepository, STRANGER } from '../__fixtures__/repository';
import {
  policyOf,
  roleArn,
  withBucket,
  withBucketStatement,
  withGrant,
  withRole,
  withTrustStatement,
} from '../__fixtures__/sabotage';
import { analyzeAccess } from './analyzeAccess';
import { createStaticView } from './createStaticView';
import { transportsOf } from './transports';

const memo = memoRepository();
const { fleet } = memo;
const GHA1 = roleArn('single1_gha1');
const NODE = `arn:aws:iam::${ACCOUNT}:role/single1_instance`;
const BUCKET = 'gha2-primary-1';
const RESOURCES = [`arn:aws:s3:::${BUCKET}`, `arn:aws:s3:::${BUCKET}/*`];
const HTTP = { Bool: { 'aws:SecureTransport': 'false' } };
const TLS = { Bool: { 'aws:SecureTransport': 'true' } };

const statement = (Effect: string, more: object) => ({
  Sid: 'Planted',
  Effect,
  Action: 's3:GetObject',
  Resource: `arn:aws:s3:::${BUCKET}/*`,
  ...more,
});
/** A bucket that nothing keeps from plain HTTP. */
const open = (model: AccessModel) =>
  withBucket(model, BUCKET, () => ({
    policy: undefined,
    publicAccessBlock: undefined,
  }));

const findings = (model: AccessModel): readonly Finding[] =>
  analyzeAccess({ fleet, model, accountId: ACCOUNT, view: 'declared' })
    .findings;

async function cellsOf(model: AccessModel, matrix: Matrix) {
  const answers: CellAnswer[] = [];
  const view = createStaticView({ view: 'declared', matrix, model, fleet });
  const { signal } = new AbortController();
  for await (const answer of view.fill(matrix.cells, signal)) {
    answers.push(answer);
  }
  return answers;
}

describe('what is open to plain HTTP', () => {
  it.each<[string, AccessModel, string]>([
    [
      'by a policy of its own',
      withGrant(
        open(memo.model),
        GHA1,
        statement('Allow', { Condition: HTTP }),
      ),
      'gha1 can read bucket gha2-primary-1 of gha2',
    ],
    [
      'by a bucket policy',
      withBucketStatement(
        open(memo.model),
        BUCKET,
        statement('Allow', { Principal: { AWS: STRANGER }, Condition: HTTP }),
      ),
      `account ${STRANGER} can read bucket gha2-primary-1 of gha2`,
    ],
    [
      'by a bucket policy whose denial was turned round',
      withBucketStatement(
        open(memo.model),
        BUCKET,
        statement('Allow', {
          Principal: '*',
          Resource: RESOURCES,
          Condition: HTTP,
        }),
      ),
      'Everyone can read bucket gha2-primary-1 of gha2',
    ],
    [
      'by a trust policy',
      withTrustStatement(memo.model, GHA1, {
        Effect: 'Allow',
        Principal: { AWS: STRANGER },
        Action: 'sts:AssumeRole',
        Condition: HTTP,
      }),
      'can assume the role of gha1',
    ],
    [
      'by a denial that keeps TLS out alone',
      withGrant(
        withGrant(open(memo.model), NODE, statement('Allow', {})),
        NODE,
        statement('Deny', { Condition: TLS }),
      ),
      'The node role of single1 can read bucket gha2-primary-1 of gha2',
    ],
    [
      'by a key that is written another way',
      withGrant(
        open(memo.model),
        GHA1,
        statement('Allow', {
          Condition: { StringEquals: { 'AWS:SECURETRANSPORT': 'false' } },
        }),
      ),
      'gha1 can read bucket gha2-primary-1 of gha2',
    ],
  ])('is a leak: %s', (_, model, title) => {
    const found = findings(model);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({
      kind: 'leak',
      title: expect.stringContaining(title),
      explanation: expect.stringMatching(
        /The request comes over plain HTTP\.$/,
      ),
    });
  });

  it('is seen in the cells too', async () => {
    const model = withGrant(
      open(memo.model),
      GHA1,
      statement('Allow', { Condition: HTTP }),
    );
    const matrix = buildMatrix(fleet, ACCOUNT);
    const before = await cellsOf(open(memo.model), matrix);
    const after = await cellsOf(model, matrix);
    const opened = after.filter(
      (answer, index) =>
        JSON.stringify(answer.covered && answer.verdict) !==
        JSON.stringify(before[index]?.covered && before[index].verdict),
    );
    expect(opened).toMatchObject([
      { cell: `corridor:gha1 read bucket:${BUCKET}`, verdict: 'allow' },
    ]);
    expect(JSON.stringify(opened)).toContain('over plain HTTP');
  });

  it('is told once when it is open to TLS as well', () => {
    const model = withGrant(
      withGrant(
        open(memo.model),
        GHA1,
        statement('Allow', { Sid: 'Http', Condition: HTTP }),
      ),
      GHA1,
      statement('Allow', {}),
    );
    expect(findings(model)).toEqual([
      expect.objectContaining({
        kind: 'leak',
        explanation: expect.not.stringContaining('plain HTTP'),
      }),
    ]);
  });

  it('is nothing where a bucket denies it, as rendered ones do', () => {
    expect(
      findings(
        withGrant(memo.model, GHA1, statement('Allow', { Condition: HTTP })),
      ),
    ).toEqual([]);
  });

  it('is told where a denial of it was taken away', () => {
    const model = withGrant(
      withBucket(memo.model, BUCKET, () => ({ policy: undefined })),
      GHA1,
      statement('Allow', { Condition: HTTP }),
    );
    expect(findings(model)).toHaveLength(1);
  });
});

describe('transportsOf', () => {
  const withNode = (...statements: object[]) =>
    withRole(memo.model, NODE, () => ({
      identity: [policyOf('node', ...statements)],
    }));

  it.each<[string, AccessModel, number]>([
    ['what is rendered', memo.model, 1],
    [
      'a denial of plain HTTP',
      withNode(statement('Deny', { Condition: HTTP })),
      1,
    ],
    [
      'a denial of plain HTTP to some',
      withNode(
        statement('Deny', {
          Condition: {
            ...HTTP,
            StringEquals: { 'aws:PrincipalAccount': STRANGER },
          },
        }),
      ),
      1,
    ],
    ['a denial of TLS', withNode(statement('Deny', { Condition: TLS })), 2],
    [
      'a denial of both',
      withNode(
        statement('Deny', {
          Condition: { Bool: { 'aws:SecureTransport': ['false', 'true'] } },
        }),
      ),
      2,
    ],
    [
      'a denial where the key is absent',
      withNode(
        statement('Deny', {
          Condition: { Null: { 'aws:SecureTransport': 'true' } },
        }),
      ),
      2,
    ],
    [
      'a variable',
      withNode(
        statement('Deny', {
          Resource: 'arn:aws:s3:::x/${aws:SecureTransport}',
        }),
      ),
      2,
    ],
    [
      'what TLS is asked for',
      withNode(statement('Allow', { Condition: TLS })),
      2,
    ],
  ])('are looked at for %s', (_, model, count) => {
    expect(transportsOf(model)).toHaveLength(count);
  });

  it('read documents that are JSON text, in which the key may be escaped', () => {
    const document = JSON.stringify({
      Version: '2012-10-17',
      Statement: statement('Allow', { Condition: HTTP }),
    }).replace('SecureTransport', 'SecureTranspor\\u0074');
    expect(
      transportsOf(
        withRole(memo.model, NODE, () => ({
          identity: [{ name: 'node', document }],
        })),
      ),
    ).toHaveLength(2);
  });
});
