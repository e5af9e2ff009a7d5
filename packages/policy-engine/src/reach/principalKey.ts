import type { Principal } from '../request/AccessRequest';

/** Tells principals apart. */
export function principalKey(principal: Principal): string {
  switch (principal.kind) {
    case 'role':
    case 'user':
    case 'assumed-role':
      return principal.arn;
    case 'root':
      return `root ${principal.accountId}`;
    case 'web-identity':
      return `web-identity ${principal.providerArn}`;
    case 'service':
      return `service ${principal.service}`;
    case 'anonymous':
      return 'anonymous';
    default:
      return unreachable(principal);
  }
}

/** Account that a principal belongs to; undefined for services, bearers of tokens and anonymous callers. */
export function accountOf(principal: Principal): string | undefined {
  switch (principal.kind) {
    case 'role':
    case 'user':
    case 'assumed-role':
      return accountOfArn(principal.arn);
    case 'root':
      return principal.accountId;
    case 'web-identity':
    case 'service':
    case 'anonymous':
      return undefined;
    default:
      return unreachable(principal);
  }
}

/** The fifth part of an ARN. */
function accountOfArn(arn: string): string {
  let start = 0;
  for (let part = 0; part < 4; part++) {
    start = arn.indexOf(':', start) + 1;
  }
  return arn.slice(start, arn.indexOf(':', start));
}

function unreachable(principal: never): never {
  throw new Error(`Unexpected principal ${JSON.stringify(principal)}`);
}
