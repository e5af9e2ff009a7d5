import type { Request } from '../request/Request';
import { TRUE, UNKNOWN } from '../Truth';
import { denying } from './denials';
import { anyOf, Grant } from './Grant';
import { grantedTo, RefusedBy } from './grants';
import { Cause, RequestDecision } from './RequestDecision';
import { ruleFor } from './ruleFor';

const DENIED: Cause = { is: 'denied' };

/** One for each, so that a refusal takes no memory. */
const REFUSED: Readonly<Record<RefusedBy, Cause>> = {
  'implicit-deny': { is: 'refused', by: 'implicit-deny' },
  'own-policies': { is: 'refused', by: 'own-policies' },
  'resource-policy': { is: 'refused', by: 'resource-policy' },
  'trust-policy': { is: 'refused', by: 'trust-policy' },
  boundary: { is: 'refused', by: 'boundary' },
  'session-policy': { is: 'refused', by: 'session-policy' },
  scp: { is: 'refused', by: 'scp' },
};

/** Decides a request that was understood: the only place where a verdict is made. (AWS: "Policy evaluation logic".) */
export function decideRequest(request: Request): RequestDecision {
  const rule = ruleFor(request);
  if (rule) {
    return new RequestDecision(
      rule.verdict,
      rule.verdict === 'allow' ? 'allowed' : 'implicit-deny',
      request,
      { is: 'rule', rule },
    );
  }
  const denial = denying(request);
  if (denial.truth === TRUE) {
    return new RequestDecision('deny', 'explicit-deny', request, DENIED);
  }
  const granted = grantedTo(request);
  if (typeof granted === 'string') {
    return new RequestDecision(
      'deny',
      granted === 'own-policies' ? 'implicit-deny' : granted,
      request,
      REFUSED[granted],
    );
  }
  if (granted.truth === TRUE && denial.truth !== UNKNOWN) {
    return new RequestDecision('allow', 'allowed', request, {
      is: 'allowed',
      grant: granted,
    });
  }
  return new RequestDecision('conditional', 'missing-context', request, {
    is: 'open',
    grant: openParts(granted, denial),
  });
}

/** What is not certain: the grant, the denial, or both. */
function openParts(granted: Grant, denial: Grant): Grant {
  return granted.truth === TRUE ? denial : anyOf(granted, denial);
}
