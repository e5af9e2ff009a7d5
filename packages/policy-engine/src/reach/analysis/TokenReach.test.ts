import { WATCHED_ACTIONS } from '../actions/watchedActions';
import { compileAccessModel } from '../compileAccessModel';
import { findTrespasses } from '../findTrespasses';
import { principalKey } from '../principalKey';
import type { Territory } from '../Territory';
import {
  ISSUER,
  Json,
  OTHER,
  OWN,
  ownTrust,
  PROVIDER,
  roleArn,
  SmallFleet,
  smallFleet,
  source,
  withRole,
} from '../__fixtures__/smallFleet';

const SAML = `arn:aws:iam::${OWN}:saml-provider/okta`;
const SUB = `${ISSUER}:sub`;
const WEB = 'sts:AssumeRoleWithWebIdentity';

const own = 'system:serviceaccount:gha2:gha2';
const others = 'system:serviceaccount:gha1:gha1';

/** Lets in whoever has a token. */
const taking = (Condition: Json, over: Json = {}): Json => ({
  Effect: 'Allow',
  Principal: { Federated: PROVIDER },
  Action: WEB,
  Condition,
  ...over,
});

/** A fleet in which the trust of gha2 has these statements. */
const trusting = (...statements: readonly Json[]): SmallFleet =>
  withRole(smallFleet(), 'gha2', { trust: source('trust', ...statements) });

const withModel = (
  fleet: SmallFleet,
  more: Partial<SmallFleet['model']>,
): SmallFleet => ({ ...fleet, model: { ...fleet.model, ...more } });

function report({ model, ...options }: SmallFleet) {
  return findTrespasses(compileAccessModel(model), {
    ...options,
    actions: [...WATCHED_ACTIONS, 'sts:AssumeRoleWithSAML'],
  });
}

const regionsOf = (fleet: SmallFleet) =>
  report(fleet).trespasses.map(({ region }) => region);

/** The subjects that show who is let in. */
const subjectsOf = (fleet: SmallFleet, key = SUB) =>
  regionsOf(fleet).map(({ witnessContext }) => witnessContext[key]);

const guestsOf = (fleet: SmallFleet) =>
  regionsOf(fleet).map(({ principal, audience, verdict }) =>
    [principalKey(principal), audience, verdict].join(' '),
  );

