import type { RunState, Scope } from '@corridors/model';
import {
  formatScope,
  type RunDetail,
  type RunList,
  type RunMatrix,
  type RunSummary,
} from '@corridors/plugin-corridors-common';
import { useCorridorsApi } from '../api';
import { useLive, type Live } from './useLive';

/** Without signals, a run under way is looked at this often. */
const UNDER_WAY_SECONDS = 2;
const AT_REST_SECONDS = 30;

/**
 * Whether a run has not ended yet.
 *
 * @public
 */
export function isUnderWay(run: { readonly state: RunState }): boolean {
  return run.state === 'queued' || run.state === 'running';
}

function pollRuns(runs: readonly RunSummary[] | undefined): number {
  return runs?.some(isUnderWay) ? UNDER_WAY_SECONDS : AT_REST_SECONDS;
}

/**
 * The history of runs, newest first.
 *
 * @public
 */
export function useVerifications(scope?: Scope): Live<RunList> {
  const api = useCorridorsApi();
  return useLive(
    `verifications ${scope ? formatScope(scope) : ''}`,
    signal => api.listVerifications({ scope }, { signal }),
    {
      isAbout: signal => signal.kind === 'run',
      pollSeconds: list => pollRuns(list?.items),
    },
  );
}

/**
 * One run with its findings. A run that has ended does not change and is not fetched again.
 *
 * @public
 */
export function useVerification(
  id: string | undefined,
): Live<RunDetail | undefined> {
  const api = useCorridorsApi();
  return useLive<RunDetail | undefined>(
    `verification ${id}`,
    async signal => (id ? api.getVerification(id, { signal }) : undefined),
    {
      isAbout: signal => signal.kind === 'run' && signal.id === id,
      pollSeconds: run =>
        run && isUnderWay(run) ? UNDER_WAY_SECONDS : undefined,
    },
  );
}

/**
 * The cells of one run with every answer.
 *
 * @param run - the run; its revision decides when the cells are fetched again
 * @public
 */
export function useVerificationMatrix(
  run: RunSummary | undefined,
): Live<RunMatrix | undefined> {
  const api = useCorridorsApi();
  return useLive<RunMatrix | undefined>(
    `matrix ${run?.id} ${run?.state}`,
    async signal =>
      run ? api.getVerificationMatrix(run.id, { signal }) : undefined,
    {
      pollSeconds: () => (run && isUnderWay(run) ? AT_REST_SECONDS : undefined),
    },
  );
}
