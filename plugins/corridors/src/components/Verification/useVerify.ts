import type { Scope, View } from '@corridors/model';
import { useCorridorsApi } from '@corridors/plugin-corridors-react';
import { useState } from 'react';

const ALL_VIEWS = [
  'intended',
  'declared',
  'configured',
  'observed',
] as const satisfies readonly View[];

/** Starts and cancels runs; a refusal is kept until the next attempt, to be read where the button is. */
export interface Verify {
  readonly isStarting: boolean;
  readonly error?: Error;
  start(scope: Scope): Promise<void>;
  cancel(id: string): Promise<void>;
}

/**
 * Asks for verifications.
 *
 * @param onChange - called when a run was started, joined or cancelled
 */
export function useVerify(onChange: () => void): Verify {
  const api = useCorridorsApi();
  const [state, setState] = useState<{ isStarting: boolean; error?: Error }>({
    isStarting: false,
  });
  const attempt = async (call: () => Promise<unknown>) => {
    setState({ isStarting: true });
    try {
      await call();
      setState({ isStarting: false });
      onChange();
    } catch (error) {
      setState({
        isStarting: false,
        error: error instanceof Error ? error : new Error(String(error)),
      });
    }
  };
  return {
    ...state,
    start: scope =>
      attempt(() => api.startVerification({ scope, views: ALL_VIEWS })),
    cancel: id => attempt(() => api.cancelVerification(id)),
  };
}
