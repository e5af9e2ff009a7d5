import type { Resource } from '@corridors/model';
import type { BareAnswer } from '../aws/answer';
import type { EnvironmentClients, Signer } from '../aws/EnvironmentClients';

/** What a probe of a bucket needs. */
export interface BucketProbe {
  readonly clients: EnvironmentClients;
  readonly signer: Signer;
  readonly bucket: Extract<Resource, { kind: 'bucket' }>;
  /** Makes names that nobody uses; letters and digits. */
  readonly random: () => string;
  readonly signal: AbortSignal;
}

/** A request that was sent, and what came back. */
export interface ProbeAnswer {
  /** The call as AWS names it. */
  readonly call: string;
  readonly answer: BareAnswer;
}
