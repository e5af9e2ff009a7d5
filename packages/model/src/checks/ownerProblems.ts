import type { Problem } from '../problems';
import type { Corridor, Environment } from '../spec';
import { parseOwner } from './owner';

/**
 * Owners of two catalog namespaces must not become one Kubernetes subject: where the environment's pattern leaves out the
 * namespace, only owners of the default one are taken.
 */
export function ownerProblems(
  { spec }: Corridor,
  environment: Environment,
): Problem[] {
  const { namespace } = parseOwner(spec.owner);
  const pattern = environment.spec.kubernetes.managerGroupPattern;
  if (namespace === 'default' || pattern.includes('{namespace}')) {
    return [];
  }
  const message = `spec.owner is in the catalog namespace "${namespace}"; environment ${environment.metadata.name} takes owners of "default" only.`;
  return [
    {
      code: 'owner-namespace',
      severity: 'error',
      field: 'spec.owner',
      message,
    },
  ];
}
