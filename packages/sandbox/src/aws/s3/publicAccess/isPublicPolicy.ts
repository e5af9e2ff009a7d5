import { listOf } from '../../state/listOf';

/**
 * Condition keys that make an Allow for everyone non-public when they are compared with fixed values ("The meaning of
 * public" in "Blocking public access to your Amazon S3 storage").
 */
const FIXING_KEYS = new Set([
  'aws:sourceip',
  'aws:sourcearn',
  'aws:sourceaccount',
  'aws:sourcevpc',
  'aws:sourcevpce',
  'aws:sourceowner',
  'aws:userid',
  'aws:principalarn',
  'aws:principalaccount',
  'aws:principalorgid',
  's3:dataaccesspointaccount',
  's3:dataaccesspointarn',
  's3:x-amz-server-side-encryption-aws-kms-key-id',
]);

const POSITIVE_OPERATORS =
  /^(StringEquals|StringEqualsIgnoreCase|StringLike|ArnEquals|ArnLike|IpAddress)$/;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

function isEveryone(principal: unknown): boolean {
  return (
    principal === '*' ||
    (isObject(principal) &&
      listOf<unknown>(principal.AWS).some(name => name === '*'))
  );
}

/** Fixed: no variable; a wildcard only behind something; of an address range, not the whole internet. */
function isFixed(key: string, value: unknown): boolean {
  if (typeof value !== 'string' || value.includes('${')) {
    return false;
  }
  if (key === 'aws:sourceip') {
    const prefixLength = Number(/\/(\d+)$/.exec(value)?.[1] ?? 32);
    return prefixLength >= (value.includes(':') ? 32 : 8);
  }
  return !/[*?]/.test(value);
}

function isNarrowed(condition: unknown): boolean {
  return (
    isObject(condition) &&
    Object.entries(condition).some(
      ([operator, comparisons]) =>
        POSITIVE_OPERATORS.test(operator) &&
        isObject(comparisons) &&
        Object.entries(comparisons).some(
          ([key, values]) =>
            FIXING_KEYS.has(key.toLowerCase()) &&
            listOf<unknown>(values).every(value =>
              isFixed(key.toLowerCase(), value),
            ),
        ),
    )
  );
}

/**
 * Whether a bucket policy is public, as S3 uses the word for its public access block.
 *
 * @param document - a policy that the engine has accepted, JSON
 */
export function isPublicPolicy(document: string): boolean {
  const policy: unknown = JSON.parse(document);
  if (!isObject(policy)) {
    return false;
  }
  return listOf<unknown>(policy.Statement).some(
    statement =>
      isObject(statement) &&
      statement.Effect === 'Allow' &&
      ('NotPrincipal' in statement || isEveryone(statement.Principal)) &&
      !isNarrowed(statement.Condition),
  );
}
