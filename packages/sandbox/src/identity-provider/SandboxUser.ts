/**
 * A person who can sign in to the portal through the sandbox's identity provider.
 *
 * @public
 */
export interface SandboxUser {
  /** Name of the User entity in the catalog, and subject of the tokens. */
  readonly name: string;
  readonly displayName: string;
  readonly email: string;
  /** What this person is there to show, in one line on the sign-in page. */
  readonly purpose: string;
  /** Names of the Group entities that the person is a member of. */
  readonly groups: readonly string[];
}
