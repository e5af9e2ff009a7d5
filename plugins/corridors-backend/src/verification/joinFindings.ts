import {
  FINDING_KINDS,
  type Finding,
  type PolicyPlace,
  type View,
} from '@corridors/model';
import type { StoredAnalysis } from '../database';

const VIEW_ORDER: readonly View[] = [
  'intended',
  'declared',
  'configured',
  'observed',
];

/**
 * Puts together what cells show and what was proved for all names. One cause is told once: a finding of cells that a
 * finding of statements explains gives it its views, and is left out.
 *
 * @param ofCells - worst first
 * @returns worst first
 */
export function joinFindings(
  ofCells: readonly Finding[],
  analyses: readonly Pick<StoredAnalysis, 'findings'>[],
): Finding[] {
  const explained = new Map<string, Finding>();
  for (const finding of analyses.flatMap(({ findings }) => findings)) {
    const known = explained.get(finding.id);
    explained.set(finding.id, known ? join(known, finding) : finding);
  }
  const rest: Finding[] = [];
  for (const finding of ofCells) {
    const explaining = [...explained.values()].filter(
      ({ kind, cells }) =>
        kind === finding.kind && cells.some(one => finding.cells.includes(one)),
    );
    const covered = new Set(explaining.flatMap(({ cells }) => cells));
    if (finding.cells.every(cell => covered.has(cell))) {
      explaining.forEach(one =>
        explained.set(one.id, {
          ...one,
          views: joinViews(one.views, finding.views),
        }),
      );
    } else {
      rest.push(finding);
    }
  }
  return [...explained.values(), ...rest]
    .map((finding, index) => ({ finding, index }))
    .sort(
      (left, right) =>
        FINDING_KINDS.indexOf(left.finding.kind) -
          FINDING_KINDS.indexOf(right.finding.kind) ||
        right.finding.cells.length - left.finding.cells.length ||
        left.index - right.index,
    )
    .map(({ finding }) => finding);
}

function join(one: Finding, other: Finding): Finding {
  return {
    ...one,
    cells: [...new Set([...one.cells, ...other.cells])],
    views: joinViews(one.views, other.views),
    statements: joinPlaces([
      ...(one.statements ?? []),
      ...(other.statements ?? []),
    ]),
  };
}

/** The repository knows file and line of a statement that the account has as well. */
function joinPlaces(places: readonly PolicyPlace[]): PolicyPlace[] {
  const known = new Map<string, PolicyPlace>();
  for (const place of places) {
    const { policy, kind, statement, sid } = place;
    const key = JSON.stringify([policy, kind, sid ?? statement]);
    const other = known.get(key);
    if (!other || other.file === undefined) {
      known.set(key, place);
    }
  }
  return [...known.values()];
}

function joinViews(one: readonly View[], other: readonly View[]): View[] {
  return VIEW_ORDER.filter(view => one.includes(view) || other.includes(view));
}
