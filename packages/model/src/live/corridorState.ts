/**
 * Where a corridor stands.
 *
 * @public
 */
export type CorridorState =
  | 'ready'
  | 'provisioning'
  | 'needs-attention'
  | 'broken'
  | 'unknown'
  | 'invalid'
  | 'retiring';

/**
 * Something about a corridor that a person should look at.
 *
 * @public
 */
export interface Attention {
  readonly severity: 'broken' | 'warning' | 'info';
  readonly title: string;
  readonly cause: string;
  readonly nextAction?: string;
  /** A command to copy. */
  readonly command?: string;
  /** Id of the fact source, or what said so. */
  readonly source: string;
  /** RFC 3339 */
  readonly at?: string;
}
