import {
  buildMatrixLines,
  deriveFindings,
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
import { GroundFinder } from './grounds/GroundFinder';
import { intendedCells } from './intendedCells';
import { mergeFindings } from './mergeFindings';
import { modelOfAccount, type ModelOfAccount } from './modelOfAccount';
import { notCoveredBy } from './notCovered';
import { notUnderstoodOf } from './notUnderstood';
import { grantedInOtherServices } from './otherServices';
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

/** Analyzes one account, with its policies made ready once. */
export class AccessAnalyzer {
  readonly evaluator: CellEvaluator;
  private readonly bearing: ModelOfAccount;
  private readonly lines: MatrixLines;

  constructor(private readonly options: AnalyzeAccessOptions) {
    const { fleet, accountId } = options;
    this.lines = buildMatrixLines(fleet, accountId);
    this.bearing = modelOfAccount(
      options.model,
      accountId,
      new Set(
        this.lines.resources.flatMap(one =>
          one.kind === 'bucket' ? [one.name] : [],
        ),
      ),
    );
    this.evaluator = new CellEvaluator(this.bearing.model, fleet);
  }

  analyze(): AccessAnalysis {
    const { fleet, accountId, view } = this.options;
    const { model: compiled } = this.evaluator;
    const { model, accounts } = this.bearing;
    const { trespasses, proved } = findTrespasses(compiled, {
      ...intendedTerritories(
        fleet,
        accounts,
        view === 'declared' ? model.roles.map(({ arn }) => arn) : [],
      ),
      context: BASE_CONTEXT,
    });
    const lines = new AccountLines(this.lines, fleet);
    const grounded = trespassFindings(
      relevantTrespasses(trespasses, lines, model, accountId),
      lines,
      view,
      new GroundFinder(compiled, model),
    );
    return {
      accountId,
      view,
      findings: mergeFindings([
        ...grounded.map(({ finding }) => finding),
        ...this.blockedFindings(),
      ]),
      grounds: new Map(
        grounded.map(({ finding, grounds }) => [finding.id, grounds]),
      ),
      standingWeaknesses: standingWeaknesses(
        fleet.environments.filter(
          ({ spec }) => spec.aws.accountId === accountId,
        ),
      ),
      notUnderstood: notUnderstoodOf(compiled, view),
      proved: { ...proved, ...sizeOf(this.lines) },
      notCovered: [
        ...notCoveredBy(model, accountId, view),
        ...grantedInOtherServices(compiled, this.lines),
      ],
      baseContext: BASE_CONTEXT,
    };
  }

  /** What is meant to be allowed, and is not. */
  private blockedFindings(): Finding[] {
    const { fleet, view } = this.options;
    const layout = { ...this.lines, cells: [] };
    const cells = intendedCells(this.lines, fleet).filter(
      cell => intendedVerdict(cell, layout, fleet).verdict === 'allow',
    );
    const matrix = { ...this.lines, cells };
    const answers = new StaticAnswers(this.evaluator, matrix, fleet, {
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
}

function sizeOf({ identities, resources }: MatrixLines) {
  const buckets = resources.filter(({ kind }) => kind === 'bucket').length;
  const roles = new Set(
    resources.flatMap(one => (one.kind === 'role' ? [one.arn] : [])),
  );
  const assuming = identities.flatMap(one =>
    one.kind === 'anonymous' ? [] : [one.roleArn],
  );
  const own = assuming.filter(arn => roles.has(arn)).length;
  return {
    identities: identities.length,
    resources: resources.length,
    cells: identities.length * buckets * 5 + assuming.length * roles.size - own,
  };
}
