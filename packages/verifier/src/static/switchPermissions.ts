import {
  deriveNames,
  switchesRoleFromNode,
  type Environment,
} from '@corridors/model';
import type { Permission } from '@corridors/policy-engine';

const ASSUME: readonly string[] = ['sts:AssumeRole'];

/**
 * Nodes switch to the roles of their environment's corridors, those that are to come included: whatever the environment's pattern
 * names, but for roles that there are and that are another's.
 *
 * @param own - ARNs of the roles of the environment's corridors
 * @param taken - ARNs of all roles that there are, the environment's own among them
 */
export function switchPermissions(
  environment: Environment,
  own: readonly string[],
  taken: readonly string[],
): Permission[] {
  const { identity, nodeRole } = environment.spec;
  if (!nodeRole || !switchesRoleFromNode(identity.mechanism)) {
    return [];
  }
  const { roleArn } = deriveNames({ name: '*', buckets: [] }, environment);
  const start = roleArn.slice(0, roleArn.indexOf('*'));
  const isOwn = new Set(own);
  const except = taken.filter(arn => arn.startsWith(start) && !isOwn.has(arn));
  const principal = { kind: 'role', arn: nodeRole.arn } as const;
  return [
    { principal, actions: ASSUME, roleArn, except: [...new Set(except)] },
    ...own.map(arn => ({ principal, actions: ASSUME, roleArn: arn })),
  ];
}
