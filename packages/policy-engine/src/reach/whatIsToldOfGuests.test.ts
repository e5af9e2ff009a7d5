import { computeReach } from './computeReach';
import { compileAccessModel } from './compileAccessModel';
import {
  arnLike,
  bucketWith,
  guestsOf,
  iam,
  NOBODY,
  opened,
  STRANGER,
} from './__fixtures__/guests';
import {
  OWN,
  ownStatements,
  roleArn,
  SmallFleet,
  smallFleet,
  source,
  withBucket,
  withRole,
} from './__fixtures__/smallFleet';
import { allow, gha1With, trespassesOf } from './__fixtures__/tell';

const INTRICATE = 'arn:aws:iam::*:user/${aws:username}/home';

describe('what is told of who is let in', () => {
  it('rests on the statements of the model alone, not on what is assumed of strangers', () => {
    const [trespass, ...more] = trespassesOf(
      bucketWith(opened({ AWS: STRANGER })),
    );
    expect(more).toEqual([]);
    expect(trespass?.region.decidedBy).toEqual([
      { kind: 'resource', policy: 'gha2-primary', statement: 0 },
    ]);
  });

  it('names the statement whose conditions are too intricate', () => {
    const [trespass] = trespassesOf(
      bucketWith(opened('*', arnLike(INTRICATE))),
    );
    expect(trespass?.region).toMatchObject({
      verdict: 'not-understood',
      explanation:
        'The conditions on who asks are too intricate to say whom the statement lets in.',
      decidedBy: [{ policy: 'gha2-primary', statement: 0 }],
    });
  });

  it('leaves out that conditions are too intricate where somebody is certainly let in', () => {
    const openedTo = (...arns: string[]) =>
      guestsOf(bucketWith(opened('*', arnLike(INTRICATE, ...arns))));
    expect(openedTo(iam('role/x'))).toEqual([
      `${iam('role/x')} this-principal allow`,
    ]);
    expect(
      openedTo('arn:aws:iam::*:role/ops/${aws:PrincipalTag/team}'),
    ).toEqual([
      `${iam('role/ops/x', OWN)} such-principals conditional`,
      `${iam('role/ops/x', NOBODY)} such-principals conditional`,
      `${iam('role/any', OWN)} such-principals not-understood`,
    ]);
  });

  it('names no statement where neither the policy nor whom an organization lets pass is understood', () => {
    const broken = withBucket(smallFleet(['gha2']), 'gha2-primary', {
      policy: source('gha2-primary', { Effect: 'Perhaps' }),
    });
    const scp = source(
      'scp',
      { Effect: 'Allow', Action: '*', Resource: '*' },
      {
        Effect: 'Deny',
        Action: '*',
        Resource: '*',
        Condition: { ArnNotLike: { 'aws:PrincipalArn': INTRICATE } },
      },
    );
    const fleet: SmallFleet = {
      ...broken,
      model: {
        ...broken.model,
        accounts: [{ accountId: OWN, serviceControlPolicies: [[scp]] }],
      },
    };
    const unproven = trespassesOf(fleet).filter(({ region: { explanation } }) =>
      explanation.startsWith('The conditions'),
    );
    expect(unproven).not.toEqual([]);
    for (const { region } of unproven) {
      expect(region.decidedBy).toEqual([]);
    }
  });

  it('rests on the own policy where the owner of a bucket would have to agree', () => {
    const { Condition: _, ...anywhere } = allow({
      Resource: 'arn:aws:s3:::elsewhere/*',
    });
    const trespasses = trespassesOf(gha1With(anywhere)).filter(
      ({ kind }) => kind === 'foreign-account',
    );
    expect(trespasses).not.toEqual([]);
    for (const { region } of trespasses) {
      expect(region.decidedBy.map(({ policy }) => policy)).toEqual(['gha1']);
    }
  });

  it('speaks of an action as the policy does', () => {
    const { Condition: _, ...zap } = allow({
      Action: 's3:Zap*',
      Resource: 'arn:aws:s3:::gha2-primary/*',
    });
    const [trespass] = trespassesOf(gha1With(zap));
    expect(trespass?.region.action).toBe('s3:Zap*');
    expect(trespass?.region.explanation).toMatch(
      `${roleArn('gha1')} may do s3:Zap* on arn:aws:s3:::gha2-primary/`,
    );
  });

  const reachOf = (fleet: SmallFleet) => [
    ...computeReach(compileAccessModel(fleet.model), {
      actions: ['s3:ListBucket'],
      principals: [{ kind: 'role', arn: roleArn('gha1') }],
      context: fleet.context,
    }),
  ];

  it('names every statement that decides, but where patterns are too intricate the one that opens the range', () => {
    const bounded = withRole(smallFleet(['gha1']), 'gha1', {
      identity: [source('gha1', ...ownStatements('gha1-primary'))],
      boundary: source('boundary', {
        Effect: 'Allow',
        Action: '*',
        Resource: '*',
      }),
    });
    const [plain] = reachOf(bounded);
    expect(plain?.decidedBy.map(({ policy }) => policy)).toEqual([
      'gha1',
      'boundary',
    ]);
    expect(plain).not.toHaveProperty('isIntricate');
    const intricate = withRole(smallFleet(['gha1']), 'gha1', {
      identity: [
        source(
          'gha1',
          {
            Effect: 'Allow',
            Action: 's3:ListBucket',
            Resource: `arn:aws:s3:::*a${'?'.repeat(24)}`,
          },
          { Effect: 'Deny', Action: 's3:ListBucket', Resource: '*' },
        ),
      ],
    });
    const [region] = reachOf(intricate);
    expect(region?.isIntricate).toBe(true);
    expect(region?.decidedBy).toEqual([
      { kind: 'identity', policy: 'gha1', statement: 0 },
    ]);
  });
});
