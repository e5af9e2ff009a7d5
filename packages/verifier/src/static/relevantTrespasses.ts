import type {
  AccessModel,
  Principal,
  Trespass,
} from '@corridors/policy-engine';
import type { AccountLines } from './AccountLines';
import { rolesOfFolders } from './platform/platformRoles';

/**
 * Whether a trespass is one of the corridors' isolation: of a row of the matrix, of a role that a corridor's folder declares, or of
 * anybody whom the policy of a bucket or role lets in by itself. What administrators and provisioners may do by their own policies
 * is theirs, and so is what the root user of an account may do that has corridors of its own: to let the account in leaves it to
 * the policies of those who are in it. A bucket of nobody is nobody's secret, but a corridor has no business with it. What is
 * between other accounts is told where they are analysed.
 *
 * @param accounts - that have environments
 */
export function relevantTrespasses(
  trespasses: readonly Trespass[],
  lines: AccountLines,
  model: AccessModel,
  accountId: string,
  accounts: ReadonlySet<string>,
): Trespass[] {
  const folders = rolesOfFolders(model);
  return trespasses.filter(({ kind, region, territory }) => {
    if (
      region.witnessAccount !== accountId &&
      accountOf(region.principal) !== accountId
    ) {
      return false;
    }
    const { principal } = region;
    if (principal.kind === 'root' && accounts.has(principal.accountId)) {
      return false;
    }
    const identity = lines.identityOf(region);
    const isOwn =
      identity !== undefined ||
      (principal.kind === 'role' && folders.has(principal.arn));
    const isLetIn = region.decidedBy.some(
      reference => reference.kind === 'resource' || reference.kind === 'trust',
    );
    const isNobodys =
      kind === 'bucket' &&
      territory === undefined &&
      identity?.kind === 'node-role';
    return (isOwn || (isLetIn && territory !== undefined)) && !isNobodys;
  });
}

function accountOf(principal: Principal): string | undefined {
  switch (principal.kind) {
    case 'role':
    case 'user':
      return principal.arn.split(':')[4];
    case 'assumed-role':
      return principal.roleArn.split(':')[4];
    case 'root':
      return principal.accountId;
    case 'web-identity':
    case 'service':
    case 'anonymous':
      return undefined;
    default: {
      const unknown: never = principal;
      throw new Error(`Unknown principal ${JSON.stringify(unknown)}`);
    }
  }
}
