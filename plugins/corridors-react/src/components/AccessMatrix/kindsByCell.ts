import type { Finding, FindingKind } from '@corridors/model';
import { OUTCOMES_BY_LOUDNESS } from './judgeCell';

/** The loudest kind of the findings that list a cell. */
export function kindsByCell(
  findings: readonly Finding[],
): Map<string, FindingKind> {
  const kinds = new Map<string, FindingKind>();
  for (const finding of findings) {
    for (const cell of finding.cells) {
      const known = kinds.get(cell);
      if (
        !known ||
        OUTCOMES_BY_LOUDNESS.indexOf(finding.kind) <
          OUTCOMES_BY_LOUDNESS.indexOf(known)
      ) {
        kinds.set(cell, finding.kind);
      }
    }
  }
  return kinds;
}
