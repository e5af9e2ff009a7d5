import type { Problem } from '../problems';
import { compareQuantities, type Corridor, type Environment } from '../spec';

/** Each quantity that is above the environment's maximum. */
export function quotaProblems(
  { spec }: Corridor,
  environment: Environment,
): Problem[] {
  const { maximum } = environment.spec.quota;
  const exceeds = {
    cpu: compareQuantities(spec.quota.cpu, maximum.cpu) > 0,
    memory: compareQuantities(spec.quota.memory, maximum.memory) > 0,
    pods: spec.quota.pods > maximum.pods,
  };
  return (['cpu', 'memory', 'pods'] as const)
    .filter(resource => exceeds[resource])
    .map(resource => ({
      code: 'above-maximum',
      severity: 'error',
      field: `spec.quota.${resource}`,
      message: `spec.quota.${resource} is ${spec.quota[resource]}; environment ${environment.metadata.name} grants at most ${maximum[resource]}.`,
    }));
}
