import { compileAccessModel } from '../compileAccessModel';
import {
  Step,
  fleetOf,
  role,
  trust,
  bucket,
  model,
  territory,
  holding,
  claiming,
  permitting,
  without,
  may,
  read,
  letIn,
  assume,
  assuming,
  denied,
  closed,
  denyAll,
  gha1,
  ann,
  isGha1,
  isAbroad,
  roleAbroad,
  abroad,
  told,
  changeOf,
  ASKED,
  optionsOf,
  tellAnew,
  expectRechecks,
} from '../__fixtures__/recheckedFleet';
import {
  OTHER,
  OWN,
  ownTrust,
  roleArn,
  source,
} from '../__fixtures__/smallFleet';
import { HELD } from '../__fixtures__/tell';
import { IsolationProof } from './IsolationProof';

/** Of somebody else, so that the account is known whatever changes. */
const pond = may({ kind: 'role', arn: roleArn('gha2') }, 'pond', OTHER);

/** A role that reads by a pattern which means no other bucket. */
const readingLakeAlone = role('gha2', read('la*'), {
  Effect: 'Deny',
  Action: 's3:GetObject',
  NotResource: 'arn:aws:s3:::lake/data',
});

describe('IsolationProof, of what comes, goes and changes hands', () => {
  it.each<[string, Step[], Step[], string?]>([
    [
      'a role that reads by name what it claims no more',
      [role('gha2', read('gha1-lake'))],
      [territory('gha1', { bucketNames: ['gha1-primary', 'gha1-s*'] })],
    ],
    [
      'a role that reads by pattern what it claims no more',
      [role('gha2', read('gha1-la*'))],
      [territory('gha1', { bucketNames: ['gha1-primary', 'gha1-s*'] })],
    ],
    [
      'a bucket that it claims by name',
      [
        territory('gha2', { bucketNames: ['gha2-*'] }),
        bucket('gha2-primary', letIn({ AWS: roleArn('gha2') }, 'gha2-primary')),
      ],
      [territory('gha1', { bucketNames: ['gha1-*', 'gha2-primary'] })],
    ],
    [
      'buckets that it claims by pattern',
      [
        territory('gha2', { bucketNames: ['gha2-*'] }),
        bucket('gha2-primary', letIn({ AWS: roleArn('gha2') }, 'gha2-primary')),
      ],
      [territory('gha1', { bucketNames: ['gha1-*', 'gha2-pri*'] })],
    ],
    [
      'a role that it claims, by its trust',
      [
        trust('gha2', assume({ AWS: OTHER })),
        territory('gha2', { roleArns: [] }),
      ],
      [territory('gha1', { roleArns: [roleArn('gha1'), roleArn('gha2')] })],
    ],
    [
      'a role that it claims no more, by whom it is assumed',
      [
        role('gha2', assuming(roleArn('gha1'))),
        trust('gha1', assume({ AWS: OWN })),
      ],
      [territory('gha1', { roleArns: [] })],
    ],
    [
      'a role that it claims no more, by whom it is assumed by pattern',
      [
        role('gha2', assuming(roleArn('gha1*'))),
        trust('gha1', assume({ AWS: OWN })),
      ],
      [territory('gha1', { roleArns: [] })],
    ],
    [
      'workloads that are its own no more',
      [],
      [territory('gha1', { webIdentities: [] })],
    ],
    [
      'a bucket that it says is of another account',
      [role('gha2', read('lake'))],
      [permitting(may(gha1, 'lake', OTHER))],
    ],
    [
      'a bucket of which a pattern means no other, and that it says is of another account',
      [readingLakeAlone],
      [permitting(may(gha1, 'lake', OTHER))],
    ],
    [
      'a bucket that it says is of another account, of which others speak as well',
      [role('gha2', read('lake')), permitting(pond)],
      [permitting(pond, may(gha1, 'lake', OTHER))],
    ],
    [
      'a bucket of which a pattern means no other, in an account of which others speak as well',
      [readingLakeAlone, permitting(pond)],
      [permitting(pond, may(gha1, 'lake', OTHER))],
    ],
    [
      'a bucket that it says is of another account no more',
      [readingLakeAlone, permitting(pond, may(gha1, 'lake', OTHER))],
      [permitting(pond)],
    ],
    [
      'a role that reads its buckets when it goes',
      [role('gha2', read('gha1-primary'))],
      [without('gha1')],
    ],
    [
      'a role that reads everything when it goes',
      [role('gha2', read('*', { Condition: HELD }))],
      [without('gha1')],
    ],
    [
      'a bucket that is open to it and others when it goes',
      [
        bucket('gha1-primary', letIn('*', 'gha1-primary')),
        bucket('gha2-primary', letIn({ AWS: roleArn('gha1') }, 'gha2-primary')),
      ],
      [without('gha1')],
    ],
    [
      'a bucket that is open to a role of another account when it comes',
      [
        bucket('gha2-primary', letIn({ AWS: OTHER }, 'gha2-primary', isAbroad)),
        model(() => ({ accounts: [{ accountId: OTHER }] })),
      ],
      [abroad],
      'abroad',
    ],
    [
      'a bucket that is open to roles of an account of which nobody knew',
      [bucket('gha2-primary', letIn('*', 'gha2-primary', isAbroad))],
      [abroad],
      'abroad',
    ],
    [
      'a bucket that one claims who comes',
      [role('gha2', read('lake'))],
      [claiming('lake', ['lake'])],
      'lake',
    ],
    [
      'a role of which a pattern means no other, when it goes',
      [
        role('gha2', assuming(roleArn('*')), {
          Effect: 'Deny',
          Action: 'sts:*',
          NotResource: roleArn('gha1'),
        }),
      ],
      [
        model(({ roles }) => ({
          roles: roles.filter(({ arn }) => arn !== roleArn('gha1')),
        })),
      ],
    ],
    [
      'a bucket of which a pattern means no other, when it goes',
      [
        role('gha2', read('gha1-*'), {
          Effect: 'Deny',
          Action: 's3:GetObject',
          NotResource: 'arn:aws:s3:::gha1-primary/data',
        }),
        bucket('gha1-primary', closed('gha1')),
      ],
      [
        model(({ buckets }) => ({
          buckets: buckets.filter(({ name }) => name !== 'gha1-primary'),
        })),
      ],
    ],
    [
      'a bucket policy that lets in an account, of which it holds a role that is not read',
      [
        bucket('gha2-primary', letIn({ AWS: OTHER }, 'gha2-primary', isAbroad)),
        holding('partner', roleAbroad),
      ],
      [permitting(may(roleAbroad, 'gha2-primary'))],
      'partner',
    ],
    [
      'a role that reads everything when a bucket comes',
      [
        role('gha2', read('*', { Condition: HELD })),
        bucket('gha1-primary', denyAll('gha1-primary')),
        bucket('gha1-spark', denyAll('gha1-spark')),
      ],
      [
        model(({ buckets }) => ({
          buckets: [...buckets, { name: 'gha1-more', accountId: OWN }],
        })),
      ],
    ],
    [
      'a role that the account is kept from using',
      [
        model(() => ({
          accounts: [
            {
              accountId: OWN,
              serviceControlPolicies: [
                [
                  source(
                    'scp',
                    { Effect: 'Allow', Action: '*', Resource: '*' },
                    { ...denied, Condition: isGha1 },
                  ),
                ],
              ],
            },
          ],
        })),
        role('gha1', read('gha2-primary')),
        role('gha2', read('gha1-primary')),
      ],
      [bucket('gha1-primary', closed('gha1'))],
    ],
  ])('tells of %s', (_, from, step, id = 'gha1') => {
    const before = fleetOf(...from);
    const after = step.reduce((fleet, change) => change(fleet), before);
    expect(tellAnew(after)).not.toEqual(tellAnew(before));
    expectRechecks(id, before, after);
  });

  it.each<[string, Step]>([
    ['a role', role('gha2', read('gha1-primary'))],
    ['a trust', trust('gha2', assume({ AWS: roleArn('gha1') }))],
    [
      'a bucket policy',
      bucket('gha2-primary', letIn({ AWS: roleArn('gha1') }, 'gha2-primary')),
    ],
  ])('knows of what %s speaks that came by a change', (_, step) => {
    const before = fleetOf();
    const opened = step(before);
    const proof = new IsolationProof(
      compileAccessModel(before.model),
      optionsOf(before, ASKED),
    );
    proof.recheck(changeOf('gha2', before, opened));
    expect(told(proof.trespasses)).toEqual(tellAnew(opened));
    const ended = bucket(
      'gha1-primary',
      closed('gha1'),
    )(role('gha1', denied)(opened));
    proof.recheck(changeOf('gha1', opened, ended));
    expect(told(proof.trespasses)).toEqual(tellAnew(ended));
    expect(told(proof.trespasses)).not.toEqual(tellAnew(opened));
  });

  it('tells no more of a role that is gone than of any that nobody knows', () => {
    const before = fleetOf(
      bucket('gha2-primary', letIn('*', 'gha2-primary', isGha1)),
    );
    expect(tellAnew(before)).toHaveLength(1);
    expectRechecks('gha1', before, without('gha1')(before));
  });

  it('asks everybody about an account of which only a permission speaks', () => {
    const inVpc = { StringEquals: { 'aws:SourceVpc': 'vpc-1' } };
    const before = fleetOf(role('gha2', read('lake-*', { Condition: inVpc })));
    const after = permitting(may(gha1, 'zone-9', '999988887777'))(before);
    expect(tellAnew(after)).not.toEqual(tellAnew(before));
    expectRechecks('gha1', before, after);
    expectRechecks('gha1', after, before);
  });

  it('asks everybody about an account of which only a bucket speaks', () => {
    const inVpc = { StringEquals: { 'aws:SourceVpc': 'vpc-1' } };
    const before = fleetOf(role('gha2', read('lake-*', { Condition: inVpc })));
    const after = model(({ buckets }) => ({
      buckets: [...buckets, { name: 'zone-9', accountId: '999988887777' }],
    }))(before);
    const proof = new IsolationProof(
      compileAccessModel(before.model),
      optionsOf(before, ASKED),
    );
    expect(tellAnew(after)).not.toEqual(tellAnew(before));
    proof.recheck(changeOf('gha1', before, after));
    expect(told(proof.trespasses)).toEqual(tellAnew(after));
  });

  it('asks nobody anew when the only application of an account stays in it', () => {
    const { territories, ...rest } = territory('gha1', { accountId: OTHER })(
      fleetOf(),
    );
    const [first, ...others] = territories;
    const fleet = { ...rest, territories: first ? [...others, first] : [] };
    const proof = new IsolationProof(
      compileAccessModel(fleet.model),
      optionsOf(fleet, ASKED),
    );
    const { proved } = proof.recheck(changeOf('gha2', fleet, fleet));
    expect(proved.principals).toBe(1);
  });

  it('tells whom nobody knows of those who are asked about, as long as nobody does', () => {
    const before = fleetOf(
      bucket('gha2-primary', letIn({ AWS: OTHER }, 'gha2-primary')),
      model(() => ({ accounts: [{ accountId: OTHER }] })),
      holding('abroad', roleAbroad),
    );
    const after = model(({ roles }) => ({
      roles: [
        ...roles,
        {
          arn: roleAbroad.arn,
          accountId: OTHER,
          trust: source('trust', ownTrust('abroad')),
          identity: [],
        },
      ],
    }))(before);
    const asked = { ...ASKED, principals: [roleAbroad] };
    expect(tellAnew(before, asked)).toHaveLength(1);
    expect(tellAnew(after, asked)).toEqual([]);
    expectRechecks('abroad', before, after, asked);
  });

  it('does not mind that a role is said to be gone of which nobody knew', () => {
    const fleet = fleetOf(role('gha1', read('gha2-primary')));
    const proof = new IsolationProof(
      compileAccessModel(fleet.model),
      optionsOf(fleet, ASKED),
    );
    proof.recheck({
      ...changeOf('gha1', fleet, fleet),
      removedRoles: [roleArn('gha7')],
      removedBuckets: ['gha7-primary'],
    });
    expect(told(proof.trespasses)).toEqual(tellAnew(fleet));
  });

  it('forgets what a role did that goes when everybody is asked about a new action', () => {
    const before = fleetOf(role('gha1', read('gha2-primary')));
    const roles = before.model.roles.filter(one => one.arn !== roleArn('gha1'));
    const after = bucket(
      'gha1-primary',
      letIn({ AWS: roleArn('gha2') }, 'gha1-primary', {}, 's3:PutObjectFuture'),
    )(model(() => ({ roles }))(before));
    expect(tellAnew(after, {})).not.toEqual(tellAnew(before, {}));
    expectRechecks('gha1', before, after, {});
  });

  it('asks users as well about a new action', () => {
    const users = [
      {
        arn: ann.arn,
        accountId: OWN,
        identity: [source('ann', read('gha2-primary', { Action: 's3:*' }))],
      },
    ];
    const before = fleetOf(model(() => ({ users })));
    const after = role(
      'gha1',
      read('gha1-primary', { Action: 's3:PutObjectFuture' }),
    )(before);
    const proof = new IsolationProof(
      compileAccessModel(before.model),
      optionsOf(before, {}),
    );
    const { proved } = proof.recheck(changeOf('gha1', before, after));
    expect(told(proof.trespasses)).toEqual(tellAnew(after, {}));
    expect(proved.principals).toBe(3);
  });

  it('tells of those alone whose reach is asked for', () => {
    const before = fleetOf(
      role('gha1', read('gha2-primary')),
      role('gha2', read('gha1-primary')),
    );
    const asked = { ...ASKED, principals: [gha1] };
    expect(tellAnew(before, asked)).toHaveLength(1);
    expectRechecks('gha1', before, role('gha1')(before), asked);
  });
});
