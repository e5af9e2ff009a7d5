import type { AwsCredentials } from '../aws/environmentAccess';

/**
 * What came of carrying out a credential plan.
 *
 * - `credentials`: had; `token` is the ServiceAccount's, when one led to them
 * - `unsigned`: the identity sends no credentials
 * - `not-configured`: the environment names no source for them
 * - `refused`: good credentials or a token were shown, and the role was not given: it does not exist, or its trust
 *   policy refuses
 * - `failed`: nothing is known about the role; `cause` says what went wrong
 *
 * @public
 */
export type CredentialOutcome =
  | {
      readonly kind: 'credentials';
      readonly credentials: AwsCredentials;
      readonly token?: string;
    }
  | { readonly kind: 'unsigned' }
  | { readonly kind: 'not-configured'; readonly detail: string }
  | {
      readonly kind: 'refused';
      readonly detail: string;
      readonly token?: string;
    }
  | { readonly kind: 'failed'; readonly cause: string };
