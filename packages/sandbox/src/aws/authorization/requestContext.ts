import { accountIdOf, sessionArnOf } from '../authentication/Caller';
import type { Caller } from '../authentication/Caller';
import type { RequestSignature } from '../authentication/parseSignature';
import type { AwsRequest } from '../http/AwsRequest';
import { roleArn, userArn } from '../state/arns';

/** Condition keys of a request, as the policy engine takes them. */
export type ConditionContext = Readonly<
  Record<string, string | readonly string[]>
>;

/** Keys differ by more than case; where the session has a tag of the role's name, the session's counts. */
function principalTags(
  ...sources: Iterable<readonly [string, string]>[]
): Record<string, string> {
  const tags: Record<string, string> = {};
  for (const [key, value] of sources.flatMap(source => [...source])) {
    tags[`aws:PrincipalTag/${key.toLowerCase()}`] = value;
  }
  return tags;
}

/**
 * What a request says about its caller (IAM user guide, "AWS global condition context keys": properties of the
 * principal and of a role session). `aws:PrincipalArn` of a session is its role's ARN.
 */
export function callerContext(caller: Caller): ConditionContext {
  const accountId = accountIdOf(caller);
  const account: ConditionContext =
    accountId === undefined ? {} : { 'aws:PrincipalAccount': accountId };
  switch (caller.kind) {
    case 'anonymous':
      return { 'aws:PrincipalType': 'Anonymous', 'aws:userid': 'anonymous' };
    case 'service':
      return {
        'aws:PrincipalIsAWSService': 'true',
        'aws:PrincipalServiceName': caller.service,
      };
    case 'root':
      return {
        ...account,
        'aws:PrincipalIsAWSService': 'false',
        'aws:PrincipalType': 'Account',
        'aws:PrincipalArn': `arn:aws:iam::${caller.account.accountId}:root`,
        'aws:userid': caller.account.accountId,
      };
    case 'user':
      return {
        ...account,
        ...principalTags(caller.user.tags),
        'aws:PrincipalIsAWSService': 'false',
        'aws:PrincipalType': 'User',
        'aws:PrincipalArn': userArn(caller.account, caller.user),
        'aws:userid': caller.user.id,
        'aws:username': caller.user.name,
      };
    case 'session': {
      const { claims, role } = caller;
      const context: Record<string, string> = {
        ...principalTags(role.tags, claims.tags),
        'aws:PrincipalIsAWSService': 'false',
        'aws:PrincipalType': 'AssumedRole',
        'aws:PrincipalArn': roleArn(caller.account, role),
        'aws:userid': `${role.id}:${claims.sessionName}`,
        'aws:TokenIssueTime': claims.issuedAt,
        'aws:MultiFactorAuthPresent': 'false',
      };
      if (claims.sourceIdentity !== undefined) {
        context['aws:SourceIdentity'] = claims.sourceIdentity;
      }
      if (claims.federatedProvider !== undefined) {
        context['aws:FederatedProvider'] = claims.federatedProvider;
      }
      return { ...account, ...context };
    }
    default:
      return caller satisfies never;
  }
}

/** What a request says about itself, whatever it asks for. */
export function transportContext(
  request: AwsRequest,
  signature: RequestSignature | undefined,
  defaultRegion: string,
): ConditionContext {
  const userAgent = request.headers.get('user-agent');
  return {
    'aws:SecureTransport': String(request.isSecure),
    'aws:SourceIp': request.sourceIp,
    'aws:CurrentTime': request.at.toISOString(),
    'aws:EpochTime': String(Math.floor(request.at.getTime() / 1000)),
    'aws:RequestedRegion': signature?.region ?? defaultRegion,
    'aws:ViaAWSService': 'false',
    ...(userAgent === undefined ? {} : { 'aws:UserAgent': userAgent }),
  };
}

/** How messages name a caller. */
export function callerName(
  caller: Exclude<Caller, { kind: 'anonymous' }>,
): string {
  switch (caller.kind) {
    case 'root':
      return `arn:aws:iam::${caller.account.accountId}:root`;
    case 'user':
      return userArn(caller.account, caller.user);
    case 'session':
      return sessionArnOf(caller);
    case 'service':
      return caller.service;
    default:
      return caller satisfies never;
  }
}
