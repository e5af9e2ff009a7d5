import { usePermission } from '@backstage/plugin-permission-react';
import {
  corridorsVerificationRunPermission,
  type RunSummary,
} from '@corridors/plugin-corridors-common';
import {
  isUnderWay,
  useVerifications,
} from '@corridors/plugin-corridors-react';
import { useVerify, type Verify } from '../Verification';

/** Verification of one corridor: whether the reader may, the run under way, and how to start one. */
export interface CorridorVerification {
  readonly isAllowed: boolean;
  readonly underWay?: RunSummary;
  readonly verify: Verify;
  readonly start: () => Promise<void>;
}

/** Follows the runs of one corridor. */
export function useCorridorVerification(
  corridor: string,
): CorridorVerification {
  const { allowed } = usePermission({
    permission: corridorsVerificationRunPermission,
    resourceRef: corridor,
  });
  const runs = useVerifications({ kind: 'corridor', corridor });
  const verify = useVerify(runs.refresh);
  return {
    isAllowed: allowed,
    underWay: runs.data?.items.find(isUnderWay),
    verify,
    start: () => verify.start({ kind: 'corridor', corridor }),
  };
}
