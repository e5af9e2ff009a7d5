import { compileAccessModel } from '../compileAccessModel';
import {
  Step,
  ann,
  assume,
  bucket,
  denied,
  gha1,
  isGha1,
  letIn,
  NOT_UNDERSTOOD,
  partner,
  read,
  role,
  service,
  session,
  trust,
} from '../__fixtures__/recheckedFleet';
import {
  Json,
  OTHER,
  OWN,
  roleArn,
  smallFleet,
  source,
  withRole,
} from '../__fixtures__/smallFleet';
import { patternOf } from '../patterns/Pattern';
import { Unit, unitKey, Whereabouts } from './Whereabouts';

const PREFIX = 'arn:aws:s3:::';

/** Two applications that speak of nothing but their own. */
const modelOf = (...steps: readonly Step[]) =>
  compileAccessModel(
    steps.reduce((from, step) => step(from), smallFleet(['gha1', 'gha2']))
      .model,
  );

const whereabouts = (...steps: readonly Step[]) =>
  new Whereabouts(modelOf(...steps), PREFIX);

const keys = (units: Iterable<Unit>) => [...units].map(unitKey).sort();

const identity = (name: string) => `identity ${roleArn(name)}`;
const trustOf = (name: string) => `trust ${roleArn(name)}`;

/** The whole of an application's own policy. */
const only =
  (name: string, ...statements: readonly Json[]): Step =>
  fleet =>
    withRole(fleet, name, { identity: [source(name, ...statements)] });

const wide = (from: Whereabouts, pattern: string) =>
  [...from.wideMeeting([patternOf(pattern)])].map(
    ([unit, begin]) => `${unitKey(unit)}: ${[...begin].join()}`,
  );

describe('Whereabouts of a fleet that keeps to itself', () => {
  const own = whereabouts();

  it('knows who mentions a bucket or a role', () => {
    expect(keys(own.mentioning('gha1-primary'))).toEqual([identity('gha1')]);
    expect(keys(own.mentioning('gha1-', true))).toEqual([
      identity('gha1'),
      identity('gha1'),
    ]);
    expect(keys(own.mentioning('gha1-'))).toEqual([]);
    expect(keys(own.mentioning('', true))).toHaveLength(4);
    expect(keys(own.naming(gha1))).toEqual([]);
  });

  it('knows of nobody who speaks by pattern or lets everybody in', () => {
    expect(wide(own, '*')).toEqual([]);
    expect(keys(own.openTo([gha1, ann, partner]))).toEqual([]);
  });
});

describe('Whereabouts of what a role may', () => {
  const LAKE = `${PREFIX}lake`;

  it.each<[string, Json, string[], string[]]>([
    ['a bucket', read('lake'), [identity('gha1')], []],
    ['what it is denied', { ...read('lake'), Effect: 'Deny' }, [], []],
    [
      'names that begin alike',
      read('lake-*'),
      [],
      [`${identity('gha1')}: ${LAKE}-`],
    ],
    [
      'all but some',
      { Effect: 'Allow', Action: 's3:GetObject', NotResource: `${LAKE}/*` },
      [],
      [`${identity('gha1')}: `],
    ],
    ['all but what is denied', denied, [], []],
    ['what is not understood', NOT_UNDERSTOOD, [], [`${identity('gha1')}: `]],
  ])('knows of %s', (_, statement, named, byPattern) => {
    const from = whereabouts(only('gha1', statement), only('gha2', denied));
    expect(keys(from.mentioning('', true))).toEqual(named);
    expect(wide(from, `${LAKE}-1/x`)).toEqual(byPattern);
  });

  it('knows of the ARN of a role, and of patterns that cannot meet', () => {
    const from = whereabouts(
      only('gha1', {
        Effect: 'Allow',
        Action: 'sts:AssumeRole',
        Resource: [roleArn('gha7'), roleArn('x*')],
      }),
    );
    expect(keys(from.mentioning(roleArn('gha7')))).toEqual([identity('gha1')]);
    expect(wide(from, roleArn('xy'))).toEqual([
      `${identity('gha1')}: ${roleArn('x')}`,
    ]);
    expect(wide(from, roleArn('gha2'))).toEqual([]);
  });

  it('is not told by policies that are known where the trust is not', () => {
    const from = whereabouts(trust('gha1', NOT_UNDERSTOOD));
    expect(wide(from, '*')).toEqual([]);
    expect(keys(from.openTo([ann]))).toEqual([trustOf('gha1')]);
  });

  it('is told where one of several policies is not understood', () => {
    const from = whereabouts(
      trust('gha1', NOT_UNDERSTOOD),
      role('gha1', NOT_UNDERSTOOD),
    );
    expect(wide(from, '*')).toEqual([`${identity('gha1')}: `]);
  });
});

