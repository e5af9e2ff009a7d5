import { FINDING_KINDS, type Finding } from '@corridors/model';

/**
 * Findings worst first, each once: of two that tell one cause, what was found for all names gains the cells of what was found cell by
 * cell.
 */
export function mergeFindings(findings: readonly Finding[]): Finding[] {
  const byId = new Map<string, Finding>();
  for (const finding of findings) {
    const known = byId.get(finding.id);
    byId.set(finding.id, known ? joined(known, finding) : finding);
  }
  return [...byId.values()].sort(
    (left, right) =>
      FINDING_KINDS.indexOf(left.kind) - FINDING_KINDS.indexOf(right.kind) ||
      right.cells.length - left.cells.length ||
      Number(left.id > right.id) - Number(left.id < right.id),
  );
}

function joined(left: Finding, right: Finding): Finding {
  const both = (one: readonly string[], other: readonly string[]) => [
    ...new Set([...one, ...other]),
  ];
  return {
    ...left,
    cells: both(left.cells, right.cells),
    environments: both(left.environments, right.environments).sort(),
    corridors: both(left.corridors, right.corridors).sort(),
  };
}
