/**
 * The signals channel of the plugin. Its messages say what changed, never how: the receiver fetches with its own rights.
 *
 * @public
 */
export const CORRIDORS_SIGNAL_CHANNEL = 'corridors';

/**
 * A message on {@link CORRIDORS_SIGNAL_CHANNEL}. `revision` grows with every change of the thing named.
 *
 * @public
 */
export type CorridorsSignal = {
  readonly kind: 'run' | 'inventory' | 'request';
  readonly id?: string;
  readonly revision: number;
};

/**
 * Whether a received message is one of ours.
 *
 * @public
 */
export function isCorridorsSignal(
  message: unknown,
): message is CorridorsSignal {
  if (
    typeof message !== 'object' ||
    message === null ||
    !('kind' in message) ||
    !('revision' in message)
  ) {
    return false;
  }
  return (
    (message.kind === 'run' ||
      message.kind === 'inventory' ||
      message.kind === 'request') &&
    typeof message.revision === 'number' &&
    (!('id' in message) ||
      message.id === undefined ||
      typeof message.id === 'string')
  );
}
