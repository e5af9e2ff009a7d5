import { AccessRequest, Principal } from '..';

/** Values of the request by the key's name in lower case. */
export type NaiveContext = ReadonlyMap<string, readonly string[]>;

/** Account that the caller belongs to, if it has one. */
export function accountOf(principal: Principal): string | undefined {
  switch (principal.kind) {
    case 'role':
    case 'user':
    case 'assumed-role':
      return principal.arn.split(':')[4];
    case 'root':
      return principal.accountId;
    default:
      return undefined;
  }
}

/** Account that owns the resource of the request. */
export function resourceAccountOf(request: AccessRequest): string | undefined {
  const named = request.resource.split(':')[4];
  return (
    request.resourceAccount ||
    (named === 'aws' ? '' : named) ||
    accountOf(request.principal)
  );
}

/**
 * What the request says of itself, and what follows from who asks for what.
 *
 * Source: "AWS global condition context keys", "IAM policy elements: Variables and tags", "Condition keys for Amazon S3".
 */
export function contextOf(request: AccessRequest): NaiveContext {
  const context = new Map<string, readonly string[]>();
  const tell = (key: string, value: string | undefined) => {
    if (value !== undefined) {
      context.set(key.toLowerCase(), [value]);
    }
  };
  tellPrincipal(request.principal, tell);
  const owner = resourceAccountOf(request);
  tell('aws:ResourceAccount', owner);
  if (request.action.toLowerCase().startsWith('s3:')) {
    tell('s3:ResourceAccount', owner);
  }
  for (const [key, value] of Object.entries(request.context ?? {})) {
    context.set(key.toLowerCase(), typeof value === 'string' ? [value] : value);
  }
  return context;
}

function tellPrincipal(
  principal: Principal,
  tell: (key: string, value: string | undefined) => void,
) {
  switch (principal.kind) {
    case 'user': {
      const name = principal.arn.split('/').pop();
      tell('aws:PrincipalArn', principal.arn);
      if (principal.arn.includes(':federated-user/')) {
        tell('aws:PrincipalType', 'FederatedUser');
        tell('aws:userid', `${accountOf(principal)}:${name}`);
      } else {
        tell('aws:PrincipalType', 'User');
        tell('aws:username', name);
      }
      break;
    }
    case 'role':
      tell('aws:PrincipalArn', principal.arn);
      tell('aws:PrincipalType', 'AssumedRole');
      break;
    case 'assumed-role':
      tell('aws:PrincipalArn', principal.roleArn);
      tell('aws:PrincipalType', 'AssumedRole');
      break;
    case 'root':
      tell('aws:PrincipalArn', `arn:aws:iam::${principal.accountId}:root`);
      tell('aws:PrincipalType', 'Account');
      tell('aws:userid', principal.accountId);
      break;
    case 'anonymous':
      tell('aws:PrincipalType', 'Anonymous');
      tell('aws:userid', 'anonymous');
      tell('aws:PrincipalAccount', 'anonymous');
      return;
    case 'service':
      tell('aws:PrincipalIsAWSService', 'true');
      tell('aws:PrincipalServiceName', principal.service);
      return;
    case 'web-identity':
      return;
    default:
      throw new Error('unknown principal');
  }
  tell('aws:PrincipalAccount', accountOf(principal));
  tell('aws:PrincipalIsAWSService', 'false');
}
