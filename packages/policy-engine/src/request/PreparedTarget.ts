/**
 * A resource with its account and policy, made ready by {@link prepareTarget}.
 *
 * @public
 */
export interface PreparedTarget {
  /** Its ARN, or `*`. */
  readonly resource: string;
  /** Account that owns it. */
  readonly resourceAccount: string;
}
