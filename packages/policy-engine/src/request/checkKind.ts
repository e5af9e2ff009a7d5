import type { CompiledPolicy } from '../documents/CompiledPolicy';
import type { DocumentKind } from '../documents/documentKinds';
import { InvalidRequestError } from './InvalidRequestError';

/** @throws {@link InvalidRequestError} `wrong-policy-kind` when a policy was compiled as something else */
export function checkKind(
  path: string,
  policies: readonly CompiledPolicy[],
  expected: DocumentKind,
): void {
  for (const policy of policies) {
    if (policy.kind !== expected) {
      throw new InvalidRequestError(
        'wrong-policy-kind',
        `policies.${path}`,
        `"${policy.name}" was compiled as "${policy.kind}"; this request needs a policy of kind "${expected}" here`,
      );
    }
  }
}
