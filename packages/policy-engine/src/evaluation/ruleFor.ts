import type { PrincipalIdentity } from '../request/PrincipalIdentity';
import type { Request } from '../request/Request';
import type { Decision } from './Decision';
import { nameCaller } from './explain';

/** A rule that decides without a look at the policies. */
export interface Rule {
  readonly verdict: Extract<Decision['verdict'], 'allow' | 'deny'>;
  readonly explain: (request: Request) => string;
}

const TOKEN_ONLY: Rule = {
  verdict: 'deny',
  explain: request =>
    `${callerOf(request)} may only assume a role with the token, not do ${
      request.action.asked
    }.`,
};

const OTHER_TOKEN: Rule = {
  verdict: 'deny',
  explain: request =>
    `${callerOf(request)} may not do ${
      request.action.asked
    }, which needs a token of another kind of provider.`,
};

const NEEDS_TOKEN: Rule = {
  verdict: 'deny',
  explain: request =>
    `${callerOf(request)} may not do ${
      request.action.asked
    }, which needs a token of an identity provider.`,
};

const ROOT_ASSUMES_NOTHING: Rule = {
  verdict: 'deny',
  explain: request =>
    `${callerOf(request)} may not do ${
      request.action.asked
    }: a root user cannot assume a role.`,
};

const MUST_BE_SIGNED: Rule = {
  verdict: 'deny',
  explain: request =>
    `${callerOf(request)} may not do ${
      request.action.asked
    }, which must be signed.`,
};

const NEEDS_LONG_TERM_CREDENTIALS: Rule = {
  verdict: 'deny',
  explain: request =>
    `${callerOf(request)} may not do ${
      request.action.asked
    }, which needs the long-term credentials of a user.`,
};

const NEEDS_NO_PERMISSION: Rule = {
  verdict: 'allow',
  explain: request =>
    `${callerOf(request)} may do ${
      request.action.asked
    }, which needs no permission and cannot be denied.`,
};

const FOR_USERS: ReadonlySet<string> = new Set([
  'sts:getsessiontoken',
  'sts:getfederationtoken',
]);

const WITHOUT_PERMISSION: ReadonlySet<string> = new Set([
  'sts:getcalleridentity',
  'sts:getsessiontoken',
]);

/**
 * The requests on which policies have no say.
 *
 * - `sts:GetCallerIdentity` needs no permission and cannot be denied. (AWS: "GetCallerIdentity")
 * - `sts:GetSessionToken` neither; but it, and `sts:GetFederationToken`, are for users, the root user included, and not for
 *   who has a session already. (AWS: "Permissions for GetSessionToken", "Compare AWS STS credentials")
 * - A token is good for assuming a role with it, and for nothing else. (AWS: "AssumeRoleWithWebIdentity")
 * - An assertion of a SAML provider is good for AssumeRoleWithSAML, any other token for AssumeRoleWithWebIdentity.
 *   (AWS: "AssumeRoleWithSAML")
 * - The root user of an account cannot assume a role. (AWS: "AssumeRole")
 * - Only S3 answers unsigned requests. (AWS: "Policy evaluation logic", processing the authorization context)
 */
export function ruleFor({ caller, action }: Request): Rule | undefined {
  const { kind } = caller.identity;
  if (kind === 'web-identity') {
    if (!action.isTokenAction && !action.isBesideAssuming) {
      return TOKEN_ONLY;
    }
    const isSaml = caller.identity.providerArn?.includes(':saml-provider/');
    if (action.isTokenAction && action.isForSaml !== isSaml) {
      return OTHER_TOKEN;
    }
  } else if (action.isTokenAction) {
    return NEEDS_TOKEN;
  }
  if (kind === 'root' && action.text === 'sts:assumerole') {
    return ROOT_ASSUMES_NOTHING;
  }
  if (kind === 'anonymous' && action.service !== 's3') {
    return MUST_BE_SIGNED;
  }
  if (FOR_USERS.has(action.text) && hasSession(caller.identity)) {
    return NEEDS_LONG_TERM_CREDENTIALS;
  }
  return WITHOUT_PERMISSION.has(action.text) ? NEEDS_NO_PERMISSION : undefined;
}

function hasSession({ kind, federatedName }: PrincipalIdentity): boolean {
  return (
    kind === 'role' || kind === 'assumed-role' || federatedName !== undefined
  );
}

function callerOf(request: Request): string {
  return nameCaller(request.caller.principal);
}
