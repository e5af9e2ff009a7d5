import { compilePolicy, evaluate } from '..';

const READER = 'arn:aws:iam::111122223333:role/gha1';

describe('a variable whose value is not known', () => {
  it.each([
    ['arn:aws:s3:::team-data/x', 'conditional'],
    ['arn:aws:s3:::team-/x', 'conditional'],
    ['arn:aws:s3:::other-data/x', 'deny'],
    ['arn:aws:s3:::team-data', 'deny'],
  ])('leaves open about %s: %s', (resource, verdict) => {
    const policy = compilePolicy(
      {
        Version: '2012-10-17',
        Statement: {
          Effect: 'Allow',
          Action: 's3:*',
          Resource: 'arn:aws:s3:::team-${aws:PrincipalTag/team}/*',
        },
      },
      { kind: 'identity', name: 'home' },
    );
    expect(
      evaluate(
        {
          principal: { kind: 'role', arn: READER },
          action: 's3:GetObject',
          resource,
          resourceAccount: '111122223333',
        },
        { identity: [policy] },
        { contextComplete: false },
      ).verdict,
    ).toBe(verdict);
  });
});
