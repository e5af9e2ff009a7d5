import { useEntity } from '@backstage/plugin-catalog-react';
import { Card, CardBody, CardHeader, Link } from '@backstage/ui';
import {
  AsOf,
  CorridorStateBadge,
  CredentialStateBadge,
  ErrorState,
  Surface,
  TextSkeleton,
  useCorridor,
  withReadableTimes,
} from '@corridors/plugin-corridors-react';
import { usePaths } from '../../navigation';
import { FactList } from '../CorridorPage/FactList';
import { IsolationCell } from '../CorridorsPage/IsolationCell';
import { SparkCell } from '../CorridorsPage/SparkCell';
import { corridorOfEntity } from './corridorOfEntity';

/** The state of a corridor on its entity's overview. */
export function EntityCorridorCard() {
  const { entity } = useEntity();
  const paths = usePaths();
  const name = corridorOfEntity(entity);
  const { data, error, isLoading, refresh } = useCorridor(name);
  return (
    <Surface>
      <Card>
        <CardHeader>
          <Link href={paths.corridor(name)} weight="bold">
            Corridor {name}
          </Link>
        </CardHeader>
        <CardBody>
          {isLoading && <TextSkeleton lines={4} label={`corridor ${name}`} />}
          {!data && error && (
            <ErrorState
              error={error}
              subject={`corridor ${name}`}
              onRetry={refresh}
            />
          )}
          {data && (
            <>
              <FactList
                facts={[
                  {
                    name: 'State',
                    value: <CorridorStateBadge state={data.state} />,
                  },
                  {
                    name: 'Credentials',
                    value: (
                      <CredentialStateBadge state={data.credentials.state} />
                    ),
                  },
                  {
                    name: 'Isolation',
                    value: <IsolationCell isolation={data.isolation} />,
                  },
                  { name: 'Spark', value: <SparkCell spark={data.spark} /> },
                ]}
              />
              <p>{withReadableTimes(data.stateReason, new Date())}</p>
              <AsOf at={data.asOf} />
            </>
          )}
        </CardBody>
      </Card>
    </Surface>
  );
}
