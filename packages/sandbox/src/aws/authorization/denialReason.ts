import type {
  Decision,
  DecisionReason,
  DocumentKind,
} from '@corridors/policy-engine';

const PLACE: Readonly<Record<DocumentKind, string>> = {
  identity: 'an identity-based policy',
  resource: 'a resource-based policy',
  trust: 'a resource-based policy',
  boundary: 'a permissions boundary',
  session: 'a session policy',
  scp: 'a service control policy',
};

function missingAllow(
  reason: Exclude<DecisionReason, 'explicit-deny'>,
): string {
  switch (reason) {
    case 'boundary':
      return 'permissions boundary';
    case 'session-policy':
      return 'session policy';
    case 'scp':
      return 'service control policy';
    case 'trust-policy':
    case 'resource-policy':
      return 'resource-based policy';
    case 'allowed':
    case 'implicit-deny':
    case 'missing-context':
      return 'identity-based policy';
    default:
      return reason satisfies never;
  }
}

/**
 * The end of an AccessDenied message: which kind of policy is to blame (IAM user guide, "Troubleshoot access denied
 * error messages"). AWS says it to callers of the same account only.
 */
export function denialReason(decision: Decision, action: string): string {
  if (decision.reason === 'explicit-deny') {
    const [blamed] = decision.decidedBy;
    return ` with an explicit deny in ${PLACE[blamed?.kind ?? 'identity']}`;
  }
  return ` because no ${missingAllow(
    decision.reason,
  )} allows the ${action} action`;
}
