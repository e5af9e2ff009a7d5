import type { DeclaredPolicy, PolicyLookup } from './declaredResources';

/** Finds policies by ARN and by object; of two that claim one name, the first. */
export function policyLookup(
  policies: readonly DeclaredPolicy[],
): PolicyLookup {
  const byArn = new Map<string, DeclaredPolicy>();
  const byReference = new Map<string, DeclaredPolicy>();
  for (const policy of [...policies].reverse()) {
    byArn.set(policy.arn, policy);
    if (policy.reference) {
      const { namespace, name } = policy.reference;
      byReference.set(`${namespace}/${name}`, policy);
    }
  }
  return {
    byArn: arn => byArn.get(arn)?.source,
    byReference: (namespace, name) =>
      byReference.get(`${namespace}/${name}`)?.source,
  };
}