describe('Whereabouts of whom a bucket or role lets in', () => {
  const PRIMARY = 'bucket gha2-primary';

  it.each<[string, unknown, (from: Whereabouts) => Iterable<Unit>]>([
    ['a role', { AWS: roleArn('gha1') }, from => from.naming(gha1)],
    ['a session', { AWS: session.arn }, from => from.naming(session)],
    ['a role by its session', { AWS: session.arn }, from => from.naming(gha1)],
    ['a user', { AWS: ann.arn }, from => from.naming(ann)],
    ['another account', { AWS: OTHER }, from => from.naming(partner)],
    [
      'somebody of another account',
      { AWS: OTHER },
      from =>
        from.namingAccountOf({
          kind: 'user',
          arn: ann.arn.replace(OWN, OTHER),
        }),
    ],
    [
      'a service',
      { Service: service },
      from => from.naming({ kind: 'service', service }),
    ],
    ['everybody', '*', from => from.openTo([ann])],
  ])('knows who names %s', (_, principal, ask) => {
    const from = whereabouts(
      bucket('gha2-primary', letIn(principal, 'gha2-primary')),
    );
    expect(keys(ask(from))).toEqual([PRIMARY]);
    const closed = whereabouts(
      bucket('gha2-primary', {
        ...letIn(principal, 'gha2-primary'),
        Effect: 'Deny',
      }),
    );
    expect(keys(ask(closed))).toEqual([]);
  });

  it.each([
    ['the own account', { AWS: OWN }],
    ['a federation', { Federated: 'cognito-identity.amazonaws.com' }],
  ])('has nobody to tell of %s', (_, principal) => {
    const from = whereabouts(trust('gha2', assume(principal)));
    expect(keys(from.mentioning('', true))).toEqual(
      keys(whereabouts().mentioning('', true)),
    );
    expect(keys(from.openTo([ann, partner, gha1]))).toEqual([]);
  });

  it('knows whom a condition means', () => {
    const from = whereabouts(
      bucket('gha2-primary', letIn('*', 'gha2-primary', isGha1)),
    );
    expect(keys(from.openTo([gha1]))).toEqual([PRIMARY]);
    expect(keys(from.openTo([ann]))).toEqual([]);
    expect(keys(from.openTo([ann, gha1]))).toEqual([PRIMARY]);
  });

  it('knows of a bucket whose policy is not known', () => {
    const from = whereabouts(bucket('gha2-primary', NOT_UNDERSTOOD));
    expect(keys(from.openTo([ann]))).toEqual([PRIMARY]);
    expect(keys(from.mentioning('', true))).toHaveLength(4);
  });

  it('forgets what is gone, and learns what comes', () => {
    const opened = whereabouts(
      bucket('gha2-primary', letIn('*', 'gha2-primary')),
      role('gha1', read('*'), read('lake')),
    );
    opened.remove({ kind: 'bucket', name: 'gha2-primary' });
    opened.remove({ kind: 'identity', arn: gha1.arn });
    opened.remove({ kind: 'identity', arn: gha1.arn });
    expect(keys(opened.openTo([ann]))).toEqual([]);
    expect(keys(opened.mentioning('lake'))).toEqual([]);
    expect(wide(opened, '*')).toEqual([]);
    const { roles, buckets } = modelOf(
      bucket('gha2-primary', letIn({ AWS: ann.arn }, 'gha2-primary')),
      role('gha1', read('lake')),
    );
    [...roles.values()]
      .filter(({ arn }) => arn === gha1.arn)
      .forEach(one => opened.addRole(one));
    [...buckets.values()]
      .filter(({ name }) => name === 'gha2-primary')
      .forEach(one => opened.addBucket(one));
    expect(keys(opened.naming(ann))).toEqual([PRIMARY]);
    expect(keys(opened.mentioning('lake'))).toEqual([identity('gha1')]);
  });
});
