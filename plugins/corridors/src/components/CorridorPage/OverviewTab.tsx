import { Link } from '@backstage/ui';
import type { CorridorDetail } from '@corridors/plugin-corridors-common';
import {
  AsOf,
  CopyableText,
  CredentialStateBadge,
  EmptyState,
  RequestStateBadge,
  Section,
  withReadableTimes,
} from '@corridors/plugin-corridors-react';
import { RiCheckboxCircleLine } from '@remixicon/react';
import { usePaths } from '../../navigation';
import { AttentionList } from '../Attention';
import { IsolationCell } from '../CorridorsPage/IsolationCell';
import { SparkCell } from '../CorridorsPage/SparkCell';
import { FactList } from './FactList';
import { QuotaUsage } from './QuotaUsage';

/** What needs attention, worst first, and the facts at a glance. */
export function OverviewTab({
  corridor,
}: {
  readonly corridor: CorridorDetail;
}) {
  const paths = usePaths();
  const { name, names, attentionItems } = corridor;
  return (
    <>
      <Section
        title="Needs attention"
        note={attentionItems.length || undefined}
        flush={attentionItems.length > 0}
      >
        {attentionItems.length > 0 ? (
          <AttentionList items={attentionItems} />
        ) : (
          <EmptyState
            title="Nothing needs attention"
            symbol={<RiCheckboxCircleLine size={24} />}
          >
            {withReadableTimes(corridor.stateReason, new Date())}
          </EmptyState>
        )}
      </Section>
      <Section title="At a glance" note={<AsOf at={corridor.asOf} />}>
        <FactList
          facts={[
            {
              name: 'Credentials',
              value: (
                <Link href={paths.corridor(name, 'credentials')}>
                  <CredentialStateBadge state={corridor.credentials.state} />
                </Link>
              ),
            },
            {
              name: 'Isolation',
              value: (
                <Link href={paths.corridor(name, 'access')}>
                  <IsolationCell isolation={corridor.isolation} />
                </Link>
              ),
            },
            {
              name: 'Spark',
              value: (
                <Link href={paths.corridor(name, 'spark')}>
                  <SparkCell spark={corridor.spark} />
                </Link>
              ),
            },
            {
              name: 'Request',
              value: corridor.request ? (
                <Link href={paths.request(corridor.request.id)}>
                  <RequestStateBadge state={corridor.request.state} />
                </Link>
              ) : (
                'none under way'
              ),
            },
            {
              name: 'Namespace',
              value: <CopyableText text={names.namespace} label="namespace" />,
            },
            {
              name: 'Service account',
              value: (
                <CopyableText
                  text={names.serviceAccount}
                  label="service account"
                />
              ),
            },
            {
              name: 'Role',
              value: <CopyableText text={names.roleArn} label="role ARN" />,
            },
            {
              name: 'Bucket prefix',
              value: (
                <CopyableText text={names.bucketPrefix} label="bucket prefix" />
              ),
            },
            {
              name: 'Spark version',
              value: `${corridor.spec.spec.spark.version}, ${operatorOf(
                corridor,
              )}`,
            },
            { name: 'Expires', value: corridor.spec.spec.expires ?? 'never' },
          ]}
        />
      </Section>
      <QuotaUsage quota={corridor.quota} />
    </>
  );
}

function operatorOf(corridor: CorridorDetail): string {
  const { operator } = corridor.spec.spec.spark;
  return operator === 'none' ? 'no operator' : `${operator} operator`;
}