describe('whose tokens a trust policy takes', () => {
  it('is told of the bearer of a token, for the role alone', () => {
    expect(regionsOf(trusting(taking({})))).toMatchObject([
      {
        principal: { kind: 'web-identity', providerArn: PROVIDER },
        audience: 'this-principal',
        resources: roleArn('gha2'),
        resourceAccounts: [OWN],
        witnessAccount: OWN,
      },
    ]);
  });

  it.each<[string, Json, string[]]>([
    ['its own workload, spelled out', { StringEquals: { [SUB]: own } }, []],
    ['its own workload, by a pattern', { StringLike: { [SUB]: own } }, []],
    [
      'its own workload beside another',
      { StringEquals: { [SUB]: [own, others] } },
      [others],
    ],
    [
      'any workload but its own',
      { StringNotEquals: { [SUB]: own } },
      ['system:serviceaccount:other:other'],
    ],
    [
      'another claim that reads like its own workload',
      { StringEquals: { [`${ISSUER}:email`]: own } },
      ['system:serviceaccount:other:other'],
    ],
    [
      'single letters left open',
      { StringLike: { [SUB]: 'system:serviceaccount:gha?:spark-*' } },
      ['system:serviceaccount:ghax:spark-other'],
    ],
    [
      'the default of clusters',
      { StringNotLike: { [SUB]: 'system:serviceaccount:other:*' } },
      ['system:serviceaccount:default:default'],
    ],
    [
      'whoever is no ServiceAccount, and never by the value of another claim',
      {
        StringEquals: { [`${ISSUER}:aud`]: 'sts.amazonaws.com' },
        StringNotLike: { [SUB]: 'system:serviceaccount:*' },
      },
      ['xother'],
    ],
    [
      'no subject, which no token lacks',
      { StringNotLike: { [SUB]: '?*' } },
      [],
    ],
  ])('tells a trust for %s', (_, Condition, expected) => {
    expect(subjectsOf(trusting(taking(Condition)))).toEqual(expected);
  });

  it('leaves out its own workload where a Deny keeps all others out', () => {
    const anyOfIt = taking({
      StringLike: { [SUB]: 'system:serviceaccount:gha2:*' },
    });
    expect(subjectsOf(trusting(anyOfIt))).toEqual([
      'system:serviceaccount:gha2:other',
    ]);
    const butOwn = taking(
      { StringNotEquals: { [SUB]: own } },
      { Effect: 'Deny' },
    );
    expect(subjectsOf(trusting(anyOfIt, butOwn))).toEqual([]);
  });

  it.each<[string, string, readonly string[]]>([
    ['*', 'StringLike', ['system:serviceaccount:gha2:*']],
    ['?', 'StringLike', ['system:serviceaccount:gha2:gha?']],
    ['* beside another', 'StringLike', [own, 'system:serviceaccount:gha2:*']],
    [
      'a variable beside another',
      'StringEquals',
      [own, 'system:serviceaccount:gha2:${aws:PrincipalTag/team}'],
    ],
  ])(
    'takes a subject with %s for a pattern, though a territory has one that is spelled alike',
    (_, operator, subjects) => {
      const fleet = trusting(taking({ [operator]: { [SUB]: subjects } }));
      const territories = fleet.territories.map(
        (territory): Territory => ({
          ...territory,
          webIdentities: [
            ...(territory.webIdentities ?? []),
            ...(territory.id === 'gha2' ? subjects : []).map(subject => ({
              providerArn: PROVIDER,
              subject,
            })),
          ],
        }),
      );
      expect(regionsOf({ ...fleet, territories })).toHaveLength(1);
    },
  );

  it.each([
    ['accounts.google.com', 'accounts.google.com:sub', WEB],
    [SAML, 'saml:sub', 'sts:AssumeRoleWithSAML'],
  ])('makes up nobody of a cluster for %s', (Federated, key, Action) => {
    const fleet = trusting(taking({}, { Principal: { Federated }, Action }));
    expect(subjectsOf(fleet, key)).toEqual(['anybody']);
  });

  it.each([
    ['a value that is given', '${aws:RequestedRegion}', 'eu-west-3'],
    ['a letter', '${*}', '*'],
  ])(
    'knows the subject in which a variable stands for %s',
    (_, name, value) => {
      const spelled = { [SUB]: `system:serviceaccount:${name}:spark` };
      const fleet = trusting(taking({ StringEquals: spelled }));
      const context = { ...fleet.context, 'aws:RequestedRegion': 'eu-west-3' };
      expect(subjectsOf({ ...fleet, context })).toEqual([
        `system:serviceaccount:${value}:spark`,
      ]);
    },
  );

  it('takes the sessions of its own workload for its own', () => {
    const both = { Action: ['sts:AssumeRole', WEB] };
    const spelled = taking({ StringLike: { [SUB]: own } }, both);
    expect(guestsOf(trusting(spelled))).toEqual([]);
  });

  it('counts what its own workload is given as proved, whatever audiences there are', () => {
    const fleet = withModel(smallFleet(), {
      oidcProviders: [
        { arn: PROVIDER, url: `https://${ISSUER}`, audiences: ['a', 'b'] },
      ],
    });
    const trust = (...statements: readonly Json[]) =>
      report(withRole(fleet, 'gha2', { trust: source('trust', ...statements) }))
        .proved.regions;
    const none = trust(taking({}, { Action: 'sts:TagSession' }));
    expect(trust(ownTrust('gha2')) - none).toBe(1);
    expect(trust(taking({}), taking({}, { Effect: 'Deny' })) - none).toBe(2);
    expect(trust(taking({})) - none).toBe(0);
  });
});

