import type { Condition } from '../../conditions/Condition';
import type { Principal } from '../../request/AccessRequest';
import { Glob } from '../../wildcard';

const LIKENESS = new Set([
  'ArnEquals',
  'ArnLike',
  'StringEquals',
  'StringLike',
]);

/** Whether a condition key has another value for each principal of an account. */
export function tellsPrincipalsApart(key: string): boolean {
  const folded = key.toLowerCase();
  return (
    folded === 'aws:principalarn' ||
    folded === 'aws:userid' ||
    folded === 'aws:username' ||
    folded === 'aws:principaltype' ||
    folded.startsWith('aws:principaltag/')
  );
}

/** Whether a condition key says anything of who asks, be it the account. */
export function tellsPrincipals(key: string): boolean {
  const folded = key.toLowerCase();
  return tellsPrincipalsApart(key) || folded.startsWith('aws:principal');
}

/**
 * Tells quickly who cannot be meant by a statement, because a condition asks for the ARN of others; undefined when none
 * does. Who passes may still not be meant.
 */
export function principalFilter(
  conditions: readonly Condition[],
): ((principal: Principal) => boolean) | undefined {
  const condition = conditions.find(
    ({ operator, key, values }) =>
      key.toLowerCase() === 'aws:principalarn' &&
      LIKENESS.has(operator) &&
      !values.some(value => value.includes('${')),
  );
  if (!condition) {
    return undefined;
  }
  const globs = condition.values.map(value => Glob.of(value));
  return principal => {
    switch (principal.kind) {
      case 'role':
      case 'user':
        return globs.some(glob => glob.matches(principal.arn));
      case 'assumed-role':
        return globs.some(glob => glob.matches(principal.roleArn));
      default:
        return principal.kind === 'root';
    }
  };
}
