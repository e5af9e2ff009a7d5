import {
  buildMatrixLines,
  deriveFindings,
  FINDING_KINDS,
  intendedVerdict,
  standingWeaknesses,
  type CellAnswer,
  type Finding,
  type Fleet,
  type MatrixLines,
} from '@corridors/model';
import { findTrespasses, type AccessModel } from '@corridors/policy-engine';
import type { AccessAnalysis } from './accessAnalysis';
import { AccountLines } from './AccountLines';
import { BASE_CONTEXT } from './baseContext';
import { CellEvaluator } from './CellEvaluator';
import { intendedCells } from './intendedCells';
import { modelOfAccount } from './modelOfAccount';
import { notCoveredBy } from './notCovered';
import { notUnderstoodOf } from './notUnderstood';
import { relevantTrespasses } from './relevantTrespasses';
import { StaticAnswers } from './StaticAnswers';
import { intendedTerritories } from './territories';
import { trespassFindings } from './trespassFindings';

/**
 * What an analysis is made of.
 *
 * @public
 */
export interface AnalyzeAccessOptions {
  readonly fleet: Fleet;
  readonly model: AccessModel;
  /** 12 digits */
  readonly accountId: string;
  readonly view: 'declared' | 'configured';
}

/**
 * Measures what the policies of an account allow against what is meant, for every name that a bucket, object or role could
 * have. It visits what policies reach and what is meant to be reached, never every cell.
 *
 * @public
 */
export function analyzeAccess(options: AnalyzeAccessOptions): AccessAnalysis {
  const { fleet, accountId, view } = options;
  const lines = buildMatrixLines(fleet, accountId);
  const model = modelOfAccount(
    options.model,
    accountId,
    new Set(
      lines.resources.flatMap(one => (one.kind === 'bucket' ? [one.name] : [])),
    ),
  );
  const evaluator = new CellEvaluator(model, fleet);
  const { trespasses, proved } = findTrespasses(evaluator.model, {
    ...intendedTerritories(fleet, accountId),
    context: BASE_CONTEXT,
  });
  const accountLines = new AccountLines(lines, fleet);
  const findings = mergeFindings([
    ...trespassFindings(
      relevantTrespasses(trespasses, accountLines, model),
      accountLines,
      view,
    ),
    ...blockedFindings(evaluator, lines, fleet, view),
  ]);
  return {
    accountId,
    view,
    findings,
    standingWeaknesses: standingWeaknesses(
      fleet.environments.filter(({ spec }) => spec.aws.accountId === accountId),
    ),
    notUnderstood: notUnderstoodOf(evaluator.model, view),
    proved: { ...proved, ...sizeOf(lines) },
    notCovered: notCoveredBy(model, accountId, view),
    baseContext: BASE_CONTEXT,
  };
}

/** What is meant to be allowed, and is not. */
function blockedFindings(
  evaluator: CellEvaluator,
  lines: MatrixLines,
  fleet: Fleet,
  view: 'declared' | 'configured',
): Finding[] {
  const layout = { ...lines, cells: [] };
  const cells = intendedCells(lines, fleet).filter(
    cell => intendedVerdict(cell, layout, fleet).verdict === 'allow',
  );
  const matrix = { ...lines, cells };
  const answers = new StaticAnswers(evaluator, matrix, fleet, {
    view,
    asOf: '',
  });
  return deriveFindings(
    matrix,
    cells.map(
      (cell): CellAnswer => ({
        cell: cell.id,
        view: 'intended',
        covered: true,
        verdict: 'allow',
        evidence: [],
      }),
    ),
    cells.map(cell => answers.answer(cell)),
  );
}

/** Findings worst first, each once. */
function mergeFindings(findings: readonly Finding[]): Finding[] {
  return [...findings].sort(
    (left, right) =>
      FINDING_KINDS.indexOf(left.kind) - FINDING_KINDS.indexOf(right.kind) ||
      right.cells.length - left.cells.length ||
      Number(left.id > right.id) - Number(left.id < right.id),
  );
}

function sizeOf({ identities, resources }: MatrixLines) {
  const buckets = resources.filter(({ kind }) => kind === 'bucket').length;
  const roles = resources.length - buckets;
  const assuming = identities.filter(({ kind }) => kind !== 'anonymous');
  const arns = new Set(
    resources.flatMap(one => (one.kind === 'role' ? [one.arn] : [])),
  );
  const own = assuming.filter(
    identity => identity.kind !== 'anonymous' && arns.has(identity.roleArn),
  );
  return {
    identities: identities.length,
    resources: resources.length,
    cells:
      identities.length * buckets * 5 + assuming.length * roles - own.length,
  };
}
