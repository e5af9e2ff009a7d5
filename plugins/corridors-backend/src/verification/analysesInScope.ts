import type { Finding, Matrix, Scope } from '@corridors/model';
import type { StoredAnalysis } from '../database';

/**
 * What was found for all names, as far as it is part of a run's scope.
 *
 * @param matrix - with the cells in scope alone
 */
export function analysesInScope(
  analyses: readonly StoredAnalysis[],
  scope: Scope,
  matrix: Matrix,
): StoredAnalysis[] {
  const cells = new Set(matrix.cells.map(({ id }) => id));
  return analyses.map(analysis => ({
    ...analysis,
    findings: analysis.findings
      .filter(finding => isInScope(finding, scope))
      .map(finding => ({
        ...finding,
        cells: finding.cells.filter(cell => cells.has(cell)),
      })),
  }));
}

function isInScope(
  { corridors, environments }: Finding,
  scope: Scope,
): boolean {
  switch (scope.kind) {
    case 'corridor':
      return corridors.includes(scope.corridor);
    case 'environment':
      return environments.includes(scope.environment);
    case 'account':
      return true;
    default: {
      const unknownScope: never = scope;
      throw new Error(`Unknown scope ${JSON.stringify(unknownScope)}`);
    }
  }
}
