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
import {
  AccessDecider,
  findTrespasses,
  type AccessModel,
  type AccessModelRole,
  type TrespassReport,
} from '@corridors/policy-engine';
import type { AccessAnalysis } from './accessAnalysis';
import { AccountLines } from './AccountLines';
import { BASE_CONTEXT } from './baseContext';
import { CellEvaluator } from './CellEvaluator';
import { GroundFinder } from './grounds/GroundFinder';
import { foundByTransport } from './foundByTransport';
import { intendedCells } from './intendedCells';
import { mergeFindings } from './mergeFindings';
import { modelOfAccount, type ModelOfAccount } from './modelOfAccount';
import { notCoveredBy } from './notCovered';
import { notUnderstoodOf } from './notUnderstood';
import { grantedInOtherServices } from './otherServices';
import { platformRolesOf, trustedRoles } from './platform/platformRoles';
import {
  divideTrespasses,
  platformTerritories,
} from './platform/platformTrespasses';
import { relevantTrespasses } from './relevantTrespasses';
import { StaticAnswers } from './StaticAnswers';
import { intendedTerritories, type IntendedTerritories } from './territories';
import type { Transport } from './transports';
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
  private readonly platform: readonly AccessModelRole[];

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
    this.platform =
      options.view === 'declared'
        ? platformRolesOf(this.bearing.model, fleet)
        : [];
    this.evaluator = new CellEvaluator(this.bearing.model, fleet);
  }

  analyze(): AccessAnalysis {
    const { fleet, accountId, view } = this.options;
    const { model: compiled } = this.evaluator;
    const { model } = this.bearing;
    const lines = new AccountLines(this.lines, fleet);
    const { trespasses, proved } = this.trespasses(lines);
    const grounded = trespassFindings(
      trespasses,
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
        ...trustedRoles(this.platform),
      ],
      baseContext: BASE_CONTEXT,
    };
  }

  /** What is meant to be denied, and is not. */
  private trespasses(lines: AccountLines): TrespassReport {
    const { fleet, view } = this.options;
    const { model, accounts } = this.bearing;
    const intended = intendedTerritories(
      fleet,
      accounts,
      view === 'declared' ? model.roles.map(({ arn }) => arn) : [],
    );
    const [first, ...others] = this.evaluator.transports;
    const { trespasses, proved } = this.trespassesOver(first, intended, lines);
    return {
      trespasses: foundByTransport([
        [first, trespasses],
        ...others.map(
          transport =>
            [
              transport,
              this.trespassesOver(transport, intended, lines).trespasses,
            ] as const,
        ),
      ]),
      proved,
    };
  }

  private trespassesOver(
    { context }: Transport,
    intended: IntendedTerritories,
    lines: AccountLines,
  ): TrespassReport {
    const { fleet, accountId } = this.options;
    const { model } = this.bearing;
    const { model: compiled } = this.evaluator;
    const { trespasses, proved } = findTrespasses(compiled, {
      territories: [
        ...intended.territories,
        ...platformTerritories(this.platform),
      ],
      permissions: intended.permissions,
      context,
    });
    const { others, through } = divideTrespasses({
      fleet,
      model,
      roles: this.platform,
      intended,
      decider: new AccessDecider(compiled, context),
      context,
      accountId,
      trespasses,
    });
    return {
      trespasses: [
        ...relevantTrespasses(
          others,
          lines,
          model,
          accountId,
          new Set(fleet.environments.map(({ spec }) => spec.aws.accountId)),
        ),
        ...through,
      ],
      proved,
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
