import {
  CreateOpenIDConnectProviderCommand,
  DeleteOpenIDConnectProviderCommand,
} from '@aws-sdk/client-iam';
import {
  AssumeRoleWithWebIdentityCommand,
  GetCallerIdentityCommand,
} from '@aws-sdk/client-sts';
import { SignJWT, exportJWK, generateKeyPair } from 'jose';
import { createServer } from 'node:https';
import type { Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { createCertificateAuthority } from '../../tls';
import {
  ACCOUNT,
  ROOT,
  refusalOf,
  startTestAws,
} from '../__testUtils__/startTestAws';
import type { TestAws } from '../__testUtils__/startTestAws';
import { arnOf, createRole, deleteRole, trust } from '../__testUtils__/roles';
import { createJwksFetcher } from './fetchJwks';

const SUBJECT = 'system:serviceaccount:gha1:gha1';
const AUDIENCE = 'sts.amazonaws.com';

let test: TestAws;
let issuer: string;
let server: Server;
let keys: Awaited<ReturnType<typeof generateKeyPair>>;
let isDown: boolean;

beforeEach(async () => {
  isDown = false;
  keys = await generateKeyPair('RS256');
  test = await startTestAws();
  const { certPem, keyPem } = await test.authority.issue({
    hosts: ['localhost'],
  });
  const jwk = {
    ...(await exportJWK(keys.publicKey)),
    kid: 'k1',
    alg: 'RS256',
    use: 'sig',
  };
  server = createServer({ cert: certPem, key: keyPem }, (request, response) => {
    if (isDown) {
      response.writeHead(503).end();
    } else if (request.url === '/.well-known/openid-configuration') {
      response.end(
        JSON.stringify({ issuer, jwks_uri: `${issuer}/openid/v1/jwks` }),
      );
    } else {
      response.end(JSON.stringify({ keys: [jwk] }));
    }
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  issuer = `https://localhost:${(server.address() as AddressInfo).port}`;
  await test.close();
  const authority = await createCertificateAuthority({
    stateDir: test.stateDir,
  });
  test = await startTestAws({
    stateDir: test.stateDir,
    fetchJwks: createJwksFetcher({ ca: authority.caPem }),
  });
  await test.iam(ROOT).send(
    new CreateOpenIDConnectProviderCommand({
      Url: issuer,
      ClientIDList: [AUDIENCE],
    }),
  );
  await createRole(test, 'gha1', { trust: trustOf() });
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise(resolve => server.close(resolve));
  await test.remove();
});

const host = () => issuer.replace('https://', '');
const providerArn = () => `arn:aws:iam::${ACCOUNT}:oidc-provider/${host()}`;

function trustOf(subject = SUBJECT, audience = AUDIENCE) {
  return trust({ Federated: providerArn() }, 'sts:AssumeRoleWithWebIdentity', {
    StringEquals: { [`${host()}:sub`]: subject, [`${host()}:aud`]: audience },
  });
}

interface TokenInput {
  sub?: string;
  aud?: string;
  iss?: string;
  kid?: string;
  expiresIn?: number;
  key?: CryptoKey;
}

async function token(input: TokenInput = {}) {
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT({})
    .setProtectedHeader({ alg: 'RS256', kid: input.kid ?? 'k1' })
    .setIssuer(input.iss ?? issuer)
    .setSubject(input.sub ?? SUBJECT)
    .setAudience(input.aud ?? AUDIENCE)
    .setIssuedAt(now - 60)
    .setExpirationTime(now + (input.expiresIn ?? 600))
    .sign(input.key ?? keys.privateKey);
}

const assume = (WebIdentityToken: string, more: object = {}) =>
  test.sts({ accessKeyId: 'unused', secretAccessKey: 'unused' }).send(
    new AssumeRoleWithWebIdentityCommand({
      RoleArn: arnOf('gha1'),
      RoleSessionName: 'probe',
      WebIdentityToken,
      ...more,
    }),
  );

it('gives a ServiceAccount the role that trusts it', async () => {
  const answer = await assume(await token());
  expect(answer).toMatchObject({
    SubjectFromWebIdentityToken: SUBJECT,
    Audience: AUDIENCE,
    Provider: providerArn(),
  });
  const identity = await test
    .sts({
      accessKeyId: answer.Credentials?.AccessKeyId ?? '',
      secretAccessKey: answer.Credentials?.SecretAccessKey ?? '',
      sessionToken: answer.Credentials?.SessionToken,
    })
    .send(new GetCallerIdentityCommand({}));
  expect(identity.Arn).toBe(`arn:aws:sts::${ACCOUNT}:assumed-role/gha1/probe`);
});

describe('refuses', () => {
  const notTrusted = {
    code: 'AccessDenied',
    status: 403,
    message: 'Not authorized to perform sts:AssumeRoleWithWebIdentity',
  };

  it('another ServiceAccount', async () => {
    const other = await token({ sub: 'system:serviceaccount:gha2:gha2' });
    expect(await refusalOf(assume(other))).toEqual(notTrusted);
  });

  it('a role that does not exist', async () => {
    expect(
      await refusalOf(assume(await token(), { RoleArn: arnOf('nobody') })),
    ).toEqual(notTrusted);
  });

  it('a role that was deleted', async () => {
    await createRole(test, 'gha2', {
      trust: trustOf(),
      statements: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }],
    });
    await expect(
      assume(await token(), { RoleArn: arnOf('gha2') }),
    ).resolves.toBeDefined();
    await deleteRole(test, 'gha2');
    expect(
      await refusalOf(assume(await token(), { RoleArn: arnOf('gha2') })),
    ).toEqual(notTrusted);
  });

  it('an audience that the provider does not have', async () => {
    expect(
      await refusalOf(assume(await token({ aud: 'kubernetes' }))),
    ).toMatchObject({
      code: expect.stringMatching(/^InvalidIdentityToken/),
      status: 400,
      message: 'Incorrect token audience',
    });
  });

  it('an issuer that the account does not know', async () => {
    const stranger = await token({ iss: 'https://stranger.example' });
    expect((await refusalOf(assume(stranger))).message).toBe(
      'No OpenIDConnect provider found in your account for https://stranger.example',
    );
    await test.iam(ROOT).send(
      new DeleteOpenIDConnectProviderCommand({
        OpenIDConnectProviderArn: providerArn(),
      }),
    );
    expect((await refusalOf(assume(await token()))).message).toContain(
      'No OpenIDConnect provider found',
    );
  });

  it('a token that has expired', async () => {
    const refusal = await refusalOf(assume(await token({ expiresIn: -1 })));
    expect(refusal.code).toMatch(/^ExpiredToken/);
    expect(refusal.status).toBe(400);
    expect(refusal.message).toMatch(
      /^Token expired: current date\/time \d+ must be before/,
    );
  });

  it.each([
    ['something that is no token', async () => 'abc'],
    [
      'a token that was tampered with',
      async () => `${(await token()).slice(0, -8)}AAAAAAAA`,
    ],
    [
      'a token that somebody else signed',
      async () => token({ key: (await generateKeyPair('RS256')).privateKey }),
    ],
    [
      'a token of a key that the issuer does not have',
      async () => token({ kid: 'k2' }),
    ],
  ])('%s', async (_, make) => {
    const refusal = await refusalOf(assume(await make()));
    expect(refusal.code).toMatch(/^InvalidIdentityToken/);
    expect(refusal.status).toBe(400);
  });

  it('any token while the issuer does not answer', async () => {
    isDown = true;
    expect((await refusalOf(assume(await token()))).message).toContain(
      "Couldn't retrieve verification key",
    );
  });

  it('more time than the role gives', async () => {
    const refusal = await refusalOf(
      assume(await token(), { DurationSeconds: 3601 }),
    );
    expect(refusal.message).toBe(
      'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
    );
  });
});
