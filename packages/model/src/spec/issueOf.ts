import type { ConsistencyFault } from './corridorConsistency';

/** A fault as zod's `addIssue` takes it; its code comes back as the problem's code. */
export function issueOf(fault: ConsistencyFault) {
  return {
    code: 'custom' as const,
    path: [...fault.path],
    message: fault.message,
    params: { code: fault.code },
  };
}
