import { useCallback, useEffect, useRef, useState } from 'react';
import type { CorridorsSignal } from '@corridors/plugin-corridors-common';
import { useCorridorsSignal } from './useCorridorsSignal';

/**
 * Data that keeps itself fresh. While it is renewed, or cannot be, the last known data stays.
 *
 * @public
 */
export interface Live<T> {
  readonly data?: T;
  /** Why the last attempt failed; gone with the next success. */
  readonly error?: Error;
  /** Nothing is known yet. */
  readonly isLoading: boolean;
  readonly isRefreshing: boolean;
  readonly loadedAt?: Date;
  readonly refresh: () => void;
}

/**
 * How data stays fresh.
 *
 * @public
 */
export interface LiveOptions<T> {
  /** Which signals mean that the data changed. */
  readonly isAbout?: (signal: CorridorsSignal) => boolean;
  /** Seconds between two fetches where signals are not available; `undefined` for never. */
  readonly pollSeconds?: (data: T | undefined) => number | undefined;
}

interface State<T> {
  readonly key: string;
  readonly data?: T;
  readonly error?: Error;
  readonly isRefreshing: boolean;
  readonly loadedAt?: Date;
}

/** A lost message must not leave a page old: with signals the data is still fetched, this much more seldom. */
const SIGNAL_FACTOR = 2;
const DEFAULT_POLL_SECONDS = 20;

/**
 * Fetches data, keeps it fresh by signals or else by polling, and gives up what is under way on unmount. Nothing is
 * fetched while the page is hidden.
 *
 * @param key - names the data; another key is other data
 * @param load - fetches it
 * @public
 */
export function useLive<T>(
  key: string,
  load: (signal: AbortSignal) => Promise<T>,
  options: LiveOptions<T> = {},
): Live<T> {
  const [state, setState] = useState<State<T>>({ key, isRefreshing: true });
  const run = useRef<() => void>(() => {});
  const refresh = useCallback(() => run.current(), []);
  const areSignalsAvailable = useCorridorsSignal(signal => {
    if (options.isAbout?.(signal)) {
      refresh();
    }
  });
  const latest = useRef({ load, options, areSignalsAvailable });
  latest.current = { load, options, areSignalsAvailable };

  useEffect(() => {
    const controller = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isUnderWay = false;
    let isWantedAgain = false;

    const schedule = (data: T | undefined) => {
      const { pollSeconds = () => DEFAULT_POLL_SECONDS } =
        latest.current.options;
      const seconds = pollSeconds(data);
      if (seconds !== undefined && !controller.signal.aborted) {
        const factor = latest.current.areSignalsAvailable ? SIGNAL_FACTOR : 1;
        timer = setTimeout(
          () => document.hidden || run.current(),
          seconds * factor * 1000,
        );
      }
    };
    const settle = (
      data: T | undefined,
      next: (state: State<T>) => State<T>,
    ) => {
      if (controller.signal.aborted) {
        return;
      }
      setState(next);
      isUnderWay = false;
      if (isWantedAgain) {
        isWantedAgain = false;
        run.current();
      } else {
        schedule(data);
      }
    };
    run.current = () => {
      clearTimeout(timer);
      if (isUnderWay) {
        isWantedAgain = true;
        return;
      }
      isUnderWay = true;
      setState(previous =>
        previous.key === key
          ? { ...previous, isRefreshing: true }
          : { key, isRefreshing: true },
      );
      latest.current.load(controller.signal).then(
        data =>
          settle(data, () => ({
            key,
            data,
            loadedAt: new Date(),
            isRefreshing: false,
          })),
        error =>
          settle(undefined, previous => ({
            ...previous,
            error: toError(error),
            isRefreshing: false,
          })),
      );
    };
    const onVisibilityChange = () => document.hidden || run.current();

    run.current();
    document.addEventListener('visibilitychange', onVisibilityChange);
    return () => {
      controller.abort();
      clearTimeout(timer);
      run.current = () => {};
      document.removeEventListener('visibilitychange', onVisibilityChange);
    };
  }, [key]);

  const current: State<T> =
    state.key === key ? state : { key, isRefreshing: true };
  return {
    data: current.data,
    error: current.error,
    isLoading: current.data === undefined && current.error === undefined,
    isRefreshing: current.isRefreshing,
    loadedAt: current.loadedAt,
    refresh,
  };
}

function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
