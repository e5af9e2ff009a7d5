import {
  ACCOUNT,
  memoRepository,
  readRepository,
} from '../__fixtures__/repository';
import { withBucketStatement, withGrant } from '../__fixtures__/sabotage';
import { analyzeAccess } from './analyzeAccess';

const NODE = `arn:aws:iam::${ACCOUNT}:role/single1_instance`;
const GHA1 = `arn:aws:iam::${ACCOUNT}:role/corridors/single1_gha1`;
const GHA2 = ['arn:aws:s3:::gha2-*'];
const memo = memoRepository();

const analyze = (model = memo.model) =>
  analyzeAccess({
    fleet: memo.fleet,
    model,
    accountId: ACCOUNT,
    view: 'declared',
  });

const granted = (
  holder: string,
  Action: string | readonly string[],
  Resource: string | readonly string[],
) =>
  withGrant(memo.model, holder, {
    Sid: 'Planted',
    Effect: 'Allow',
    Action,
    Resource,
  });

const leaks = (...grant: Parameters<typeof granted>) =>
  analyze(granted(...grant))
    .findings.filter(({ kind }) => kind === 'leak')
    .map(({ title }) => title);

/** AWS: "Actions, resources, and condition keys for Amazon S3", "… for AWS Identity and Access Management". */
describe('every action', () => {
  it.each<[string, string | readonly string[], string]>([
    [
      's3:PutLifecycleConfiguration',
      GHA2,
      'do s3:PutLifecycleConfiguration on ',
    ],
    ['s3:GetObjectTagging', GHA2, 'do s3:GetObjectTagging on '],
    ['s3:ReplicateObject', GHA2, 'write '],
    ['s3:PutBucketLogging', GHA2, 'widen access by s3:PutBucketLogging on '],
    ['s3:PutFuture', GHA2, 'widen access by s3:PutFuture on '],
    [
      's3:CreateJob',
      '*',
      'widen access by s3:CreateJob on the account as a whole',
    ],
    ['iam:TagRole', '*', 'widen access by iam:TagRole on '],
    ['sts:AssumeRoot', '*', 'widen access by sts:AssumeRoot on '],
  ])(
    'of the node role or a corridor is told in words: %s',
    (action, resource, deed) => {
      for (const holder of [NODE, GHA1]) {
        expect(leaks(holder, action, resource)).toEqual([
          expect.stringContaining(` can ${deed}`),
        ]);
      }
    },
  );

  it('is counted where there are many', () => {
    expect(leaks(NODE, 's3:Get*', GHA2)).toEqual([
      expect.stringMatching(
        /can read .*, and do s3:\w+, s3:\w+ and \d+ other actions on it$/,
      ),
    ]);
    expect(leaks(NODE, 'iam:*', '*')).toEqual([
      expect.stringMatching(
        /widen access by iam:PassRole, .* other actions on/,
      ),
    ]);
  });

  it('needs no name of its own beside administering', () => {
    expect(leaks(NODE, 's3:*', GHA2)).toEqual([
      expect.stringMatching(
        /can list, read, write, delete and administer bucket [\w-]+ of gha2$/,
      ),
    ]);
  });

  it('of a corridor on a shared bucket is told', () => {
    const model = withBucketStatement(memo.model, 'gha-common-1', {
      Sid: 'Planted',
      Effect: 'Allow',
      Principal: { AWS: GHA1 },
      Action: 's3:ReplicateObject',
      Resource: 'arn:aws:s3:::gha-common-1/*',
    });
    expect(analyze(model).findings).toMatchObject([
      { kind: 'leak', title: expect.stringContaining('gha1 can write ') },
    ]);
  });

  it.each([
    ['s3:GetBucketLocation', '*'],
    ['s3:ListAllMyBuckets', '*'],
    [['s3:GetAccountPublicAccessBlock', 'iam:GetRole', 'iam:List*'], '*'],
    [['sts:GetCallerIdentity', 'sts:TagSession'], '*'],
  ])('that reaches nothing of another is not told: %j', (action, resource) => {
    expect(leaks(NODE, action, resource)).toEqual([]);
  });
});

describe('services that are not evaluated', () => {
  const told = (...grant: Parameters<typeof granted>) =>
    analyze(granted(...grant)).notCovered.filter(text =>
      text.startsWith('Services other than'),
    );

  it('are not named where no corridor or node may do anything there', () => {
    expect(told(NODE, 's3:ListAllMyBuckets', '*')).toEqual([]);
  });

  it.each([NODE, GHA1])(
    'are named once for each policy, with its place (%s)',
    holder => {
      expect(
        told(holder, ['eks:CreatePodIdentityAssociation', 'kms:*'], '*'),
      ).toEqual([
        expect.stringMatching(
          /^Services other than S3, IAM and STS, in which statement \d \(Planted\) of .* allows eks:CreatePodIdentityAssociation and kms:\*; by eks:CreatePodIdentityAssociation its holder may come to act as others$/,
        ),
      ]);
    },
  );
});

it('finds nothing in what is rendered', () => {
  expect(analyze(readRepository(memo.files).model).findings).toEqual([]);
});
