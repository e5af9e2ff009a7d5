import {
  compilePolicy,
  decide,
  evaluate,
  prepareCaller,
  prepareTarget,
} from '..';

const ROLE = 'arn:aws:iam::111122223333:role/gha1';
const OTHER_ROLE = 'arn:aws:iam::111122223333:role/gha2';

const own = compilePolicy(
  {
    Version: '2012-10-17',
    Statement: {
      Effect: 'Allow',
      Action: ['s3:GetObject', 'iam:GetRole'],
      Resource: '*',
    },
  },
  { kind: 'identity', name: 'gha1' },
);

const caller = prepareCaller(
  { kind: 'role', arn: ROLE },
  { identity: [own] },
  undefined,
  { contextComplete: false },
);

describe('decide', () => {
  it('answers a prepared caller about a prepared target', () => {
    const target = prepareTarget(
      'arn:aws:s3:::gha1-primary/part-0',
      '111122223333',
    );
    expect(decide(caller, 's3:GetObject', target).verdict).toBe('allow');
    expect(decide(caller, 's3:PutObject', target).reason).toBe('implicit-deny');
  });

  it('asks a trust policy only about assuming the role', () => {
    const trust = compilePolicy(
      {
        Version: '2012-10-17',
        Statement: {
          Effect: 'Deny',
          Principal: '*',
          Action: '*',
        },
      },
      { kind: 'trust', name: 'gha2' },
    );
    const role = prepareTarget(OTHER_ROLE, '111122223333', trust);
    expect(decide(caller, 'iam:GetRole', role).verdict).toBe('allow');
    expect(decide(caller, 'sts:AssumeRole', role).reason).toBe('explicit-deny');
  });

  it('tells rare actions apart, in whatever order they are asked', () => {
    const tagging = compilePolicy(
      {
        Statement: {
          Effect: 'Allow',
          Action: ['s3:GetObjectTagging', 's3:PutBucketAcl'],
          Resource: '*',
        },
      },
      { kind: 'identity', name: 'tagging' },
    );
    const asking = prepareCaller(
      { kind: 'role', arn: ROLE },
      { identity: [tagging] },
      undefined,
      { contextComplete: true },
    );
    const target = prepareTarget('arn:aws:s3:::gha1-primary', '111122223333');
    const ask = (action: string) => decide(asking, action, target).verdict;
    for (const again of [1, 2]) {
      expect([again, ask('s3:GetObjectTagging')]).toEqual([again, 'allow']);
      expect([again, ask('s3:GetObjectAcl')]).toEqual([again, 'deny']);
      expect([again, ask('s3:PutObjectTagging')]).toEqual([again, 'deny']);
      expect([again, ask('s3:PutBucketAcl')]).toEqual([again, 'allow']);
      expect([again, ask('s3:PutObjectAcl')]).toEqual([again, 'deny']);
      expect([again, ask('s3:ListBucket')]).toEqual([again, 'deny']);
      expect([again, ask('s3:GetObject')]).toEqual([again, 'deny']);
    }
  });

  it('names a root user by the partition of what it asks for', () => {
    const named = (partition: string) =>
      compilePolicy(
        {
          Statement: {
            Effect: 'Deny',
            Principal: '*',
            Action: '*',
            Resource: '*',
            Condition: {
              ArnEquals: {
                'aws:PrincipalArn': `arn:${partition}:iam::111122223333:root`,
              },
            },
          },
        },
        { kind: 'resource', name: partition },
      );
    const root = prepareCaller(
      { kind: 'root', accountId: '111122223333' },
      {},
      undefined,
      { contextComplete: true },
    );
    const ask = (partition: string, denied: string) =>
      decide(
        root,
        's3:ListBucket',
        prepareTarget(
          `arn:${partition}:s3:::gha1`,
          '111122223333',
          named(denied),
        ),
      ).verdict;
    for (const partition of ['aws', 'aws-cn', 'aws-us-gov', 'aws-cn', 'aws']) {
      expect([partition, ask(partition, partition)]).toEqual([
        partition,
        'deny',
      ]);
      expect([partition, ask(partition, 'aws-iso')]).toEqual([
        partition,
        'allow',
      ]);
    }
  });

  it('names a root user in the usual partition when nothing is asked for', () => {
    const denied = compilePolicy(
      {
        Statement: {
          Effect: 'Deny',
          Action: '*',
          Resource: '*',
          Condition: {
            ArnEquals: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:root' },
          },
        },
      },
      { kind: 'scp', name: 'no-root' },
    );
    const principal = { kind: 'root', accountId: '111122223333' } as const;
    const policies = { scp: [[denied]] };
    const root = prepareCaller(principal, policies, undefined, {
      contextComplete: true,
    });
    expect(
      decide(root, 's3:ListAllMyBuckets', prepareTarget('*', '111122223333'))
        .reason,
    ).toBe('explicit-deny');
    expect(
      evaluate(
        { principal, action: 's3:ListAllMyBuckets', resource: '*' },
        policies,
        { contextComplete: true },
      ).reason,
    ).toBe('explicit-deny');
  });
});
