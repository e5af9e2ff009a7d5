import {
  CAUSE_ROLE_UNAVAILABLE,
  type Cell,
  type CellAnswer,
  type Evidence,
} from '@corridors/model';
import type { Proof } from '../controls/proof';
import type { Attempt } from './attempt';
import type { Column } from './ColumnControls';
import type { Row } from './row';

/** What an attempt is judged by. */
export interface Controls {
  readonly row: Row;
  readonly column: Column;
  readonly intended: 'allow' | 'deny';
}

/**
 * The answer that an attempt gives under its controls. A deny counts only where row and column were seen to be what
 * they should be; an identity whose role cannot be had is denied what it was meant to have, and proves nothing else.
 */
export function judge(
  cell: Cell,
  attempt: Attempt,
  controls: Controls,
): CellAnswer {
  switch (attempt.kind) {
    case 'not-covered':
      return {
        ...head(cell),
        covered: false,
        reason: attempt.reason,
        detail: attempt.detail,
      };
    case 'row-unproven':
      return {
        ...head(cell),
        covered: true,
        verdict: 'inconclusive',
        cause: attempt.cause,
        causedBy: cell.identity,
        evidence: [],
      };
    case 'role-unavailable':
      return {
        ...head(cell),
        covered: true,
        verdict: controls.intended === 'allow' ? 'deny' : 'inconclusive',
        cause: CAUSE_ROLE_UNAVAILABLE,
        causedBy: cell.identity,
        evidence: attempt.evidence,
      };
    case 'probed':
      return judgeProbe(cell, attempt, controls);
    default: {
      const unknown: never = attempt;
      throw new Error(`Unknown attempt ${JSON.stringify(unknown)}`);
    }
  }
}

function judgeProbe(
  cell: Cell,
  { classification, evidence }: Extract<Attempt, { kind: 'probed' }>,
  { row, column }: Controls,
): CellAnswer {
  const answer = { ...head(cell), covered: true } as const;
  const proofs = neededProofs(cell, column);
  switch (classification.verdict) {
    case 'allow':
      return {
        ...answer,
        verdict: 'allow',
        evidence: [...evidence, ...rowEvidence(row)],
      };
    case 'deny': {
      const gap = proofs.find(proof => !proof.isProven);
      if (gap && !gap.isProven) {
        return {
          ...answer,
          verdict: 'inconclusive',
          cause: gap.cause,
          causedBy: cell.resource,
          evidence,
        };
      }
      const { observedCause } = classification;
      return {
        ...answer,
        verdict: 'deny',
        ...(observedCause === undefined ? {} : { cause: observedCause }),
        evidence: [
          ...evidence,
          ...rowEvidence(row),
          ...proofs.flatMap(proof => (proof.isProven ? [proof.evidence] : [])),
        ],
      };
    }
    case 'inconclusive': {
      const gap = proofs.find(proof => !proof.isProven);
      return {
        ...answer,
        verdict: 'inconclusive',
        cause: classification.cause,
        ...(gap ? { causedBy: cell.resource } : {}),
        evidence,
      };
    }
    default: {
      const unknown: never = classification;
      throw new Error(`Unknown classification ${JSON.stringify(unknown)}`);
    }
  }
}

/** What must have been seen of the column before a deny means something. */
function neededProofs(cell: Cell, column: Column): Proof[] {
  return column.kind === 'bucket' && cell.operation === 'read'
    ? [column.existence, column.canary]
    : [column.existence];
}

function rowEvidence(row: Row): readonly Evidence[] {
  return row.kind === 'ready' ? row.evidence : [];
}

function head(cell: Cell) {
  return { cell: cell.id, view: 'observed' } as const;
}
