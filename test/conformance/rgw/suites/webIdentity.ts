import {
  CreateOpenIDConnectProviderCommand,
  CreateRoleCommand,
  TagRoleCommand,
  UntagRoleCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { AssumeRoleWithWebIdentityCommand } from '@aws-sdk/client-sts';
import { compilePolicy, evaluate } from '@corridors/policy-engine';
import { answerOf } from '../cells/answerOf';
import { Answer, roleArn } from '../cells/Cell';
import type { Stage } from '../cells/Stage';
import { Claims, SigningKey } from '../webIdentity/SigningKey';
import {
  AUDIENCE,
  SUBJECT,
  TOKEN_CASES,
  TokenCase,
} from '../webIdentity/tokenCases';
import { TokenIssuer } from '../webIdentity/TokenIssuer';

const ROLE = 'web-identity';

const TRUST_IN_ANYBODY: TokenCase['trust'] = [
  {
    Effect: 'Allow',
    Principal: { Federated: 'PROVIDER' },
    Action: 'sts:AssumeRoleWithWebIdentity',
  },
];

/** Tokens of an issuer of ours, for a role whose trust policy names it. */
export function assumeWithTokens(stage: () => Stage): void {
  describe('AssumeRoleWithWebIdentity', () => {
    let issuer: TokenIssuer;
    let unknown: TokenIssuer;

    const documentOf = (trust: TokenCase['trust']) =>
      JSON.stringify({ Version: '2012-10-17', Statement: trust })
        .replaceAll('PROVIDER', issuer.providerArn)
        .replaceAll('ISSUER', issuer.name);

    const trust = (document: string) =>
      stage().administrators.iam.send(
        new UpdateAssumeRolePolicyCommand({
          RoleName: ROLE,
          PolicyDocument: document,
        }),
      );

    beforeAll(async () => {
      issuer = await TokenIssuer.start();
      unknown = await TokenIssuer.start();
      const { iam } = stage().administrators;
      await register(issuer);
      await iam.send(
        new CreateRoleCommand({
          RoleName: ROLE,
          AssumeRolePolicyDocument: documentOf(TOKEN_CASES[0]?.trust ?? []),
        }),
      );
    });

    afterAll(async () => {
      await issuer.stop();
      await unknown.stop();
    });

    async function register({ url, key }: TokenIssuer): Promise<void> {
      await stage().administrators.iam.send(
        new CreateOpenIDConnectProviderCommand({
          Url: url,
          ClientIDList: [AUDIENCE, 'corridors'],
          ThumbprintList: [key.thumbprint],
        }),
      );
    }

    const claimsOf = (given: Claims = {}): Claims => {
      const now = Math.floor(Date.now() / 1000);
      return {
        iss: issuer.url,
        sub: SUBJECT,
        aud: [AUDIENCE],
        iat: now - 60,
        nbf: now - 60,
        exp: now + 600,
        ...given,
      };
    };

    const assume = (token: string): Promise<Answer> =>
      answerOf(
        stage()
          .clients.sts({ accessKeyId: 'none', secretAccessKey: 'none' })
          .send(
            new AssumeRoleWithWebIdentityCommand({
              RoleArn: roleArn(ROLE),
              RoleSessionName: 'driver',
              WebIdentityToken: token,
              DurationSeconds: 900,
            }),
          ),
      );

    it.each(TOKEN_CASES.map(item => [item.verdict, item.title, item] as const))(
      '%s: %s',
      async (verdict, _, item) => {
        const document = documentOf(item.trust);
        await trust(document);
        const claims = claimsOf(item.claims);
        const { sub = '', aud = '' } = claims;
        const decision = evaluate(
          {
            principal: {
              kind: 'web-identity',
              providerArn: issuer.providerArn,
            },
            action: 'sts:AssumeRoleWithWebIdentity',
            resource: roleArn(ROLE),
            context: {
              [`${issuer.name}:sub`]: String(sub),
              [`${issuer.name}:aud`]: [aud].flat().map(String),
            },
          },
          { resource: compilePolicy(document, { kind: 'trust', name: ROLE }) },
          { contextComplete: true },
        );
        const gateway = await assume(await issuer.key.sign(claims));
        expect({ engine: decision.verdict, gateway }).toEqual({
          engine: verdict,
          gateway: verdict,
        });
      },
    );

    it('takes genuine tokens only', async () => {
      await trust(documentOf(TOKEN_CASES[0]?.trust ?? []));
      const now = Math.floor(Date.now() / 1000);
      const genuine = await issuer.key.sign(claimsOf());
      const [header = '', , signature = ''] = genuine.split('.');
      const payload = Buffer.from(
        JSON.stringify(claimsOf({ sub: SUBJECT, exp: now + 86_400 })),
      ).toString('base64url');
      const otherKey = await SigningKey.generate();
      const tokens: Record<string, string> = {
        genuine,
        expired: await issuer.key.sign(claimsOf({ exp: now - 60 })),
        'changed content': [header, payload, signature].join('.'),
        'changed signature': `${genuine.slice(0, -8)}AAAAAAAA`,
        'signed by another key': await otherKey.sign(claimsOf()),
        'of an issuer that is no provider': await unknown.key.sign(
          claimsOf({ iss: unknown.url }),
        ),
        'for an audience that the provider does not know':
          await issuer.key.sign(claimsOf({ aud: ['nobody'] })),
      };
      const answers: Record<string, Answer> = {};
      for (const [name, token] of Object.entries(tokens)) {
        answers[name] = await assume(token);
      }
      expect(answers).toEqual({
        genuine: 'allow',
        expired: 'deny',
        'changed content': 'deny',
        'changed signature': 'deny',
        'signed by another key': 'deny',
        'of an issuer that is no provider': 'deny',
        'for an audience that the provider does not know': 'deny',
      });
    });

    it('refuses keys without certificates, as API servers publish them; AWS does not ask for any', async () => {
      const answers: Record<string, Answer> = {};
      for (const withCertificates of [true, false]) {
        const other = await TokenIssuer.start({ withCertificates });
        await register(other);
        await trust(
          documentOf(TRUST_IN_ANYBODY).replaceAll(issuer.name, other.name),
        );
        answers[`certificates: ${withCertificates}`] = await assume(
          await other.key.sign(claimsOf({ iss: other.url })),
        );
        await other.stop();
      }
      expect(answers).toEqual({
        'certificates: true': 'allow',
        'certificates: false': 'deny',
      });
    });

    it('refuses a role that has tags, if its trust does not allow sts:TagSession; AWS asks that for tags of sessions', async () => {
      const { iam } = stage().administrators;
      await trust(documentOf(TRUST_IN_ANYBODY));
      const before = await assume(await issuer.key.sign(claimsOf()));
      await iam.send(
        new TagRoleCommand({
          RoleName: ROLE,
          Tags: [{ Key: 'corridor', Value: 'gha1' }],
        }),
      );
      const tagged = await assume(await issuer.key.sign(claimsOf()));
      await iam.send(
        new UntagRoleCommand({ RoleName: ROLE, TagKeys: ['corridor'] }),
      );
      expect({ before, tagged }).toEqual({ before: 'allow', tagged: 'deny' });
    });
  });
}
