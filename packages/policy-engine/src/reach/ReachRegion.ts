import type { StatementReference } from '../documents/documentKinds';
import type { Principal } from '../request/AccessRequest';

/**
 * What somebody can reach: identity × range of resources × action.
 *
 * Nothing outside the regions is reached. Within a region the witness certainly is, as far as `verdict` says; single
 * names of the range may be denied.
 *
 * @public
 */
export interface ReachRegion {
  readonly principal: Principal;
  /**
   * - `every-principal`: the statement names everybody, and `principal` is one of those who are let in
   * - `such-principals`: conditions or the name of an account hold it to some, of whom others may come that nobody knows;
   *   `principal` is an example
   */
  readonly audience: 'this-principal' | 'such-principals' | 'every-principal';
  readonly action: string;
  /** ARN pattern, for example `arn:aws:s3:::gha1-*`. */
  readonly resources: string;
  /** Accounts whose resources are in the range; `any` also holds those that the model does not know. */
  readonly resourceAccounts: 'any' | readonly string[];
  /**
   * - `allow`: the witness is allowed. In an account that the model does not know, as soon as the owner agrees
   * - `conditional`: it hangs on `missingKeys`
   * - `not-understood`: a policy that decides was refused, could not be read, or is too intricate
   */
  readonly verdict: 'allow' | 'conditional' | 'not-understood';
  /** One ARN of the range. */
  readonly witness: string;
  /** Account that owns the witness. */
  readonly witnessAccount: string;
  /** Context in which the witness is reached, beside the context that was given: the subject of a token. */
  readonly witnessContext: Readonly<Record<string, string>>;
  readonly missingKeys: readonly string[];
  readonly decidedBy: readonly StatementReference[];
  /** One sentence for people. */
  readonly explanation: string;
  /** Whether it is not understood because the patterns are too intricate, whatever policies are known. */
  readonly isIntricate?: true;
}
