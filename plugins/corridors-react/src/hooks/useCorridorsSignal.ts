import { useEffect, useRef } from 'react';
import { useSignal } from '@backstage/plugin-signals-react';
import {
  CORRIDORS_SIGNAL_CHANNEL,
  isCorridorsSignal,
  type CorridorsSignal,
} from '@corridors/plugin-corridors-common';

/**
 * Calls back for every message on our channel.
 *
 * @returns whether signals are available at all; poll where they are not
 * @public
 */
export function useCorridorsSignal(
  onSignal: (signal: CorridorsSignal) => void,
): boolean {
  const { lastSignal, isSignalsAvailable } = useSignal(
    CORRIDORS_SIGNAL_CHANNEL,
  );
  const callback = useRef(onSignal);
  callback.current = onSignal;
  useEffect(() => {
    if (isCorridorsSignal(lastSignal)) {
      callback.current(lastSignal);
    }
  }, [lastSignal]);
  return isSignalsAvailable;
}
