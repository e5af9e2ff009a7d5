import { Flex } from '@backstage/ui';
import type { FindingKind } from '@corridors/model';
import type { Isolation } from '@corridors/plugin-corridors-common';
import {
  FindingBadge,
  formatAgo,
  isolationTerms,
  StateBadge,
  useNow,
} from '@corridors/plugin-corridors-react';

/** What the last verification says about a corridor, in the room of a table cell. */
export function IsolationCell({
  isolation,
}: {
  readonly isolation: Isolation;
}) {
  const now = useNow();
  if (isolation.state !== 'findings') {
    const word =
      isolation.state === 'verified' && isolation.at
        ? `Verified ${formatAgo(isolation.at, now)}`
        : undefined;
    return (
      <StateBadge
        term={isolationTerms[isolation.state]}
        word={word}
        about="Isolation"
      />
    );
  }
  const kinds: readonly Exclude<FindingKind, 'drift'>[] = [
    'leak',
    'blocked',
    'unproven',
  ];
  const counts = {
    leak: isolation.leaks,
    blocked: isolation.blocked,
    unproven: isolation.unproven,
  };
  return (
    <Flex gap="1" style={{ flexWrap: 'wrap' }}>
      {kinds
        .filter(kind => counts[kind] > 0)
        .map(kind => (
          <FindingBadge key={kind} kind={kind} count={counts[kind]} />
        ))}
    </Flex>
  );
}
