import type { CellAnswer, CoveredAnswer, Matrix, Verdict } from '../access';
import { matrixIndex } from '../access/matrixIndex';
import { compareText } from '../fleet/ordering';
import { describeFinding } from './describeFinding';
import { FINDING_KINDS, type Finding } from './finding';
import { deviationKind, groupByCause, type Deviation } from './findingCause';
import { placesOfEvidence, witnessOfEvidence } from './placesOfEvidence';

/**
 * Compares what views answered with what was meant, and gathers the differences by cause.
 *
 * @param intended - answers of the intended view; a cell without one is not judged, apart from drift
 * @param answers - of the other views, in any order; those of the intended view are left out of account
 * @returns worst first
 * @public
 */
export function deriveFindings(
  matrix: Matrix,
  intended: readonly CellAnswer[],
  answers: readonly CellAnswer[],
): Finding[] {
  const meant = new Map(
    intended.flatMap(one =>
      one.covered ? [[one.cell, one.verdict] as const] : [],
    ),
  );
  const deviations = [
    ...againstIntent(matrix, meant, answers),
    ...drifts(matrix, answers),
  ];
  const order = new Map(matrix.cells.map((cell, index) => [cell.id, index]));
  return [...groupByCause(deviations)]
    .map(([key, group]) => toFinding(key, group, matrix, order))
    .sort(
      (left, right) =>
        FINDING_KINDS.indexOf(left.kind) - FINDING_KINDS.indexOf(right.kind) ||
        right.cells.length - left.cells.length ||
        compareText(left.id, right.id),
    );
}

function againstIntent(
  matrix: Matrix,
  meant: ReadonlyMap<string, Verdict>,
  answers: readonly CellAnswer[],
): Deviation[] {
  const cells = cellsById(matrix);
  return answers.flatMap(answer => {
    const intended = meant.get(answer.cell);
    if (
      !answer.covered ||
      answer.view === 'intended' ||
      intended === undefined
    ) {
      return [];
    }
    const kind = deviationKind(intended, answer);
    const place = cells(answer.cell);
    return kind && place ? [{ kind, ...place, answer }] : [];
  });
}

function drifts(matrix: Matrix, answers: readonly CellAnswer[]): Deviation[] {
  const cells = cellsById(matrix);
  const declared = new Map<string, CoveredAnswer>();
  for (const answer of answers) {
    if (answer.covered && answer.view === 'declared') {
      declared.set(answer.cell, answer);
    }
  }
  return answers.flatMap(answer => {
    const place = cells(answer.cell);
    const other = declared.get(answer.cell);
    const differs =
      answer.covered &&
      answer.view === 'configured' &&
      answer.verdict !== 'inconclusive' &&
      other &&
      other.verdict !== 'inconclusive' &&
      other.verdict !== answer.verdict;
    return differs && place
      ? [{ kind: 'drift' as const, ...place, answer }]
      : [];
  });
}

function cellsById(matrix: Matrix) {
  const { identities, resources } = matrixIndex(matrix);
  const cells = new Map(matrix.cells.map(cell => [cell.id, cell]));
  return (id: string) => {
    const cell = cells.get(id);
    const identity = cell && identities.get(cell.identity);
    const resource = cell && resources.get(cell.resource);
    return identity && resource ? { cell, identity, resource } : undefined;
  };
}

function toFinding(
  id: string,
  group: readonly Deviation[],
  matrix: Matrix,
  order: ReadonlyMap<string, number>,
): Finding {
  const cells = [...new Set(group.map(({ cell }) => cell.id))].sort(
    (left, right) => (order.get(left) ?? 0) - (order.get(right) ?? 0),
  );
  const kind = group[0]?.kind ?? 'unproven';
  const views = new Set(group.map(({ answer }) => answer.view));
  if (kind === 'drift') {
    views.add('declared');
  }
  const evidence = group.flatMap(({ answer }) => answer.evidence);
  const statements = placesOfEvidence(evidence);
  const witness = witnessOfEvidence(evidence);
  return {
    id,
    kind,
    ...describeFinding(kind, group, matrix),
    cells,
    views: (['declared', 'configured', 'observed'] as const).filter(view =>
      views.has(view),
    ),
    environments: sortedSet(
      group.flatMap(({ identity, resource }) =>
        identity.kind === 'anonymous'
          ? [resource.environment]
          : [identity.environment, resource.environment],
      ),
    ),
    corridors: sortedSet(
      group.flatMap(({ identity, resource }) => [
        ...(identity.kind === 'corridor' ? [identity.corridor] : []),
        ...(resource.owner.kind === 'corridor'
          ? [resource.owner.corridor]
          : []),
      ]),
    ),
    ...(statements.length === 0 ? {} : { statements }),
    ...(witness === undefined ? {} : { witness }),
  };
}

function sortedSet(values: readonly string[]): string[] {
  return [...new Set(values)].sort(compareText);
}
