import {
  JWTPayload,
  SignJWT,
  calculateJwkThumbprint,
  exportJWK,
  exportPKCS8,
  generateKeyPair,
  importPKCS8,
  jwtVerify,
} from 'jose';
import type { JSONWebKeySet } from 'jose';
import { createPrivateKey, createPublicKey, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { serviceAccountUsername } from './User';

const ALGORITHM = 'RS256';

/**
 * What a token says about the service account, and about the pod that it dies with.
 *
 * @public
 */
export interface TokenSubject {
  readonly namespace: string;
  readonly serviceAccount: { readonly name: string; readonly uid: string };
  readonly pod?: { readonly name: string; readonly uid: string };
}

const claimsSchema = z.looseObject({
  'kubernetes.io': z.object({
    namespace: z.string(),
    serviceaccount: z.object({ name: z.string(), uid: z.string() }),
    pod: z.object({ name: z.string(), uid: z.string() }).optional(),
  }),
});

type SigningKey = Parameters<SignJWT['sign']>[0];

/**
 * Signs the tokens of service accounts and checks those that come back. Source: "Managing Service Accounts", section
 * "TokenRequest API", and "Configure Service Accounts for Pods", section "ServiceAccount issuer discovery".
 *
 * @public
 */
export class TokenIssuer {
  private constructor(
    /** The `iss` of every token, also the audience of the API server itself. */
    readonly issuer: string,
    /** PKCS #8, PEM. */
    readonly signingKeyPem: string,
    private readonly privateKey: SigningKey,
    private readonly publicKey: SigningKey,
    private readonly keySet: JSONWebKeySet,
    private readonly keyId: string,
  ) {}

  /** An issuer with the given key, or with a new one of 2048 bits. */
  static async create(
    issuer: string,
    signingKeyPem?: string,
  ): Promise<TokenIssuer> {
    const pem = signingKeyPem ?? (await newSigningKey());
    const publicKey = createPublicKey(createPrivateKey(pem));
    const jwk = await exportJWK(publicKey);
    const keyId = await calculateJwkThumbprint(jwk);
    const keySet = {
      keys: [{ ...jwk, kid: keyId, use: 'sig', alg: ALGORITHM }],
    };
    return new TokenIssuer(
      issuer,
      pem,
      await importPKCS8(pem, ALGORITHM),
      publicKey,
      keySet,
      keyId,
    );
  }

  /** A token for a service account. */
  async sign(
    subject: TokenSubject,
    options: {
      audiences: readonly string[];
      now: Date;
      expirationSeconds: number;
    },
  ): Promise<string> {
    const issuedAt = Math.floor(options.now.getTime() / 1000);
    const payload: JWTPayload = {
      'kubernetes.io': {
        namespace: subject.namespace,
        serviceaccount: subject.serviceAccount,
        ...(subject.pod ? { pod: subject.pod } : {}),
      },
    };
    return new SignJWT(payload)
      .setProtectedHeader({ alg: ALGORITHM, kid: this.keyId })
      .setIssuer(this.issuer)
      .setSubject(
        serviceAccountUsername(subject.namespace, subject.serviceAccount.name),
      )
      .setAudience([...options.audiences])
      .setIssuedAt(issuedAt)
      .setNotBefore(issuedAt)
      .setExpirationTime(issuedAt + options.expirationSeconds)
      .setJti(randomUUID())
      .sign(this.privateKey);
  }

  /**
   * Whom a token stands for.
   *
   * @returns undefined when it is not ours, not for the API server, or out of its time
   */
  async verify(token: string, now: Date): Promise<TokenSubject | undefined> {
    const verified = await jwtVerify(token, this.publicKey, {
      issuer: this.issuer,
      audience: this.issuer,
      algorithms: [ALGORITHM],
      currentDate: now,
    }).catch(() => undefined);
    const claims = claimsSchema.safeParse(verified?.payload);
    if (!claims.success) {
      return undefined;
    }
    const { namespace, serviceaccount, pod } = claims.data['kubernetes.io'];
    return {
      namespace,
      serviceAccount: serviceaccount,
      ...(pod ? { pod } : {}),
    };
  }

  /** The public key, as `/openid/v1/jwks` serves it. */
  jwks(): JSONWebKeySet {
    return this.keySet;
  }

  /** The document of `/.well-known/openid-configuration`. */
  discoveryDocument(): Readonly<Record<string, unknown>> {
    return {
      issuer: this.issuer,
      jwks_uri: `${this.issuer}/openid/v1/jwks`,
      response_types_supported: ['id_token'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: [ALGORITHM],
    };
  }
}

async function newSigningKey(): Promise<string> {
  const { privateKey } = await generateKeyPair(ALGORITHM, {
    modulusLength: 2048,
    extractable: true,
  });
  return exportPKCS8(privateKey);
}
