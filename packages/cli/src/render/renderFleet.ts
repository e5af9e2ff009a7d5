import { renderCorridor } from '@corridors/manifests';
import type { Fleet, RepositoryFile } from '@corridors/model';

/** What a corridor's spec and environment come to. */
export interface RenderedCorridor {
  readonly name: string;
  /** With paths from the repository's root; without the spec, which its owner writes. */
  readonly files: readonly RepositoryFile[];
}

const SPEC = 'corridor.yaml';

/** Renders the corridors of a fleet; what is invalid is not in it. */
export function renderFleet(fleet: Fleet): RenderedCorridor[] {
  const environments = new Map(
    fleet.environments.map(one => [one.metadata.name, one]),
  );
  return fleet.corridors.flatMap(corridor => {
    const { name } = corridor.metadata;
    const environment = environments.get(corridor.spec.environment);
    return environment === undefined
      ? []
      : [
          {
            name,
            files: renderCorridor(corridor, environment, fleet)
              .filter(({ path }) => path !== SPEC)
              .map(({ path, content }) => ({
                path: `corridors/${name}/${path}`,
                content,
              })),
          },
        ];
  });
}
