import type { ActionTable } from './ActionTable';
import { namesOf } from './namesOf';

/**
 * The actions of STS by what they are asked for. (AWS: "Actions, resources, and condition keys for AWS Security Token
 * Service".)
 */
export const STS_ACTIONS: ActionTable = [
  [
    'role',
    namesOf(
      'sts',
      `AssumeRole AssumeRoleWithSAML AssumeRoleWithWebIdentity SetContext SetSourceIdentity TagSession`,
    ),
  ],
  ['root', namesOf('sts', `AssumeRoot`)],
  [
    'other',
    namesOf(
      'sts',
      `DecodeAuthorizationMessage GetAccessKeyInfo GetCallerIdentity GetFederationToken GetServiceBearerToken
      GetSessionToken GetWebIdentityToken TagGetWebIdentityToken`,
    ),
  ],
  ['service', namesOf('sts', `GetDelegatedAccessToken GetScopedCredentials`)],
];
