import type { CredentialHealth } from '@corridors/model';
import type {
  Connection,
  CorridorDetail,
  CorridorList,
  CorridorsSignal,
  EnvironmentList,
  SparkRunList,
} from '@corridors/plugin-corridors-common';
import { useCorridorsApi } from '../api';
import { useLive, type Live } from './useLive';

const isAboutInventory = (signal: CorridorsSignal) =>
  signal.kind === 'inventory';
const isAboutCorridor = (signal: CorridorsSignal) =>
  signal.kind !== 'run' || signal.id === undefined;

/**
 * All corridors that the reader may see.
 *
 * @public
 */
export function useCorridors(): Live<CorridorList> {
  const api = useCorridorsApi();
  return useLive('corridors', signal => api.listCorridors({}, { signal }), {
    isAbout: () => true,
  });
}

/**
 * One corridor.
 *
 * @public
 */
export function useCorridor(name: string): Live<CorridorDetail> {
  const api = useCorridorsApi();
  return useLive(
    `corridor ${name}`,
    signal => api.getCorridor(name, { signal }),
    { isAbout: () => true },
  );
}

/**
 * The credential checks of a corridor.
 *
 * @public
 */
export function useCredentials(name: string): Live<CredentialHealth> {
  const api = useCorridorsApi();
  return useLive(
    `credentials ${name}`,
    signal => api.getCredentials(name, { signal }),
    { isAbout: isAboutCorridor },
  );
}

/**
 * The Spark runs of a corridor, newest first.
 *
 * @public
 */
export function useSparkRuns(name: string): Live<SparkRunList> {
  const api = useCorridorsApi();
  return useLive(
    `spark-runs ${name}`,
    signal => api.listSparkRuns(name, { signal }),
    { isAbout: isAboutInventory },
  );
}

/**
 * Ready-made client configuration of a corridor. It changes with the specification only, so nothing polls it.
 *
 * @public
 */
export function useConnection(name: string): Live<Connection> {
  const api = useCorridorsApi();
  return useLive(
    `connection ${name}`,
    signal => api.getConnection(name, { signal }),
    {
      isAbout: isAboutInventory,
      pollSeconds: () => undefined,
    },
  );
}

/**
 * The environments and what they offer.
 *
 * @public
 */
export function useEnvironments(): Live<EnvironmentList> {
  const api = useCorridorsApi();
  return useLive('environments', signal => api.listEnvironments({ signal }), {
    isAbout: isAboutInventory,
    pollSeconds: () => 60,
  });
}
