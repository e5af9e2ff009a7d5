import { CredentialCheck } from '@corridors/model';
import { checkAws } from '../checkOutcome';
import { CredentialContext } from '../credentialContext';

const TTL_SECONDS = 3600;

/**
 * Whether the account knows the cluster's issuer and accepts the audience
 * (source: IAM user guide, "Create an OpenID Connect (OIDC) identity provider in IAM").
 */
export function checkOidcProvider(context: CredentialContext): CredentialCheck {
  const { identity } = context.environment.spec;
  const check = {
    id: 'oidc-provider',
    required: true,
    ttlSeconds: TTL_SECONDS,
  } as const;
  if (identity.mechanism !== 'irsa') {
    return {
      ...check,
      source: `aws:${context.environment.spec.aws.accountId}`,
      status: 'not-applicable',
      detail: `The mechanism ${identity.mechanism} uses no OpenID Connect provider`,
    };
  }
  const { oidcIssuer: issuer, audience } = identity;
  return checkAws(
    check,
    context,
    aws => aws.oidcProviders.get(issuer),
    fact => {
      if (fact.state === 'absent') {
        return {
          status: 'fail',
          detail: `The account has no OpenID Connect provider for ${issuer}`,
          nextAction:
            'Ask the platform team to create the OpenID Connect provider of the cluster',
        };
      }
      const { arn, audiences } = fact.value;
      if (!audiences.includes(audience)) {
        return {
          status: 'fail',
          detail: `The OpenID Connect provider does not accept the audience ${audience}`,
          evidence: `${arn} accepts ${audiences.join(', ') || 'no audience'}`,
          nextAction: `Ask the platform team to add the audience ${audience} to the provider`,
        };
      }
      return {
        status: 'pass',
        detail: `The account trusts ${issuer}`,
        evidence: `${arn} accepts ${audience}`,
      };
    },
  );
}
