import type { CorridorDetail } from '@corridors/plugin-corridors-common';
import { AccessTab } from './AccessTab';
import { ActivityTab } from './ActivityTab';
import { BucketsTab } from './BucketsTab';
import { ConnectTab } from './ConnectTab';
import type { CorridorTab } from './corridorTabs';
import { CredentialsTab } from './CredentialsTab';
import { OverviewTab } from './OverviewTab';
import { RolesTab } from './RolesTab';
import { SparkRunsTab } from './SparkRunsTab';

/** The content of one tab of a corridor. */
export function CorridorContent(props: {
  readonly corridor: CorridorDetail;
  readonly tab: CorridorTab;
}) {
  const { corridor, tab } = props;
  switch (tab) {
    case 'overview':
      return <OverviewTab corridor={corridor} />;
    case 'buckets':
      return <BucketsTab corridor={corridor} />;
    case 'roles':
      return <RolesTab corridor={corridor} />;
    case 'credentials':
      return <CredentialsTab name={corridor.name} />;
    case 'spark':
      return <SparkRunsTab name={corridor.name} />;
    case 'access':
      return <AccessTab corridor={corridor} />;
    case 'connect':
      return <ConnectTab name={corridor.name} />;
    case 'activity':
      return <ActivityTab corridor={corridor} />;
    default: {
      const unknownTab: never = tab;
      throw new Error(`Unknown tab ${unknownTab}`);
    }
  }
}
