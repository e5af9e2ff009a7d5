import 'reflect-metadata';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
  cryptoProvider,
} from '@peculiar/x509';
import type { JsonGeneralName } from '@peculiar/x509';
import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import path from 'node:path';

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const DAY_MILLISECONDS = 24 * 60 * 60 * 1000;
const CA_DAYS = 3650;
/** Clients of Apple's platforms refuse a server certificate that is valid longer than 825 days. */
const SERVER_DAYS = 820;
const CA_NAME = 'CN=Corridors sandbox CA';

/**
 * Where a certificate authority keeps its key.
 *
 * @public
 */
export interface CertificateAuthorityOptions {
  /** Folder of `ca.key.pem` (mode 0600) and `ca.pem`; created when it is missing. */
  readonly stateDir: string;
  /** Time at which certificates begin to be valid, less a day. Default: now. */
  readonly clock?: () => Date;
}

/**
 * A server certificate with its private key, both PEM. The certificate file carries the server's certificate only.
 *
 * @public
 */
export interface IssuedCertificate {
  readonly certPem: string;
  readonly keyPem: string;
}

/**
 * Signs certificates for the sandbox's own servers.
 *
 * @public
 */
export interface CertificateAuthority {
  /** Certificate that clients must trust, PEM. */
  readonly caPem: string;
  /** File that holds `caPem`, for clients that want a path (`AWS_CA_BUNDLE`, `NODE_EXTRA_CA_CERTS`). */
  readonly caFile: string;
  /**
   * Issues a server certificate.
   *
   * @param input - DNS names, wildcards (`*.localhost`) and IP addresses that the server answers to; at least one
   */
  issue(input: {
    readonly hosts: readonly string[];
  }): Promise<IssuedCertificate>;
}

interface SigningMaterial {
  readonly certificate: X509Certificate;
  readonly privateKey: CryptoKey;
}

const serialNumber = () => `01${randomBytes(15).toString('hex')}`;

function validity(
  now: Date,
  days: number,
): { notBefore: Date; notAfter: Date } {
  return {
    // A day back, so that a client whose clock lags a little still trusts us.
    notBefore: new Date(now.getTime() - DAY_MILLISECONDS),
    notAfter: new Date(now.getTime() + days * DAY_MILLISECONDS),
  };
}

const generateKeys = () =>
  crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);

async function privateKeyPem(key: CryptoKey): Promise<string> {
  return PemConverter.encode(
    await crypto.subtle.exportKey('pkcs8', key),
    'PRIVATE KEY',
  );
}

async function createSigningMaterial(now: Date): Promise<SigningMaterial> {
  const keys = await generateKeys();
  const certificate = await X509CertificateGenerator.createSelfSigned({
    serialNumber: serialNumber(),
    name: CA_NAME,
    ...validity(now, CA_DAYS),
    signingAlgorithm: ALGORITHM,
    keys,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(
        KeyUsageFlags.keyCertSign + KeyUsageFlags.cRLSign,
        true,
      ),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { certificate, privateKey: keys.privateKey };
}

async function readIfPresent(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (
      typeof error === 'object' &&
      error !== null &&
      'code' in error &&
      error.code === 'ENOENT'
    ) {
      return undefined;
    }
    throw error;
  }
}

async function writeAtomically(
  file: string,
  content: string,
  mode: number,
): Promise<void> {
  const temporary = `${file}.${randomBytes(6).toString('hex')}`;
  await writeFile(temporary, content, { mode });
  await chmod(temporary, mode);
  await rename(temporary, file);
}

async function loadSigningMaterial(
  keyFile: string,
  caFile: string,
  now: Date,
): Promise<SigningMaterial> {
  const [keyPem, certificatePem] = await Promise.all([
    readIfPresent(keyFile),
    readIfPresent(caFile),
  ]);
  if (keyPem !== undefined && certificatePem !== undefined) {
    const certificate = new X509Certificate(certificatePem);
    if (
      certificate.notAfter.getTime() - now.getTime() >
      SERVER_DAYS * DAY_MILLISECONDS
    ) {
      const der = PemConverter.decodeFirst(keyPem);
      const privateKey = await crypto.subtle.importKey(
        'pkcs8',
        der,
        ALGORITHM,
        true,
        ['sign'],
      );
      return { certificate, privateKey };
    }
  }
  const material = await createSigningMaterial(now);
  await writeAtomically(
    keyFile,
    await privateKeyPem(material.privateKey),
    0o600,
  );
  await writeAtomically(
    caFile,
    `${material.certificate.toString('pem')}\n`,
    0o644,
  );
  return material;
}

/**
 * Loads the certificate authority of a state folder, or makes one there. The same folder gives the same authority, so
 * that clients which trust it once go on trusting it after a restart.
 *
 * @public
 */
export async function createCertificateAuthority(
  options: CertificateAuthorityOptions,
): Promise<CertificateAuthority> {
  const { stateDir, clock = () => new Date() } = options;
  cryptoProvider.set(crypto);
  await mkdir(stateDir, { recursive: true });
  const caFile = path.join(stateDir, 'ca.pem');
  const { certificate, privateKey } = await loadSigningMaterial(
    path.join(stateDir, 'ca.key.pem'),
    caFile,
    clock(),
  );
  const authorityKey = await AuthorityKeyIdentifierExtension.create(
    certificate.publicKey,
  );

  return {
    caPem: `${certificate.toString('pem')}\n`,
    caFile,
    async issue({ hosts }) {
      const [commonName] = hosts;
      if (commonName === undefined) {
        throw new Error(
          'A server certificate needs at least one host name or address',
        );
      }
      const keys = await generateKeys();
      const issued = await X509CertificateGenerator.create({
        serialNumber: serialNumber(),
        subject: [{ CN: [commonName] }],
        issuer: certificate.subject,
        ...validity(clock(), SERVER_DAYS),
        signingAlgorithm: ALGORITHM,
        publicKey: keys.publicKey,
        signingKey: privateKey,
        extensions: [
          new BasicConstraintsExtension(false, undefined, true),
          new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
          new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
          new SubjectAlternativeNameExtension(
            hosts.map(
              (host): JsonGeneralName => ({
                type: isIP(host) ? 'ip' : 'dns',
                value: host,
              }),
            ),
          ),
          await SubjectKeyIdentifierExtension.create(keys.publicKey),
          authorityKey,
        ],
      });
      return {
        certPem: `${issued.toString('pem')}\n`,
        keyPem: await privateKeyPem(keys.privateKey),
      };
    },
  };
}
