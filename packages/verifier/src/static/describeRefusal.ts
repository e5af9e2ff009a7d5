import type { RefusedPolicy } from '@corridors/policy-engine';

/**
 * A document that is not understood in words that stay the same when lines move: `policy node of … is not understood (node.yaml): …`.
 */
export function describeRefusal({
  owner,
  policy,
  error,
}: RefusedPolicy): string {
  const { file } = policy.origin ?? {};
  const place = file === undefined ? '' : ` (${file})`;
  return policy.document === undefined
    ? `policy ${policy.name} of ${owner} could not be read${place}`
    : `policy ${policy.name} of ${owner} is not understood${place}: ${error.message}`;
}
