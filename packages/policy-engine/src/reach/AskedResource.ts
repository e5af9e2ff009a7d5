import type { CompiledPolicy } from '../documents/CompiledPolicy';
import type { PreparedTarget } from '../request/PreparedTarget';
import type { PublicAccessRestriction } from './publicAccess';

/**
 * A resource that is asked for, and what guards it.
 *
 * @public
 */
export interface AskedResource {
  readonly resource: string;
  readonly accountId: string;
  /** The bucket policy or trust policy, when there is one that is understood. */
  readonly policy?: CompiledPolicy;
  /** With its policy, made ready. */
  readonly target: PreparedTarget;
  readonly isPolicyUnknown: boolean;
  /** Whether public access settings keep out callers of other accounts. */
  readonly restriction: PublicAccessRestriction;
  /** Whether the model knows it, and with it what guards it. */
  readonly isKnown: boolean;
  /** Name of the bucket, when it is one of the model. */
  readonly bucket?: string;
}
