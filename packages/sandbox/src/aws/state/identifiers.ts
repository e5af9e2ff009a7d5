import { randomBytes, randomInt } from 'node:crypto';

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Prefixes of unique ids (IAM user guide, "IAM identifiers"). */
export type IdentifierPrefix =
  | 'AIDA'
  | 'AKIA'
  | 'ANPA'
  | 'AIPA'
  | 'AROA'
  | 'ASIA';

/** A unique id or an access key id, as IAM makes them: a prefix that says of what, then 16 letters and digits. */
export function newIdentifier(prefix: IdentifierPrefix): string {
  return (
    prefix + Array.from({ length: 16 }, () => BASE32[randomInt(32)]).join('')
  );
}

/** A secret access key: 40 characters. */
export function newSecretAccessKey(): string {
  return randomBytes(30).toString('base64');
}

/** Version id of an object, or id of an upload: opaque, URL-safe. */
export function newVersionId(): string {
  return randomBytes(24).toString('base64url');
}

const BASE36 = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** Id of a pod identity association, as EKS makes them: `a-`, then 17 letters and digits. */
export function newAssociationId(): string {
  return `a-${Array.from({ length: 17 }, () => BASE36[randomInt(36)]).join(
    '',
  )}`;
}
