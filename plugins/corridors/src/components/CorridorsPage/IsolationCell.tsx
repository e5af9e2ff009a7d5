import { FINDING_KINDS } from '@corridors/model';
import type { Isolation } from '@corridors/plugin-corridors-common';
import {
  countedFinding,
  findingTerms,
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
  const counts = {
    leak: isolation.leaks,
    blocked: isolation.blocked,
    drift: isolation.drift,
    unproven: isolation.unproven,
  };
  const present = FINDING_KINDS.filter(kind => counts[kind] > 0);
  const [worst] = present;
  return (
    <StateBadge
      term={worst ? findingTerms[worst] : isolationTerms.findings}
      word={
        present.map(kind => countedFinding(kind, counts[kind])).join(', ') ||
        undefined
      }
      about="Isolation"
    />
  );
}
