import type { PolicySource } from '@corridors/policy-engine';
import { itemsOf, rawStatementsOf } from './policyDocument';

/** The patterns of resources that a policy document names, whatever its statements say of them. Variables count as anything. */
export function resourcePatterns(source: PolicySource): string[] {
  return rawStatementsOf(source)
    .flatMap(({ Resource: named, NotResource: excepted }) => [
      ...itemsOf(named),
      ...itemsOf(excepted),
    ])
    .flatMap(pattern =>
      typeof pattern === 'string' ? [pattern.replace(/\$\{[^}]*\}/g, '*')] : [],
    );
}
