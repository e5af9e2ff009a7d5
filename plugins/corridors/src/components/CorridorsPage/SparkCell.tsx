import { Flex } from '@backstage/ui';
import type { CorridorSummary } from '@corridors/plugin-corridors-common';
import {
  formatAgo,
  sparkTerms,
  StateBadge,
  useNow,
} from '@corridors/plugin-corridors-react';

/** What Spark does in a corridor: how many run, and the last failure. */
export function SparkCell({
  spark,
}: {
  readonly spark: CorridorSummary['spark'];
}) {
  const now = useNow();
  const { running, lastFailure } = spark;
  if (running === 0 && !lastFailure) {
    return <>none yet</>;
  }
  return (
    <Flex gap="1" style={{ flexWrap: 'wrap' }}>
      {running > 0 && (
        <StateBadge
          term={sparkTerms.running}
          word={`${running} running`}
          about="Spark"
        />
      )}
      {lastFailure && (
        <span title={`${lastFailure.name}: ${lastFailure.text}`}>
          <StateBadge
            term={sparkTerms.failed}
            word={
              lastFailure.at
                ? `Failed ${formatAgo(lastFailure.at, now)}`
                : 'Failed'
            }
            about={`Spark application ${lastFailure.name}`}
          />
        </span>
      )}
    </Flex>
  );
}
