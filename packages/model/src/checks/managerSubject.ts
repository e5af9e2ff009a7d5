import type { Environment } from '../spec';
import { parseOwner } from './owner';

/**
 * Whom Kubernetes knows an owner as.
 *
 * @public
 */
export interface ManagerSubject {
  readonly kind: 'User' | 'Group';
  readonly name: string;
}

/**
 * The subject that gets the manager's rights in a corridor's namespace, by the environment's pattern.
 *
 * @param owner - reference, as `group:default/gha`
 * @public
 */
export function managerSubjectOf(
  owner: string,
  environment: Environment,
): ManagerSubject {
  const { kind, namespace, name } = parseOwner(owner);
  return {
    kind: kind === 'user' ? 'User' : 'Group',
    name: environment.spec.kubernetes.managerGroupPattern
      .replaceAll('{kind}', kind)
      .replaceAll('{namespace}', namespace)
      .replaceAll('{name}', name),
  };
}
