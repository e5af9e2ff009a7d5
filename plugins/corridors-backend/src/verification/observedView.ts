import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  Cell,
  CellAnswer,
  Fleet,
  Identity,
  Matrix,
  Resource,
  RunProgress,
} from '@corridors/model';
import { createObservedView, type ViewSource } from '@corridors/verifier';
import type { EnvironmentConnection } from '../configuration';
import type { AwsCredentialSources } from '../credentials';
import { environmentAccess } from './environmentAccess';

/** What observed views are made from. */
export interface ObservedViewOptions {
  readonly connections: ReadonlyMap<string, EnvironmentConnection>;
  readonly credentials: AwsCredentialSources;
  readonly clock: () => Date;
  readonly random: () => string;
  readonly logger: LoggerService;
}

/**
 * The observed view of a matrix. Environments that are not configured, or not to be tried, are said to be not covered
 * before anything is asked of them.
 */
export function observedView(
  matrix: Matrix,
  fleet: Fleet,
  { connections, credentials, clock, random, logger }: ObservedViewOptions,
  onPhase: (phase: RunProgress['phase']) => void,
): ViewSource {
  const isTried = (environment: string) =>
    connections.get(environment)?.verification.live === true;
  const accesses = fleet.environments.flatMap(environment => {
    const connection = connections.get(environment.metadata.name);
    return connection && isTried(environment.metadata.name)
      ? [environmentAccess(environment, connection, credentials)]
      : [];
  });
  const observed = createObservedView({
    matrix,
    fleet,
    accesses,
    clock,
    random,
    onPhase,
    log: logger,
  });
  const identities = new Map(
    matrix.identities.map(identity => [identity.id, identity]),
  );
  const resources = new Map(
    matrix.resources.map(resource => [resource.id, resource]),
  );
  return {
    view: 'observed',
    async *fill(cells, signal) {
      const tried: Cell[] = [];
      for (const cell of cells) {
        const environment = environmentOf(
          identities.get(cell.identity),
          resources.get(cell.resource),
        );
        if (isTried(environment)) {
          tried.push(cell);
        } else {
          yield notTried(cell, environment, connections.has(environment));
        }
      }
      yield* observed.fill(tried, signal);
    },
  };
}

/** The environment that a cell is tried from: the identity's own, for strangers the resource's. */
function environmentOf(
  identity: Identity | undefined,
  resource: Resource | undefined,
): string {
  return identity && identity.kind !== 'anonymous'
    ? identity.environment
    : resource?.environment ?? '';
}

function notTried(
  cell: Cell,
  environment: string,
  isConfigured: boolean,
): CellAnswer {
  return {
    cell: cell.id,
    view: 'observed',
    covered: false,
    reason: 'not-configured',
    detail: isConfigured
      ? `app-config has corridors.environments.${environment}.verification.live set to false`
      : `app-config has no corridors.environments.${environment}`,
  };
}
