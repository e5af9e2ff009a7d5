import { AwsError } from '../http/AwsError';
import type { QueryCall, QueryResult } from '../query/QueryCall';
import { oidcProviderArn } from '../state/arns';
import { findRole } from '../state/findEntity';
import { trustCheck } from './assumeRole';
import { readAssumeRoleInput } from './assumeRoleInput';
import { issueSession } from './issueSession';
import { verifyWebIdentity } from './verifyWebIdentity';
import type { WebIdentity } from './verifyWebIdentity';

const DEFAULT_SECONDS = 3600;

const denied = () =>
  new AwsError(
    403,
    'AccessDenied',
    'Not authorized to perform sts:AssumeRoleWithWebIdentity',
  );

/** Condition keys that a token gives: `<issuer>:sub`, `<issuer>:aud` ("Available keys for AWS OIDC federation"). */
function tokenContext({ provider, subject, audience, claims }: WebIdentity) {
  const context: Record<string, string> = {
    [`${provider.url}:sub`]: subject,
    [`${provider.url}:aud`]: audience,
  };
  if (typeof claims.azp === 'string') {
    context[`${provider.url}:azp`] = claims.azp;
  }
  if (typeof claims.email === 'string') {
    context[`${provider.url}:email`] = claims.email;
  }
  return context;
}

/**
 * `AssumeRoleWithWebIdentity`: nobody signs it, the token says who asks, and the trust policy alone decides.
 */
export async function assumeRoleWithWebIdentity(
  call: QueryCall,
): Promise<QueryResult> {
  const input = readAssumeRoleInput(call);
  const token = call.parameters.required('WebIdentityToken');
  const { state } = call.context.store;
  const identity = await verifyWebIdentity(
    token,
    state.accounts.get(input.accountId),
    call.context.fetchJwks,
    call.request.at,
  );
  const owned = findRole(state, input.roleArn);
  if (!owned) {
    throw denied();
  }
  const providerArn = oidcProviderArn(owned.account, identity.provider);
  const check = trustCheck(
    call,
    owned,
    input.roleArn,
    'sts:AssumeRoleWithWebIdentity',
    {
      ...tokenContext(identity),
      'aws:FederatedProvider': providerArn,
      'sts:RoleSessionName': input.sessionName,
    },
  );
  const decision = call.context.authorizer.decide(
    { kind: 'anonymous' },
    check,
    {
      principal: { kind: 'web-identity', providerArn },
      context: {},
    },
  );
  if (decision.verdict !== 'allow') {
    throw denied();
  }
  const durationSeconds = input.durationSeconds ?? DEFAULT_SECONDS;
  if (durationSeconds > owned.role.maxSessionDurationSeconds) {
    throw new AwsError(
      400,
      'ValidationError',
      'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
    );
  }
  return {
    ...issueSession(call, owned, input, {
      durationSeconds,
      federatedProvider: providerArn,
    }),
    SubjectFromWebIdentityToken: identity.subject,
    Audience: identity.audience,
    Provider: providerArn,
  };
}
