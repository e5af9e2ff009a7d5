import type { Forge } from './Forge';

/**
 * Makes forges of one kind.
 *
 * @public
 */
export interface ForgeFactory {
  /** Name of the kind, for example `gitlab`. */
  readonly id: string;

  /** Hosts (with port) that this factory answers for, for the message when none does. */
  readonly hosts: readonly string[];

  /**
   * @param repoUrl - page of the repository, for example `https://gitlab.example.com/platform/corridors-gitops`
   * @returns undefined when the host is not one of `hosts`
   */
  create(repoUrl: string): Forge | undefined;
}
