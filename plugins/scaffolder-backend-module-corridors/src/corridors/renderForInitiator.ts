import { InputError } from '@backstage/errors';
import type { DerivedNames, Problem } from '@corridors/model';
import type { PredictedAccess } from '@corridors/plugin-corridors-common';
import type { CorridorInput } from '../actions/input';
import { describeProblems } from './describeProblems';
import type { CorridorsGateway, Initiator } from './CorridorsGateway';

/** A corridor that may be asked for: its files, their digest and the names they use. */
export interface RenderedCorridor {
  readonly files: readonly {
    readonly path: string;
    readonly content: string;
  }[];
  readonly filesDigest: string;
  readonly names?: DerivedNames;
  readonly prediction: PredictedAccess;
  readonly warnings: readonly Problem[];
}

/**
 * Has the corridors plugin check and render a corridor.
 *
 * @throws InputError with every problem when it may not be asked for
 */
export async function renderForInitiator(
  gateway: CorridorsGateway,
  corridor: CorridorInput,
  initiator: Initiator,
): Promise<RenderedCorridor> {
  const { ok, problems, files, filesDigest, names, prediction } =
    await gateway.preflight(corridor, initiator);
  if (!ok || !files || !filesDigest || !prediction) {
    throw new InputError(
      `Corridor "${
        corridor.metadata.name
      }" cannot be asked for as it is:\n${describeProblems(problems)}`,
    );
  }
  return { files, filesDigest, names, prediction, warnings: problems };
}
