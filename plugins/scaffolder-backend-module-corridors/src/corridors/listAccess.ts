import { describeIdentity, describeResource } from '@corridors/model';
import type { PredictedAccess } from '@corridors/plugin-corridors-common';

/** What a corridor could reach and who could reach it, a sentence each, for the log of a task. */
export function listAccess({
  corridor,
  identities,
  resources,
  pairs,
  deniedCells,
}: PredictedAccess): string[] {
  const sentences = pairs.flatMap(
    ({ identity: row, resource: column, declared }) => {
      const identity = identities.find(({ id }) => id === row);
      const resource = resources.find(({ id }) => id === column);
      return identity && resource && declared.length > 0
        ? [
            `${describeIdentity(identity)} could ${declared.join(
              ', ',
            )}: ${describeResource(resource)}`,
          ]
        : [];
    },
  );
  return [
    `What ${corridor} could reach, and who could reach it, by the policies of the repository with this change:`,
    ...sentences,
    `Everything else is denied: ${deniedCells} more ways in or out were evaluated.`,
  ];
}
