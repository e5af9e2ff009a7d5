import 'reflect-metadata';
import { X509CertificateGenerator } from '@peculiar/x509';
import { createHash, randomUUID } from 'node:crypto';

const ALGORITHM = {
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  publicExponent: new Uint8Array([1, 0, 1]),
  modulusLength: 2048,
};
const DAY_MILLISECONDS = 24 * 60 * 60 * 1000;

/** Claims of a token, times in seconds since 1970. */
export type Claims = Readonly<
  Record<string, string | number | readonly string[]>
>;

/** A key that signs tokens by RS256, with a certificate of its own. */
export class SigningKey {
  /** The key as a JSON Web Key Set lists it. */
  readonly jwk: Readonly<Record<string, unknown>>;
  /** SHA-1 of the certificate, as it is registered with an identity provider. */
  readonly thumbprint: string;
  readonly #privateKey: CryptoKey;
  readonly #id: string;

  private constructor(
    id: string,
    privateKey: CryptoKey,
    jwk: Readonly<Record<string, unknown>>,
    thumbprint: string,
  ) {
    this.#id = id;
    this.#privateKey = privateKey;
    this.jwk = jwk;
    this.thumbprint = thumbprint;
  }

  static async generate(): Promise<SigningKey> {
    const keys = await crypto.subtle.generateKey(ALGORITHM, true, [
      'sign',
      'verify',
    ]);
    const now = Date.now();
    const certificate = await X509CertificateGenerator.createSelfSigned({
      serialNumber: '01',
      name: 'CN=Token issuer of the conformance suite',
      notBefore: new Date(now - DAY_MILLISECONDS),
      notAfter: new Date(now + DAY_MILLISECONDS),
      signingAlgorithm: ALGORITHM,
      keys,
    });
    const raw = Buffer.from(certificate.rawData);
    const id = randomUUID();
    const { kty, n, e } = await crypto.subtle.exportKey('jwk', keys.publicKey);
    return new SigningKey(
      id,
      keys.privateKey,
      {
        kty,
        n,
        e,
        alg: 'RS256',
        use: 'sig',
        kid: id,
        x5c: [raw.toString('base64')],
      },
      createHash('sha1').update(raw).digest('hex').toUpperCase(),
    );
  }

  async sign(claims: Claims): Promise<string> {
    const content = [{ alg: 'RS256', typ: 'JWT', kid: this.#id }, claims]
      .map(part => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .join('.');
    const signature = await crypto.subtle.sign(
      ALGORITHM,
      this.#privateKey,
      Buffer.from(content),
    );
    return `${content}.${Buffer.from(signature).toString('base64url')}`;
  }
}
