/**
 * Where observers report what they meet while they run in the background. Backstage's `LoggerService` fits.
 *
 * @public
 */
export interface ObserverLog {
  /** Something an operator must act on. */
  error(message: string): void;
  /** Something that may need attention, such as an upstream that stopped answering. */
  warn(message: string): void;
  /** A change of state worth a line, such as a source that recovered. */
  info(message: string): void;
  /** Detail for someone who looks for a fault. */
  debug(message: string): void;
}
