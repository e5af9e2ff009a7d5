import type { LoggerService } from '@backstage/backend-plugin-api';
import type { SignalsService } from '@backstage/plugin-signals-node';
import {
  CORRIDORS_SIGNAL_CHANNEL,
  type CorridorsSignal,
} from '@corridors/plugin-corridors-common';

/** Tells whoever looks at something that it changed. */
export interface ChangeNotifier {
  notify(signal: CorridorsSignal): void;
}

/**
 * Tells every browser over Backstage's signals. They say what changed and nothing of what it is now. A signal that
 * cannot be sent is logged: pages look again by themselves, later.
 */
export function createSignalNotifier(
  signals: Pick<SignalsService, 'publish'>,
  logger: LoggerService,
): ChangeNotifier {
  return {
    notify: message => {
      signals
        .publish({
          recipients: { type: 'broadcast' },
          channel: CORRIDORS_SIGNAL_CHANNEL,
          message,
        })
        .catch(error => logger.debug(`A signal was not sent: ${error}`));
    },
  };
}
