/**
 * Key of the object that read probes get: one byte, put by the portal's own identity and by no probe.
 *
 * @public
 */
export const CANARY_KEY = '.corridors/canary';

/** A key that no application uses. */
export function unusedKey(random: () => string): string {
  return `.corridors/probe-${random()}`;
}
