import {
  Step,
  fleetOf,
  role,
  territory,
  trust,
  bucket,
  model,
  holding,
  permitting,
  may,
  read,
  letIn,
  assume,
  assuming,
  denied,
  closed,
  denyAll,
  NOT_UNDERSTOOD,
  gha1,
  ann,
  partner,
  service,
  session,
  isAbroad,
  isGha1,
  tellAnew,
  expectRechecks,
} from '../__fixtures__/recheckedFleet';
import { OTHER, OWN, roleArn, source } from '../__fixtures__/smallFleet';
import { HELD } from '../__fixtures__/tell';

describe('IsolationProof, of what one application does to another', () => {
  it.each<[string, Step[], Step[], string?]>([
    [
      'a trust that names it, which is permitted',
      [trust('gha2', assume({ AWS: roleArn('gha1') }))],
      [
        permitting({
          principal: gha1,
          actions: ['sts:AssumeRole'],
          roleArn: roleArn('gha2'),
        }),
      ],
    ],
    [
      'a bucket policy that names it, which is permitted',
      [bucket('gha2-primary', letIn({ AWS: roleArn('gha1') }, 'gha2-primary'))],
      [permitting(may(gha1, 'gha2-primary'))],
    ],
    [
      'a bucket policy that names its sessions',
      [bucket('gha2-primary', letIn({ AWS: session.arn }, 'gha2-primary'))],
      [role('gha1', denied)],
    ],
    [
      'a bucket policy that names a session to which it is permitted',
      [
        bucket('gha2-primary', letIn({ AWS: session.arn }, 'gha2-primary')),
        holding('job', session),
      ],
      [permitting(may(session, 'gha2-primary'))],
      'job',
    ],
    [
      'a bucket policy that names a user',
      [
        bucket('gha2-primary', letIn({ AWS: ann.arn }, 'gha2-primary')),
        model(() => ({
          users: [{ arn: ann.arn, accountId: OWN, identity: [] }],
        })),
        holding('ann', ann),
      ],
      [permitting(may(ann, 'gha2-primary'))],
      'ann',
    ],
    [
      'a bucket policy that names a service',
      [
        bucket('gha2-primary', letIn({ Service: service }, 'gha2-primary')),
        holding('logging', { kind: 'service', service }),
      ],
      [permitting(may({ kind: 'service', service }, 'gha2-primary'))],
      'logging',
    ],
    [
      'a bucket policy that names another account',
      [
        bucket('gha2-primary', letIn({ AWS: OTHER }, 'gha2-primary')),
        holding('partner', partner),
      ],
      [permitting(may(partner, 'gha2-primary'))],
      'partner',
    ],
    [
      'a bucket policy that lets everybody in who is like it',
      [
        bucket(
          'gha2-primary',
          letIn('*', 'gha2-primary', isGha1),
          letIn('*', 'gha2-primary', isAbroad),
        ),
        territory('gha1', { principals: [ann, gha1] }),
      ],
      [role('gha1', denied)],
    ],
    [
      'a bucket policy that lets everybody in with a tag',
      [
        bucket(
          'gha2-primary',
          letIn('*', 'gha2-primary', {
            StringEquals: { 'aws:PrincipalTag/team': 'data' },
          }),
        ),
      ],
      [role('gha1', denied)],
    ],
    [
      'a trust that lets everybody in who is like it',
      [trust('gha2', assume('*', isGha1))],
      [role('gha1', denied)],
    ],
    [
      'a bucket policy that is not understood',
      [bucket('gha2-primary', NOT_UNDERSTOOD)],
      [role('gha1', denied)],
    ],
    [
      'a trust that is not understood',
      [trust('gha2', NOT_UNDERSTOOD)],
      [role('gha1', denied)],
    ],
    [
      'a role that reads its bucket by name',
      [role('gha2', read('gha1-primary'))],
      [bucket('gha1-primary', closed('gha1'))],
    ],
    [
      'a user that reads its bucket by name',
      [
        model(() => ({
          users: [
            {
              arn: ann.arn,
              accountId: OWN,
              identity: [source('ann', read('gha1-primary'))],
            },
          ],
        })),
      ],
      [bucket('gha1-primary', closed('gha1'))],
    ],
    [
      'a role that may assume its role by name',
      [role('gha2', assuming(roleArn('gha1')))],
      [trust('gha1', assume({ AWS: OWN }))],
    ],
    [
      'a role that reads whatever begins alike',
      [
        role('gha2', read('*', { Condition: HELD }), read('secret*')),
        bucket('gha1-primary', closed('gha1')),
        bucket('gha1-spark', denyAll('gha1-spark')),
      ],
      [bucket('gha1-primary')],
    ],
    [
      'a role that reads everything but a few',
      [
        role('gha2', {
          Effect: 'Allow',
          Action: 's3:GetObject',
          NotResource: 'arn:aws:s3:::secret*',
          Condition: HELD,
        }),
        bucket('gha1-primary', closed('gha1')),
        bucket('gha1-spark', denyAll('gha1-spark')),
      ],
      [bucket('gha1-primary')],
    ],
    [
      'a role whose policy is not understood',
      [
        role('gha2', NOT_UNDERSTOOD),
        bucket('gha1-primary', closed('gha1')),
        bucket('gha1-spark', denyAll('gha1-spark')),
      ],
      [bucket('gha1-primary')],
    ],
    [
      'a role that may assume whatever delegates to the account',
      [role('gha2', assuming(roleArn('*')), read('lake'))],
      [trust('gha1', assume({ AWS: OWN }))],
    ],
    [
      'a role that may assume whatever delegates to the account, of which it is the only one',
      [role('gha2', assuming(roleArn('*')))],
      [trust('gha1', assume({ AWS: OWN }))],
    ],
    [
      'a role that may assume what delegates to the account but for it',
      [
        role('gha2', assuming(roleArn('*'))),
        trust('gha2', assume({ AWS: OWN })),
        trust('gha1', assume({ AWS: OWN }), {
          ...assume({ AWS: roleArn('gha2') }),
          Effect: 'Deny',
        }),
      ],
      [trust('gha1', assume({ AWS: OWN }))],
    ],
  ])('tells of %s', (_, from, step, id = 'gha1') => {
    const before = fleetOf(...from);
    const after = step.reduce((fleet, change) => change(fleet), before);
    expect(tellAnew(after)).not.toEqual(tellAnew(before));
    expectRechecks(id, before, after);
  });
});
