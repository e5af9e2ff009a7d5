import type { PolicyPlace } from '@corridors/model';
import type { AccessModel, PolicySource } from '@corridors/policy-engine';

/** A policy document of a model. */
export interface PlacedPolicy {
  readonly kind: PolicyPlace['kind'];
  readonly source: PolicySource;
}

/** Every policy document of a model, wherever it applies. */
export function policiesOf(model: AccessModel): PlacedPolicy[] {
  const placed = (
    kind: PolicyPlace['kind'],
    ...sources: readonly (PolicySource | undefined)[]
  ) => sources.flatMap(source => (source ? [{ kind, source }] : []));
  return [
    ...model.roles.flatMap(({ trust }) => placed('trust', trust)),
    ...[...model.roles, ...(model.users ?? [])].flatMap(
      ({ identity, boundary }) => [
        ...placed('identity', ...identity),
        ...placed('boundary', boundary),
      ],
    ),
    ...model.buckets.flatMap(({ policy }) => placed('resource', policy)),
    ...(model.accounts ?? []).flatMap(({ serviceControlPolicies = [] }) =>
      placed('scp', ...serviceControlPolicies.flat()),
    ),
  ];
}
