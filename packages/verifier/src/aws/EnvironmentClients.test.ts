import 'reflect-metadata';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import * as x509 from '@peculiar/x509';
import { AwsServer } from '../__fixtures__/AwsServer';
import { RateLimiter } from '../pacing/RateLimiter';
import { sleep } from '../pacing/sleep';
import { EnvironmentClients } from './EnvironmentClients';

const clock = () => new Date();
const signal = new AbortController().signal;
const SIGNER = { accessKeyId: 'AKID', secretAccessKey: 'secret' };

async function selfSigned() {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
  const keys = await crypto.subtle.generateKey(algorithm, true, [
    'sign',
    'verify',
  ]);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned(
    {
      name: 'CN=localhost',
      keys,
      signingAlgorithm: algorithm,
      notBefore: new Date(Date.now() - 60_000),
      notAfter: new Date(Date.now() + 3_600_000),
      extensions: [
        new x509.BasicConstraintsExtension(true),
        new x509.SubjectAlternativeNameExtension([
          { type: 'ip', value: '127.0.0.1' },
        ]),
      ],
    },
    crypto,
  );
  const key = await crypto.subtle.exportKey('pkcs8', keys.privateKey);
  return {
    cert: certificate.toString('pem'),
    key: x509.PemConverter.encode(key, 'PRIVATE KEY'),
  };
}

const BODY =
  '<GetCallerIdentityResponse><GetCallerIdentityResult><Account>111122223333</Account></GetCallerIdentityResult></GetCallerIdentityResponse>';

async function askOver(
  ca: string | undefined,
  tls: { cert: string; key: string },
) {
  const server = await AwsServer.start(() => ({ status: 200, body: BODY }), {
    tls,
  });
  const clients = new EnvironmentClients({
    endpoints: { region: 'eu-west-3', sts: server.url, ...(ca && { ca }) },
    limiter: new RateLimiter({ perSecond: 1_000, clock, sleep }),
    timeoutMilliseconds: 2_000,
    clock,
  });
  const client = clients.sts(SIGNER);
  const answer = await clients.askService(
    options => client.send(new GetCallerIdentityCommand({}), options),
    signal,
  );
  clients.destroy();
  await server.close();
  return answer;
}

describe('EnvironmentClients over TLS', () => {
  it('trusts the certificate authority of the environment', async () => {
    const tls = await selfSigned();
    expect(await askOver(tls.cert, tls)).toMatchObject({
      kind: 'ok',
      output: { Account: '111122223333' },
    });
  });

  it('trusts no other', async () => {
    const tls = await selfSigned();
    const other = await selfSigned();
    expect(await askOver(undefined, tls)).toEqual({
      kind: 'unreachable',
      code: 'DEPTH_ZERO_SELF_SIGNED_CERT',
    });
    expect((await askOver(other.cert, tls)).kind).toBe('unreachable');
  });
});

describe('EnvironmentClients', () => {
  it('ends a request with the reason of the signal, even the last', async () => {
    const server = await AwsServer.start(() => 'hang');
    const clients = new EnvironmentClients({
      endpoints: { region: 'eu-west-3', sts: server.url },
      limiter: new RateLimiter({ perSecond: 1_000, clock, sleep }),
      timeoutMilliseconds: 60_000,
      clock,
    });
    const controller = new AbortController();
    const reason = new Error('enough');
    const client = clients.sts(SIGNER);
    const asking = clients.askService(
      options => client.send(new GetCallerIdentityCommand({}), options),
      controller.signal,
    );
    setImmediate(() => controller.abort(reason));
    await expect(asking).rejects.toBe(reason);
    clients.destroy();
    await server.close();
  });
});

describe('EnvironmentClients towards AWS itself', () => {
  it('asks at the addresses of the Region', async () => {
    const clients = new EnvironmentClients({
      endpoints: { region: 'eu-west-3' },
      limiter: new RateLimiter({ perSecond: 1_000, clock, sleep }),
      timeoutMilliseconds: 2_000,
      clock,
    });
    const region = await clients.s3(SIGNER, 'eu-west-1').config.region();
    expect(region).toBe('eu-west-1');
    expect(await clients.sts(SIGNER).config.region()).toBe('eu-west-3');
    expect(await clients.s3(SIGNER).config.maxAttempts()).toBe(1);
    clients.destroy();
  });
});
