import type { CorridorState } from '@corridors/model';
import type { CorridorSummary } from '@corridors/plugin-corridors-common';
import {
  CorridorStateBadge,
  CredentialStateBadge,
  RequestStateBadge,
  type DataColumn,
} from '@corridors/plugin-corridors-react';
import { EntityName } from '../Links';
import { IsolationCell } from './IsolationCell';
import { SparkCell } from './SparkCell';
import styles from './CorridorsPage.module.css';

const WORST_FIRST: readonly CorridorState[] = [
  'broken',
  'invalid',
  'needs-attention',
  'unknown',
  'provisioning',
  'retiring',
  'ready',
];

function byText(textOf: (corridor: CorridorSummary) => string) {
  return (left: CorridorSummary, right: CorridorSummary) =>
    textOf(left).localeCompare(textOf(right));
}

function byNumber(numberOf: (corridor: CorridorSummary) => number) {
  return (left: CorridorSummary, right: CorridorSummary) =>
    numberOf(left) - numberOf(right);
}

/** The columns of the list of corridors. */
export const corridorColumns: readonly DataColumn<CorridorSummary>[] = [
  {
    id: 'name',
    label: 'Corridor',
    isRowHeader: true,
    compare: byText(corridor => corridor.name),
    cell: corridor => (
      <span className={styles.name}>
        <span className={styles.nameText}>{corridor.name}</span>
        {corridor.title && (
          <span className={styles.subtext}>{corridor.title}</span>
        )}
      </span>
    ),
  },
  {
    id: 'state',
    label: 'State',
    compare: byNumber(corridor => WORST_FIRST.indexOf(corridor.state)),
    cell: corridor => (
      <span title={corridor.stateReason}>
        <CorridorStateBadge state={corridor.state} />
      </span>
    ),
  },
  {
    id: 'owner',
    label: 'Owner',
    compare: byText(corridor => corridor.owner),
    cell: corridor => <EntityName entityRef={corridor.owner} isPlain />,
  },
  {
    id: 'environment',
    label: 'Environment',
    compare: byText(corridor => corridor.environment),
    cell: corridor => corridor.environment || 'unknown',
  },
  {
    id: 'buckets',
    label: 'Buckets',
    isNumeric: true,
    compare: byNumber(corridor => corridor.buckets),
    cell: corridor => corridor.buckets,
  },
  {
    id: 'credentials',
    label: 'Credentials',
    compare: byText(corridor => corridor.credentials.state),
    cell: corridor => (
      <CredentialStateBadge state={corridor.credentials.state} />
    ),
  },
  {
    id: 'spark',
    label: 'Spark',
    compare: byNumber(corridor => corridor.spark.running),
    cell: corridor => <SparkCell spark={corridor.spark} />,
  },
  {
    id: 'isolation',
    label: 'Isolation',
    compare: byNumber(
      ({ isolation }) =>
        isolation.leaks * 1_000_000 +
        isolation.blocked * 10_000 +
        isolation.drift * 100 +
        isolation.unproven,
    ),
    cell: corridor => <IsolationCell isolation={corridor.isolation} />,
  },
  {
    id: 'request',
    label: 'Request',
    compare: byText(corridor => corridor.request?.state ?? ''),
    cell: corridor =>
      corridor.request ? (
        <RequestStateBadge state={corridor.request.state} />
      ) : (
        'none'
      ),
  },
];
