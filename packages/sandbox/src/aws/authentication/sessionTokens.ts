import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { z } from 'zod';

const claimsSchema = z.object({
  accessKeyId: z.string(),
  secretAccessKey: z.string(),
  accountId: z.string(),
  roleName: z.string(),
  /** Unique id: the session dies with its role. */
  roleId: z.string(),
  sessionName: z.string(),
  issuedAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  /** Documents of the inline session policy and of the managed ones. */
  sessionPolicies: z.array(z.string()),
  /** Tag key → value. */
  tags: z.array(z.tuple([z.string(), z.string()])),
  transitiveTagKeys: z.array(z.string()),
  sourceIdentity: z.string().optional(),
  /** ARN of the OIDC provider of a web identity session. */
  federatedProvider: z.string().optional(),
});

/** What a session token says. It is sealed: only the server that made it can read it. */
export type SessionClaims = z.infer<typeof claimsSchema>;

const ALGORITHM = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Seals claims into a session token, so that the server need not remember the sessions that it handed out. */
export function sealSessionToken(
  claims: SessionClaims,
  keyHex: string,
): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(ALGORITHM, Buffer.from(keyHex, 'hex'), nonce);
  const sealed = Buffer.concat([
    cipher.update(JSON.stringify(claims), 'utf8'),
    cipher.final(),
  ]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64');
}

/** Opens a session token; nothing when this server did not make it. */
export function openSessionToken(
  token: string,
  keyHex: string,
): SessionClaims | undefined {
  const bytes = Buffer.from(token, 'base64');
  if (bytes.length <= NONCE_BYTES + TAG_BYTES) {
    return undefined;
  }
  try {
    const decipher = createDecipheriv(
      ALGORITHM,
      Buffer.from(keyHex, 'hex'),
      bytes.subarray(0, NONCE_BYTES),
    );
    decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
    const text = Buffer.concat([
      decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)),
      decipher.final(),
    ]).toString('utf8');
    return claimsSchema.parse(JSON.parse(text));
  } catch {
    // A token that does not open is an answer, not a fault: the caller refuses it.
    return undefined;
  }
}
