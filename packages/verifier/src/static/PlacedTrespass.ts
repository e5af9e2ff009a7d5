import type {
  Identity,
  Operation,
  PolicyPlace,
  Resource,
} from '@corridors/model';
import type { Trespass } from '@corridors/policy-engine';
import type { Hindrance } from './grounds/GroundFinder';

/** A trespass with what the matrix has of it. */
export interface PlacedTrespass {
  readonly trespass: Trespass;
  readonly identity: Identity | undefined;
  readonly resource: Resource | undefined;
  readonly operation: Operation | undefined;
  readonly places: readonly PolicyPlace[];
  /** What is not understood and on which it hangs. */
  readonly hindrance: Hindrance | undefined;
}
