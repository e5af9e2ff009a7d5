import type { CorridorsSignal } from '@corridors/plugin-corridors-common';
import type { ChangeNotifier } from '../signals';

/** A notifier that remembers what it was told. */
export function collectSignals(): ChangeNotifier & {
  readonly signals: CorridorsSignal[];
} {
  const signals: CorridorsSignal[] = [];
  return { signals, notify: signal => signals.push(signal) };
}
