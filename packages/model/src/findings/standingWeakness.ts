import { switchesRoleFromNode } from '../access/intendedVerdict';
import type { Environment } from '../spec';

/**
 * What an environment's identity mechanism leaves open by its nature: neither a finding nor hidden by a green matrix.
 *
 * @public
 */
export interface StandingWeakness {
  readonly environment: string;
  readonly title: string;
  readonly explanation: string;
}

/**
 * The standing weaknesses of environments: where pods can take the node role's place, each may become every corridor of
 * the node role.
 *
 * @public
 */
export function standingWeaknesses(
  environments: readonly Environment[],
): StandingWeakness[] {
  return environments.flatMap(({ metadata, spec }) =>
    switchesRoleFromNode(spec.identity.mechanism)
      ? [
          {
            environment: metadata.name,
            title: `Pods of ${metadata.name} can take the node role's place`,
            explanation: `Under ${
              spec.identity.mechanism
            }, pods reach the instance metadata service and switch role from ${
              spec.nodeRole?.arn ?? 'the node role'
            }. A pod that asks for another corridor's role gets it: corridors are kept apart by what their applications are configured to ask for, not by what AWS refuses. The irsa mechanism closes this.`,
          },
        ]
      : [],
  );
}
