/**
 * What the failure in a driver's log is about: `expired` credentials, the web `identity` refused, `assume` (a role could
 * not be assumed), `chain` (a limit of role chaining), access `denied`, `none` (no credentials at all), `memory`.
 *
 * @public
 */
export type DriverLogClass =
  | 'expired'
  | 'identity'
  | 'assume'
  | 'chain'
  | 'denied'
  | 'none'
  | 'memory';

/**
 * What the log of a failed driver says. The log itself is never kept.
 *
 * @public
 */
export type DriverLog =
  | {
      readonly state: 'found';
      readonly class: DriverLogClass;
      /** The line that says so, redacted and cut. */
      readonly line: string;
      /** Role that AWS names as the caller, where the line holds it. */
      readonly principalRole?: string;
      /** RFC 3339 */
      readonly readAt: string;
    }
  | { readonly state: 'nothing'; readonly readAt: string }
  | {
      readonly state: 'unreadable';
      readonly message: string;
      readonly readAt: string;
    };
