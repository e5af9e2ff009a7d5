import type { Cell, CellAnswer, Fleet, Scope } from '@corridors/model';
import type { AwsAccountSnapshot } from '@corridors/observer';
import type {
  CorridorDetail,
  CorridorRequest,
  RunSummary,
} from '@corridors/plugin-corridors-common';
import type { GitopsLocation } from '../configuration';
import { corridorAccess, reachOf } from './corridorAccess';
import { describeBuckets, describeRoles } from './corridorResources';
import type { InventoryEntry } from './InventoryEntry';
import { summarizeEntry } from './summarizeEntry';

/** What a corridor's page is made of. */
export interface CorridorDetailInput {
  readonly entry: InventoryEntry;
  readonly fleet: Fleet;
  readonly account?: AwsAccountSnapshot;
  /** The corridor's row and column. */
  readonly cells: readonly Cell[];
  /** What the last verification says of these cells. */
  readonly answers: readonly CellAnswer[];
  readonly requests: readonly CorridorRequest[];
  readonly runs: readonly RunSummary[];
  readonly gitops: GitopsLocation;
  readonly isMine: (owner: string) => boolean;
  readonly now: Date;
}

const ACTIVITY_LIMIT = 50;

/** One corridor with its resources, access and activity. Pure. */
export function describeCorridor(input: CorridorDetailInput): CorridorDetail {
  const {
    entry,
    fleet,
    account,
    cells,
    answers,
    gitops,
    requests,
    isMine,
    now,
  } = input;
  const { name } = entry.corridor.metadata;
  const access = corridorAccess(
    entry,
    fleet,
    cells,
    entry.verification,
    answers,
  );
  return {
    ...summarizeEntry(entry, isMine, now),
    spec: entry.corridor,
    names: entry.names,
    attentionItems: entry.derived.attention,
    bucketsDetail: describeBuckets(entry, account, bucket =>
      reachOf(bucket, cells, access),
    ),
    roles: describeRoles(entry, account),
    quota: entry.quota && {
      hard: entry.quota.value.hard,
      used: entry.quota.value.used,
      asOf: entry.quota.asOf ?? entry.asOf,
    },
    access,
    activity: describeActivity(input),
    links: {
      repository: gitops.repoUrl,
      folder: [
        gitops.repoUrl,
        'tree',
        gitops.branch,
        gitops.path,
        'corridors',
        name,
      ]
        .filter(Boolean)
        .join('/'),
      pullRequest: requests.find(
        ({ pullRequest }) => pullRequest?.state === 'open',
      )?.pullRequest?.url,
    },
  };
}

/** What happened to the corridor, newest first. */
function describeActivity({
  requests,
  runs,
  entry,
}: CorridorDetailInput): CorridorDetail['activity'] {
  const ofRequests = requests.flatMap(({ timeline, pullRequest }) =>
    timeline.map(({ at, event, detail, by }) => ({
      at,
      kind: 'request',
      title: detail,
      detail: event,
      link: pullRequest?.url,
      by,
    })),
  );
  const ofRuns = runs.flatMap(
    ({ finishedAt, scope, state, result, requestedBy }) =>
      finishedAt === undefined
        ? []
        : [
            {
              at: finishedAt,
              kind: 'verification',
              title: `Verification of ${describeScope(scope)} ${state}`,
              detail:
                result &&
                `${result.findings.leak} leaks, ${result.findings.blocked} blocked, ${result.findings.drift} drift, ${result.findings.unproven} unproven`,
              by: requestedBy,
            },
          ],
  );
  const ofSpark = entry.sparkRuns.flatMap(({ name, phase, endedAt, reason }) =>
    endedAt === undefined
      ? []
      : [
          {
            at: endedAt,
            kind: 'spark',
            title: `${name} ${phase}`,
            detail: reason?.text,
          },
        ],
  );
  return [...ofRequests, ...ofRuns, ...ofSpark]
    .sort((a, b) => (a.at < b.at ? 1 : -1))
    .slice(0, ACTIVITY_LIMIT);
}

function describeScope(scope: Scope): string {
  switch (scope.kind) {
    case 'corridor':
      return scope.corridor;
    case 'environment':
      return `environment ${scope.environment}`;
    case 'account':
      return `account ${scope.accountId}`;
    default: {
      const unknownScope: never = scope;
      throw new Error(`Unknown scope ${JSON.stringify(unknownScope)}`);
    }
  }
}
