import type {
  CorridorRequest,
  RequestList,
} from '@corridors/plugin-corridors-common';
import { useCorridorsApi } from '../api';
import { useLive, type Live } from './useLive';

/**
 * Requests, newest first.
 *
 * @public
 */
export function useRequests(): Live<RequestList> {
  const api = useCorridorsApi();
  return useLive('requests', signal => api.listRequests({}, { signal }), {
    isAbout: signal => signal.kind !== 'run',
  });
}

/**
 * One request with its timeline.
 *
 * @public
 */
export function useRequest(id: string): Live<CorridorRequest> {
  const api = useCorridorsApi();
  return useLive(`request ${id}`, signal => api.getRequest(id, { signal }), {
    isAbout: signal => signal.kind !== 'run',
  });
}
