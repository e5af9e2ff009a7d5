import type {
  Identity,
  Operation,
  PolicyPlace,
  Resource,
} from '@corridors/model';
import type { RefusedPolicy, Trespass } from '@corridors/policy-engine';
import { nameAsked } from './grounds/nameAsked';

/** A trespass with what the matrix has of it. */
export interface PlacedTrespass {
  readonly trespass: Trespass;
  readonly identity: Identity | undefined;
  readonly resource: Resource | undefined;
  readonly operation: Operation | undefined;
  readonly places: readonly PolicyPlace[];
  /** The document that is not understood and on which it hangs. */
  readonly refusal: RefusedPolicy | undefined;
}

/** Whether a document guards what is asked for, and is none of whoever asks. */
export function guardsWhatIsAsked(
  { owner }: RefusedPolicy,
  { trespass: { region } }: PlacedTrespass,
): boolean {
  return owner === nameAsked(region.witness);
}
