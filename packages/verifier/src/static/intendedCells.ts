import {
  BUCKET_OPERATIONS,
  cellOf,
  switchesRoleFromNode,
  type Cell,
  type Fleet,
  type Identity,
  type MatrixLines,
  type Resource,
} from '@corridors/model';

/**
 * The cells of an account that may be meant to be allowed: each identity with the buckets that are its own or that it uses, each
 * node role with shared buckets and the roles it switches to. All others are meant to be denied. They are found from the specs, so
 * that their number grows with the fleet and not with its square.
 */
export function intendedCells(lines: MatrixLines, fleet: Fleet): Cell[] {
  const resources = new Map(lines.resources.map(one => [one.id, one]));
  const owned = new Map<string, Resource[]>();
  for (const resource of lines.resources) {
    if (resource.kind === 'bucket' && resource.owner.kind === 'corridor') {
      const { corridor } = resource.owner;
      const own = owned.get(corridor);
      if (own) {
        own.push(resource);
      } else {
        owned.set(corridor, [resource]);
      }
    }
  }
  const corridors = new Map(
    fleet.corridors.map(one => [one.metadata.name, one]),
  );
  const bucketCells = (identity: Identity, names: readonly string[]) =>
    names.flatMap(id =>
      resources.has(id)
        ? BUCKET_OPERATIONS.map(operation => cellOf(identity.id, operation, id))
        : [],
    );
  return lines.identities.flatMap(identity => {
    switch (identity.kind) {
      case 'anonymous':
        return [];
      case 'corridor':
        return bucketCells(identity, [
          ...(owned.get(identity.corridor) ?? []).map(({ id }) => id),
          ...(corridors.get(identity.corridor)?.spec.uses ?? []).map(
            ({ bucket }) => `bucket:${bucket}`,
          ),
        ]);
      case 'node-role':
        return [
          ...bucketCells(
            identity,
            lines.resources.flatMap(resource =>
              resource.kind === 'bucket' && resource.owner.kind === 'shared'
                ? [resource.id]
                : [],
            ),
          ),
          ...switchedRoles(identity.roleArn, lines, fleet).map(role =>
            cellOf(identity.id, 'assume', role.id),
          ),
        ];
      default: {
        const unknown: never = identity;
        throw new Error(`Unknown identity ${JSON.stringify(unknown)}`);
      }
    }
  });
}

/** The corridor roles that a node role switches to. */
function switchedRoles(
  nodeRoleArn: string,
  { resources }: MatrixLines,
  fleet: Fleet,
): Resource[] {
  const environments = new Set(
    fleet.environments
      .filter(
        ({ spec }) =>
          spec.nodeRole?.arn === nodeRoleArn &&
          switchesRoleFromNode(spec.identity.mechanism),
      )
      .map(({ metadata }) => metadata.name),
  );
  return resources.filter(
    resource =>
      resource.kind === 'role' &&
      resource.owner.kind === 'corridor' &&
      environments.has(resource.environment),
  );
}
