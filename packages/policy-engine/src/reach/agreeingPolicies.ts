import { compilePolicy } from '../documents/compilePolicy';
import type { CompiledPolicy } from '../documents/CompiledPolicy';

/** Stands in decisions where the owner of an unknown resource would have to agree. */
const AGREEMENT = 'of its owner, who would have to agree,';

/** Stands in decisions for the policies of a principal that the model does not know. */
const ASSUMED = 'of its own account, which nobody knows,';

const VERSION = '2012-10-17';

/** A bucket policy that lets an account do everything. */
export function agreeingBucketPolicy(accountId: string): CompiledPolicy {
  return compilePolicy(
    {
      Version: VERSION,
      Statement: {
        Effect: 'Allow',
        Principal: { AWS: accountId },
        Action: '*',
        Resource: '*',
      },
    },
    { kind: 'resource', name: AGREEMENT },
  );
}

/** A trust policy that lets an account's own policies say who assumes the role. */
export function agreeingTrustPolicy(accountId: string): CompiledPolicy {
  return compilePolicy(
    {
      Version: VERSION,
      Statement: {
        Effect: 'Allow',
        Principal: { AWS: accountId },
        Action: '*',
      },
    },
    { kind: 'trust', name: AGREEMENT },
  );
}

/** What a principal of an unknown account may be given there. */
export const UNKNOWN_IDENTITY: CompiledPolicy = compilePolicy(
  {
    Version: VERSION,
    Statement: { Effect: 'Allow', Action: '*', Resource: '*' },
  },
  { kind: 'identity', name: ASSUMED },
);

/** Whether a policy was made up for the sake of the question. */
export function isAssumedPolicy(name: string): boolean {
  return name === AGREEMENT || name === ASSUMED;
}
