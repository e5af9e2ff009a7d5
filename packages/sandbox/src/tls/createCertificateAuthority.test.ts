import { mkdtemp, rm, stat } from 'node:fs/promises';
import { createServer, get } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createCertificateAuthority } from './createCertificateAuthority';
import type { CertificateAuthority } from './createCertificateAuthority';

let stateDir: string;

beforeEach(async () => {
  stateDir = await mkdtemp(path.join(tmpdir(), 'corridors-ca-'));
});

afterEach(() => rm(stateDir, { recursive: true }));

async function greet(
  server: CertificateAuthority,
  hosts: string[],
  client: { host: string; ca: string },
) {
  const { certPem, keyPem } = await server.issue({ hosts });
  const listener = createServer({ cert: certPem, key: keyPem }, (_, response) =>
    response.end('hello'),
  );
  await new Promise<void>(resolve => listener.listen(0, '127.0.0.1', resolve));
  const { port } = listener.address() as AddressInfo;
  try {
    return await new Promise<string>((resolve, reject) => {
      get(
        {
          host: '127.0.0.1',
          port,
          ca: client.ca,
          servername: client.host,
          agent: false,
        },
        async response =>
          resolve(Buffer.concat(await response.toArray()).toString()),
      ).on('error', reject);
    });
  } finally {
    await new Promise(resolve => listener.close(resolve));
  }
}

it.each([
  ['a name', ['localhost'], 'localhost'],
  ['one of several names', ['localhost', 'aws.localhost'], 'aws.localhost'],
  [
    'a name below a wildcard',
    ['*.s3.localhost'],
    'gha1-primary-1.s3.localhost',
  ],
])(
  'issues certificates that a client of the authority accepts for %s',
  async (_, hosts, host) => {
    const authority = await createCertificateAuthority({ stateDir });
    await expect(
      greet(authority, hosts, { host, ca: authority.caPem }),
    ).resolves.toBe('hello');
  },
);

it('is refused for a name that the certificate does not carry', async () => {
  const authority = await createCertificateAuthority({ stateDir });
  await expect(
    greet(authority, ['localhost'], { host: 'elsewhere', ca: authority.caPem }),
  ).rejects.toThrow(/does not match certificate/);
});

it('accepts an address without a server name', async () => {
  const authority = await createCertificateAuthority({ stateDir });
  await expect(
    greet(authority, ['127.0.0.1'], { host: '', ca: authority.caPem }),
  ).resolves.toBe('hello');
});

it('is the same authority after a restart, and another in another folder', async () => {
  const first = await createCertificateAuthority({ stateDir });
  const second = await createCertificateAuthority({ stateDir });
  const other = await createCertificateAuthority({
    stateDir: path.join(stateDir, 'other'),
  });
  await expect(
    greet(second, ['localhost'], { host: 'localhost', ca: first.caPem }),
  ).resolves.toBe('hello');
  await expect(
    greet(second, ['localhost'], { host: 'localhost', ca: other.caPem }),
  ).rejects.toThrow();
});

it('keeps its key readable by its owner only', async () => {
  await createCertificateAuthority({ stateDir });
  expect((await stat(path.join(stateDir, 'ca.key.pem'))).mode % 0o1000).toBe(
    0o600,
  );
});

it('makes a new authority when the old one is about to expire', async () => {
  const first = await createCertificateAuthority({
    stateDir,
    clock: () => new Date('2015-01-01'),
  });
  const second = await createCertificateAuthority({ stateDir });
  expect(second.caPem).not.toBe(first.caPem);
});

it('refuses to issue a certificate for nobody', async () => {
  const authority = await createCertificateAuthority({ stateDir });
  await expect(authority.issue({ hosts: [] })).rejects.toThrow(
    'at least one host name',
  );
});
