import type {
  PreflightAnswer,
  PreflightBody,
} from '@corridors/plugin-corridors-common';
import { useCorridorsApi } from '@corridors/plugin-corridors-react';
import { useCallback, useEffect, useState } from 'react';

/** How far a preflight is. While it is asked again, the last answer about the same body stays known. */
export type PreflightState =
  | { readonly status: 'idle' }
  | { readonly status: 'checking' }
  | { readonly status: 'answered'; readonly answer: PreflightAnswer }
  | { readonly status: 'failed'; readonly error: Error };

/**
 * Asks the backend about a corridor as it stands in the form. Waits until typing pauses, and gives up the former question.
 *
 * @param body - what to ask; nothing is asked without it
 * @param delayMilliseconds - the pause to wait for
 */
export function usePreflight(
  body: PreflightBody | undefined,
  delayMilliseconds: number,
): PreflightState & { readonly ask: () => void } {
  const api = useCorridorsApi();
  const key = body && JSON.stringify(body);
  const [attempt, setAttempt] = useState(0);
  const [state, setState] = useState<{
    readonly key?: string;
    readonly state: PreflightState;
  }>({
    state: { status: 'idle' },
  });
  const ask = useCallback(() => setAttempt(count => count + 1), []);

  useEffect(() => {
    if (!key) {
      setState({ state: { status: 'idle' } });
      return undefined;
    }
    const controller = new AbortController();
    setState({ key, state: { status: 'checking' } });
    const timer = setTimeout(() => {
      api.preflight(JSON.parse(key), { signal: controller.signal }).then(
        answer =>
          controller.signal.aborted ||
          setState({ key, state: { status: 'answered', answer } }),
        error =>
          controller.signal.aborted ||
          setState({ key, state: { status: 'failed', error: toError(error) } }),
      );
    }, delayMilliseconds);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [api, key, attempt, delayMilliseconds]);

  const current: PreflightState =
    state.key === key ? state.state : { status: key ? 'checking' : 'idle' };
  return { ...current, ask };
}

function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
