/**
 * Everything that a finding rests on, for comparing it with the same finding of another state of the repository.
 *
 * @public
 */
export interface FindingGrounds {
  /**
   * What it is made of: each region that is reached, each cell, and each part of the statements that open them. A finding
   * has not grown while all of these were there before.
   */
  readonly facets: readonly string[];
  /**
   * What holds it back, by whose it is: denies, boundaries, service control policies and public access settings of a role or
   * bucket. A finding has grown when one of these is gone that was there before, of a role or bucket that it still concerns.
   */
  readonly limits: Readonly<Record<string, readonly string[]>>;
  /** Documents that are not understood, and on which it hangs. */
  readonly notUnderstood: readonly NotUnderstoodDocument[];
}

/**
 * A document that is not understood, or of which the repository does not tell the content.
 *
 * @public
 */
export interface NotUnderstoodDocument {
  /** ARN of the role or user, name of the bucket, or id of the account that it belongs to. */
  readonly owner: string;
  readonly policy: string;
  /** Whether its content is not known at all: it stands in a file that is not read, or is declared in two ways. */
  readonly isUnread: boolean;
  /** Path in the repository of the file, or of the folder when it may be in any file below it. */
  readonly file?: string;
}
