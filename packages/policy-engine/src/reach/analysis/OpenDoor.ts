import type { CompiledPolicy } from '../../documents/CompiledPolicy';
import type { CompiledStatement } from '../../documents/CompiledStatement';
import type { Principal } from '../../request/AccessRequest';
import type { ReachRegion } from '../ReachRegion';
import type { Witness } from './Reached';

export type Audience = ReachRegion['audience'];

/** Somebody who is let in by a statement for many. */
export interface Guest {
  readonly principal: Principal;
  readonly audience: Audience;
  readonly witness: Witness;
}

/** A statement for everybody or for an account, and how to see whether it lets somebody in. */
export interface OpenDoor {
  /** Undefined when the policy is not known. */
  readonly statement: CompiledStatement | undefined;
  /** Of the resource. */
  readonly policy: CompiledPolicy | undefined;
  /** Account of the resource. */
  readonly accountId: string;
  readonly withAnonymous: boolean;
  isPermitted(principal: Principal): boolean;
  witness(principal: Principal): Witness | undefined;
  /** Something that is guarded, and what is decided about it. */
  example(principal: Principal): Witness;
}
