import { compilePolicy, decide, prepareCaller, prepareTarget } from '..';

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
});
