import type { ResolvedRequest } from '../request/ResolvedRequest';
import { isBesideAssuming, isTokenAction } from './actions';
import type { Decision } from './Decision';
import { nameCaller } from './explain';

/**
 * The requests on which policies have no say.
 *
 * - `sts:GetCallerIdentity` needs no permission and cannot be denied. (AWS: "GetCallerIdentity")
 * - A token is good for assuming a role with it, and for nothing else. (AWS: "AssumeRoleWithWebIdentity")
 * - The root user of an account cannot assume a role. (AWS: "AssumeRole")
 * - Only S3 answers unsigned requests. (AWS: "Policy evaluation logic", processing the authorization context)
 */
export function decideWithoutPolicies(
  request: ResolvedRequest,
): Decision | undefined {
  const { kind } = request.principal;
  const caller = nameCaller(request.asked.principal);
  const isToken = kind === 'web-identity';
  if (
    isTokenAction(request.action) !== isToken &&
    !(isToken && isBesideAssuming(request.action))
  ) {
    return refuse(
      isToken
        ? `${caller} may only assume a role with the token, not do ${request.asked.action}.`
        : `${caller} may not do ${request.asked.action}, which needs a token of an identity provider.`,
    );
  }
  if (kind === 'root' && request.action === 'sts:assumerole') {
    return refuse(
      `${caller} may not do ${request.asked.action}: a root user cannot assume a role.`,
    );
  }
  if (kind === 'anonymous' && request.service !== 's3') {
    return refuse(
      `${caller} may not do ${request.asked.action}, which must be signed.`,
    );
  }
  if (request.action === 'sts:getcalleridentity') {
    return {
      verdict: 'allow',
      reason: 'allowed',
      decidedBy: [],
      missingKeys: [],
      explanation: `${caller} may do ${request.asked.action}, which needs no permission and cannot be denied.`,
    };
  }
  return undefined;
}

function refuse(explanation: string): Decision {
  return {
    verdict: 'deny',
    reason: 'implicit-deny',
    decidedBy: [],
    missingKeys: [],
    explanation,
  };
}
