import { TestApiProvider } from '@backstage/frontend-test-utils';
import { signalApiRef, type SignalApi } from '@backstage/plugin-signals-react';
import type { JsonObject } from '@backstage/types';
import { act, render, screen } from '@testing-library/react';
import { useLive } from './useLive';

/** Signals that a test sends. */
class TestSignals implements SignalApi {
  readonly #listeners = new Set<(message: JsonObject) => void>();

  subscribe<TMessage extends JsonObject>(
    _channel: string,
    onMessage: (message: TMessage) => void,
  ) {
    const listener = (message: JsonObject) => onMessage(message as TMessage);
    this.#listeners.add(listener);
    return { unsubscribe: () => this.#listeners.delete(listener) };
  }

  send(message: JsonObject) {
    this.#listeners.forEach(listener => listener(message));
  }
}

function Probe({
  load,
}: {
  readonly load: (signal: AbortSignal) => Promise<string>;
}) {
  const { data, error, isLoading, isRefreshing } = useLive('thing', load, {
    isAbout: signal => signal.kind === 'run',
    pollSeconds: () => 20,
  });
  return (
    <p>{`${isLoading ? 'loading' : data ?? 'nothing'}, ${
      error?.message ?? 'no error'
    }, ${isRefreshing ? 'refreshing' : 'at rest'}`}</p>
  );
}

function renderProbe(
  load: (signal: AbortSignal) => Promise<string>,
  signals?: TestSignals,
) {
  const probe = <Probe load={load} />;
  return render(
    signals ? (
      <TestApiProvider apis={[[signalApiRef, signals]]}>
        {probe}
      </TestApiProvider>
    ) : (
      <TestApiProvider apis={[]}>{probe}</TestApiProvider>
    ),
  );
}

describe('useLive', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  const pass = (milliseconds: number) =>
    act(() => jest.advanceTimersByTimeAsync(milliseconds));

  it('keeps the last known data when it cannot be renewed', async () => {
    const load = jest
      .fn()
      .mockResolvedValueOnce('old')
      .mockRejectedValueOnce(new Error('gone'))
      .mockResolvedValue('new');
    renderProbe(load);
    expect(
      screen.getByText('loading, no error, refreshing'),
    ).toBeInTheDocument();
    await pass(0);
    expect(screen.getByText('old, no error, at rest')).toBeInTheDocument();
    await pass(20_000);
    expect(screen.getByText('old, gone, at rest')).toBeInTheDocument();
    await pass(20_000);
    expect(screen.getByText('new, no error, at rest')).toBeInTheDocument();
  });

  it('gives up what is under way when it is unmounted', async () => {
    let given: AbortSignal | undefined;
    const { unmount } = renderProbe(signal => {
      given = signal;
      return new Promise(() => {});
    });
    expect(given?.aborted).toBe(false);
    unmount();
    expect(given?.aborted).toBe(true);
  });

  it('fetches on a signal about its data, and polls more seldom while signals are there', async () => {
    const signals = new TestSignals();
    const load = jest.fn().mockResolvedValue('data');
    renderProbe(load, signals);
    await pass(0);
    expect(load).toHaveBeenCalledTimes(1);
    act(() => signals.send({ kind: 'inventory', revision: 1 }));
    await pass(0);
    expect(load).toHaveBeenCalledTimes(1);
    act(() => signals.send({ kind: 'run', revision: 2 }));
    await pass(0);
    expect(load).toHaveBeenCalledTimes(2);
    await pass(20_000);
    expect(load).toHaveBeenCalledTimes(2);
    await pass(20_000);
    expect(load).toHaveBeenCalledTimes(3);
  });

  it('fetches once more after signals that came while a fetch was under way', async () => {
    const signals = new TestSignals();
    const settle: (() => void)[] = [];
    const load = jest.fn(
      () => new Promise<string>(resolve => settle.push(() => resolve('data'))),
    );
    renderProbe(load, signals);
    act(() => signals.send({ kind: 'run', revision: 1 }));
    act(() => signals.send({ kind: 'run', revision: 2 }));
    expect(load).toHaveBeenCalledTimes(1);
    settle[0]?.();
    await pass(0);
    expect(load).toHaveBeenCalledTimes(2);
  });
});
