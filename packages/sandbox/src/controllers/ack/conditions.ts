import type { AckError } from './AckError';
import type { AckCondition } from './AckObject';

/** How a reconciliation ended. */
export type AckOutcome =
  | { readonly state: 'synced'; readonly hasReferences: boolean }
  | { readonly state: 'failed'; readonly error: AckError };

type Draft = Omit<AckCondition, 'lastTransitionTime'>;

const synced = (hasReferences: boolean): Draft[] => {
  const message = 'Resource synced successfully';
  return [
    { type: 'ACK.ResourceSynced', status: 'True', reason: '', message },
    { type: 'Ready', status: 'True', reason: '', message },
    ...(hasReferences
      ? [{ type: 'ACK.ReferencesResolved', status: 'True' }]
      : []),
  ];
};

const failed = (error: AckError): Draft[] => {
  const message = 'Resource not synced';
  return [
    {
      type: error.kind === 'terminal' ? 'ACK.Terminal' : 'ACK.Recoverable',
      status: 'True',
      message: error.message,
    },
    { type: 'ACK.ResourceSynced', status: 'False', reason: '', message },
    { type: 'Ready', status: 'False', reason: '', message },
  ];
};

/**
 * Conditions as the controllers write them: older readers look at `ACK.ResourceSynced`, newer ones at `Ready`. The time
 * of a condition is that of its last change of status.
 */
export function toConditions(
  outcome: AckOutcome,
  before: readonly AckCondition[],
  now: Date,
): AckCondition[] {
  const drafts =
    outcome.state === 'synced'
      ? synced(outcome.hasReferences)
      : failed(outcome.error);
  return drafts.map(draft => {
    const old = before.find(each => each.type === draft.type);
    return {
      ...draft,
      lastTransitionTime:
        old?.status === draft.status && old.lastTransitionTime !== undefined
          ? old.lastTransitionTime
          : now.toISOString().replace(/\.\d+/, ''),
    };
  });
}
