import { compilePolicy, evaluate } from '..';

const ACCOUNT = '111122223333';

function role(name: string) {
  return { kind: 'role', arn: `arn:aws:iam::${ACCOUNT}:role/${name}` } as const;
}

function bucketAccess(name: string, pattern: string) {
  return compilePolicy(
    {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Action: 's3:*',
          Resource: `arn:aws:s3:::${pattern}`,
        },
      ],
    },
    { kind: 'identity', name },
  );
}

describe('the experiment with one instance and two applications', () => {
  const policies = {
    single1_instance: bucketAccess('single1_instance', 'gha-*'),
    single1_gha1: bucketAccess('single1_gha1', 'gha1-*'),
    single1_gha2: bucketAccess('single1_gha2', 'gha2-*'),
  };

  it.each([
    ['single1_instance', 'gha-common-1', 'allow'],
    ['single1_instance', 'gha1-primary-1', 'deny'],
    ['single1_instance', 'gha2-primary-1', 'deny'],
    ['single1_gha1', 'gha1-primary-1', 'allow'],
    ['single1_gha1', 'gha2-primary-1', 'deny'],
    ['single1_gha1', 'gha-common-1', 'deny'],
  ] as const)('%s lists %s: %s', (name, bucket, verdict) => {
    const decision = evaluate(
      {
        principal: role(name),
        action: 's3:ListBucket',
        resource: `arn:aws:s3:::${bucket}`,
        resourceAccount: ACCOUNT,
      },
      { identity: [policies[name]] },
      { contextComplete: false },
    );
    expect(decision.verdict).toBe(verdict);
  });
});