describe('the ServiceAccounts that exist', () => {
  const anySpark = taking({
    StringLike: { [SUB]: 'system:serviceaccount:*:spark*' },
  });
  const account = (name: string, issuer?: string) => ({
    cluster: 'analytics',
    namespace: 'gha1',
    name,
    ...(issuer !== undefined && { issuer }),
  });
  const among = (...serviceAccounts: readonly ReturnType<typeof account>[]) =>
    subjectsOf(withModel(trusting(anySpark), { serviceAccounts }));
  const issuer = `https://${ISSUER}`;
  const madeUp = ['system:serviceaccount:other:sparkother'];

  it('show who is let in, before names that are made up', () => {
    expect(among(account('web', issuer), account('spark-1', issuer))).toEqual([
      'system:serviceaccount:gha1:spark-1',
    ]);
  });

  it('are not all tried where there are many', () => {
    const web = Array.from({ length: 64 }, (_, i) =>
      account(`web-${i}`, issuer),
    );
    expect(among(...web.slice(1), account('spark-1', issuer))).toEqual([
      'system:serviceaccount:gha1:spark-1',
    ]);
    expect(among(...web, account('spark-1', issuer))).toEqual(madeUp);
  });

  it('show nobody where they are of another cluster, or of which one is not known', () => {
    expect(among(account('spark-1', `${issuer}2`))).toEqual(madeUp);
    expect(among(account('spark-1'))).toEqual(madeUp);
  });
});

describe('the tokens that a trust for everybody takes', () => {
  const everybody = { Principal: '*' };

  it('are of the providers of its own account', () => {
    const fleet = trusting(taking({}, everybody));
    const elsewhere = PROVIDER.replace(OWN, OTHER);
    const oidcProviders = [elsewhere, PROVIDER].map(arn => ({
      arn,
      url: `https://${ISSUER}`,
      audiences: ['sts.amazonaws.com'],
    }));
    expect(guestsOf(withModel(fleet, { oidcProviders }))).toEqual([
      `web-identity ${PROVIDER} such-principals allow`,
    ]);
  });

  it('are looked at further where some are let in under a condition alone', () => {
    const fleet = trusting(
      taking({ StringEqualsIfExists: { [`${ISSUER}:azp`]: 'app' } }, everybody),
    );
    expect(guestsOf(fleet)).toEqual([
      `web-identity ${PROVIDER} such-principals conditional`,
      'web-identity accounts.google.com such-principals allow',
    ]);
  });

  it.each([
    ['accounts.google.com', 'sub'],
    ['cognito-identity.amazonaws.com', 'sub'],
    ['graph.facebook.com', 'id'],
    ['www.amazon.com', 'user_id'],
  ])('may be of %s, by the key that tells its bearers', (provider, claim) => {
    const Condition = { StringEquals: { [`${provider}:${claim}`]: 'ann' } };
    expect(guestsOf(trusting(taking(Condition, everybody)))).toEqual([
      `web-identity ${provider} such-principals allow`,
    ]);
  });
});

describe('the keys that a token has', () => {
  it('are not those of assertions', () => {
    const held = { StringEquals: { 'saml:aud': 'app' } };
    expect(guestsOf(trusting(taking(held)))).toEqual([]);
  });

  it('tell the bearer of an assertion', () => {
    const fleet = trusting(
      taking(
        { StringEquals: { 'saml:sub': 'ann' } },
        { Principal: { Federated: SAML }, Action: 'sts:AssumeRoleWithSAML' },
      ),
    );
    expect(guestsOf(fleet)).toEqual([
      `web-identity ${SAML} this-principal allow`,
    ]);
  });

  it.each([
    'aws:SourceVpc',
    'aws:RequestTag/acme:team',
    'sts:RoleSessionName',
    'sts:RequestContext/identitycenter:UserId',
    'iam:ResourceTag/acme:team',
    's3:ExistingObjectTag/acme:team',
    'ec2:SourceInstanceArn',
  ])('leave open what %s of the request is', key => {
    const held = { StringEquals: { [key]: 'x' } };
    expect(
      regionsOf(trusting(taking(held))).map(
        ({ verdict, missingKeys }) => `${verdict} ${missingKeys}`,
      ),
    ).toEqual([`conditional ${key}`]);
  });
});
