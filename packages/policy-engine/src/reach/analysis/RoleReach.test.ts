import { compileAccessModel } from '../compileAccessModel';
import { findTrespasses, TrespassOptions } from '../findTrespasses';
import { principalKey } from '../principalKey';
import {
  Json,
  OWN,
  roleArn,
  SmallFleet,
  smallFleet,
  source,
  withRole,
} from '../__fixtures__/smallFleet';

const GHA1 = { AWS: roleArn('gha1') };

const allow = (Principal: unknown, over: Json = {}): Json => ({
  Effect: 'Allow',
  Principal,
  Action: 'sts:AssumeRole',
  ...over,
});

/** A fleet in which the trust of gha2 has these statements. */
const trusting = (...statements: readonly Json[]): SmallFleet =>
  withRole(smallFleet(), 'gha2', { trust: source('trust', ...statements) });

function report(fleet: SmallFleet, over: Partial<TrespassOptions> = {}) {
  const { model, ...options } = fleet;
  return findTrespasses(compileAccessModel(model), {
    ...options,
    actions: ['sts:AssumeRole'],
    ...over,
  });
}

const guestsOf = (fleet: SmallFleet) =>
  report(fleet).trespasses.map(
    ({ region: { principal, audience, verdict } }) =>
      `${principalKey(principal)} ${audience} ${verdict}`,
  );

describe('whom a trust policy lets assume the role', () => {
  const gha1 = `${roleArn('gha1')} this-principal allow`;

  it.each<[string, readonly Json[], string[]]>([
    ['a role', [allow(GHA1)], [gha1]],
    [
      'a role, told once beside a Deny that does not hold',
      [
        allow(GHA1),
        allow(GHA1, {
          Effect: 'Deny',
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        }),
      ],
      [gha1],
    ],
    [
      'nobody where a Deny takes it back',
      [allow(GHA1), allow(GHA1, { Effect: 'Deny' })],
      [],
    ],
    [
      'everybody who signs, because nobody else can assume a role',
      [allow('*')],
      [`${roleArn('gha1')} every-principal allow`],
    ],
    [
      'nobody by the name of its own account, however intricate the conditions',
      [
        allow(
          { AWS: OWN },
          {
            Condition: {
              ArnLike: {
                'aws:PrincipalArn': Array.from(
                  { length: 65 },
                  (_, i) => `arn:aws:iam::${OWN}:role/${i}-*`,
                ),
              },
            },
          },
        ),
      ],
      [],
    ],
  ])('is %s', (_, statements, expected) => {
    expect(guestsOf(trusting(...statements))).toEqual(expected);
  });

  it('may be whoever signs where the trust is not understood', () => {
    const guests = guestsOf(
      trusting(allow('*', { Condition: { Unheard: {} } })),
    );
    expect(guests).toEqual([
      `${roleArn('gha1')} every-principal not-understood`,
    ]);
  });

  it('is nobody who is permitted to, though the statement is for everybody', () => {
    const likeGha1 = trusting(
      allow('*', {
        Condition: { ArnLike: { 'aws:PrincipalArn': roleArn('gha1') } },
      }),
    );
    expect(guestsOf(likeGha1)).toEqual([gha1]);
    const permitted: SmallFleet = {
      ...likeGha1,
      permissions: [
        {
          principal: { kind: 'role', arn: roleArn('gha1') },
          actions: ['sts:AssumeRole'],
          roleArn: roleArn('gha2'),
        },
      ],
    };
    expect(guestsOf(permitted)).toEqual([]);
  });
});

describe('what a trust policy is proved to keep', () => {
  const own = { AWS: roleArn('gha2') };
  const proved = (
    statements: readonly Json[],
    over: Partial<TrespassOptions> = {},
  ) =>
    report(trusting(...statements), over).proved.regions -
    report(smallFleet(), over).proved.regions;

  it.each<[number, string, readonly Json[]]>([
    [1, 'its own role', [allow(own)]],
    [
      1,
      'a role that a Deny keeps out again',
      [allow(GHA1), allow(GHA1, { Effect: 'Deny' })],
    ],
    [0, 'a role that is let in', [allow(GHA1)]],
  ])('counts %s for %s', (expected, _, statements) => {
    expect(proved(statements)).toBe(expected);
  });

  it('counts nothing for whom nobody asked about', () => {
    const principals = [{ kind: 'role', arn: roleArn('gha10') } as const];
    for (const principal of [own, GHA1]) {
      expect(proved([allow(principal)], { principals })).toBe(0);
      expect(
        report(trusting(allow(principal)), { principals }).trespasses,
      ).toEqual([]);
    }
  });
});
