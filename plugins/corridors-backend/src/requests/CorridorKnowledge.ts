import type { CorridorState, Fleet } from '@corridors/model';

/** What requests need to know of the inventory. */
export interface CorridorKnowledge {
  /** The fleet of the GitOps repository with its files, or undefined as long as it was never read. */
  tree():
    | { readonly fleet: Fleet; readonly files: ReadonlyMap<string, string> }
    | undefined;
  /** Whether the tree was read well a moment ago. */
  isRepositoryLive(): boolean;
  /** State of a corridor that the repository has, and why. */
  stateOf(
    corridor: string,
  ): { readonly state: CorridorState; readonly reason: string } | undefined;
  /** Whether a namespace exists that no corridor of ours has made. */
  isForeignNamespace(environment: string, namespace: string): boolean;
  /** Reads the repository again soon. */
  refresh(): Promise<void>;
}
