/**
 * What an environment's identity mechanism leaves open by its nature: neither a finding nor hidden by a green matrix.
 *
 * @public
 */
export interface StandingWeakness {
  readonly environment: string;
  readonly title: string;
  readonly explanation: string;
}
