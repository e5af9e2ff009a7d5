import { useEntity } from '@backstage/plugin-catalog-react';
import { ButtonLink, Tab, TabList, TabPanel, Tabs } from '@backstage/ui';
import {
  ErrorState,
  RefreshNotice,
  Section,
  Surface,
  TextSkeleton,
  useCorridor,
} from '@corridors/plugin-corridors-react';
import { usePaths, useQuery } from '../../navigation';
import { CorridorContent, corridorTabs, tabOf } from '../CorridorPage';
import { corridorOfEntity } from './corridorOfEntity';

/** The corridor's page as a tab of its entity. The part that is shown lives in the query string. */
export function EntityCorridorContent() {
  const { entity } = useEntity();
  const paths = usePaths();
  const [query, changeQuery] = useQuery();
  const name = corridorOfEntity(entity);
  const { data, error, isLoading, loadedAt, refresh } = useCorridor(name);
  if (!data) {
    return (
      <Surface>
        <Section title={`Corridor ${name}`}>
          {isLoading ? (
            <TextSkeleton lines={6} label={`corridor ${name}`} />
          ) : (
            <ErrorState
              error={error}
              subject={`corridor ${name}`}
              onRetry={refresh}
            />
          )}
        </Section>
      </Surface>
    );
  }
  return (
    <Surface>
      <RefreshNotice
        error={error}
        subject={`corridor ${name}`}
        loadedAt={loadedAt}
        onRetry={refresh}
      />
      <Tabs
        selectedKey={tabOf(query.get('part') ?? undefined)}
        onSelectionChange={key =>
          changeQuery({ part: key === 'overview' ? '' : String(key) })
        }
      >
        <TabList aria-label={`Parts of corridor ${name}`}>
          {corridorTabs.map(tab => (
            <Tab key={tab.id} id={tab.id}>
              {tab.label}
            </Tab>
          ))}
        </TabList>
        {corridorTabs.map(tab => (
          <TabPanel key={tab.id} id={tab.id}>
            <CorridorContent corridor={data} tab={tab.id} />
          </TabPanel>
        ))}
      </Tabs>
      <p>
        <ButtonLink variant="secondary" href={paths.corridor(name)}>
          Open the corridor
        </ButtonLink>
      </p>
    </Surface>
  );
}
