import {
  buildMatrixLines,
  cellsBetween,
  deriveFindings,
  intendedVerdict,
  type Cell,
  type CellAnswer,
  type Fleet,
  type Identity,
  type MatrixLines,
  type Resource,
} from '@corridors/model';
import type { AccessModel } from '@corridors/policy-engine';
import { AccessAnalyzer } from './AccessAnalyzer';
import { mergeFindings } from './mergeFindings';
import type { PredictedAccess, PredictedPair } from './predictedAccess';
import { rollUp } from './rollUp';
import { StaticAnswers } from './StaticAnswers';

/**
 * What a prediction is made of.
 *
 * @public
 */
export interface PredictAccessOptions {
  readonly fleet: Fleet;
  /** What the repository would declare with the change in it. */
  readonly model: AccessModel;
  /** Name of the corridor. */
  readonly corridor: string;
}

/**
 * Says what a corridor could reach and who could reach it, by the policies as they are declared: each cell of its row and column,
 * and for all names what concerns it.
 *
 * @throws Error when the fleet has no such corridor
 * @public
 */
export function predictAccess(options: PredictAccessOptions): PredictedAccess {
  const { fleet, model, corridor } = options;
  const accountId = accountOf(corridor, fleet);
  const lines = buildMatrixLines(fleet, accountId);
  const cells = rowAndColumn(corridor, lines);
  const matrix = { ...lines, cells };
  const analyzer = new AccessAnalyzer({
    fleet,
    model,
    accountId,
    view: 'declared',
  });
  const answers = new StaticAnswers(analyzer.evaluator, matrix, fleet, {
    view: 'declared',
    asOf: '',
  });
  const intended = cells.map(
    (cell): CellAnswer => ({
      cell: cell.id,
      view: 'intended',
      covered: true,
      verdict: intendedVerdict(cell, matrix, fleet).verdict,
      evidence: [],
    }),
  );
  const declared = cells.map(cell => answers.answer(cell));
  const { pairs, deniedCells } = rollUp(cells, intended, declared);
  const analysis = analyzer.analyze();
  return {
    corridor,
    identities: named(lines.identities, pairs, 'identity'),
    resources: named(lines.resources, pairs, 'resource'),
    pairs,
    deniedCells,
    findings: mergeFindings([
      ...deriveFindings(matrix, intended, declared),
      ...analysis.findings.filter(({ corridors }) =>
        corridors.includes(corridor),
      ),
    ]),
    standingWeaknesses: analysis.standingWeaknesses.filter(
      ({ environment }) => environment === environmentOf(corridor, fleet),
    ),
    notUnderstood: analysis.notUnderstood,
    notCovered: [
      ...new Set([
        ...declared.flatMap(answer => (answer.covered ? [] : [answer.detail])),
        ...analysis.notCovered,
      ]),
    ],
    baseContext: analysis.baseContext,
  };
}

function environmentOf(corridor: string, fleet: Fleet): string | undefined {
  return fleet.corridors.find(({ metadata }) => metadata.name === corridor)
    ?.spec.environment;
}

function accountOf(corridor: string, fleet: Fleet): string {
  const name = environmentOf(corridor, fleet);
  const environment = fleet.environments.find(
    ({ metadata }) => metadata.name === name,
  );
  if (!environment) {
    throw new Error(`The fleet has no corridor ${corridor}`);
  }
  return environment.spec.aws.accountId;
}

/** The cells whose identity or whose resource is the corridor's. */
function rowAndColumn(
  corridor: string,
  { identities, resources }: MatrixLines,
): Cell[] {
  const isOwn = (identity: Identity) =>
    identity.kind === 'corridor' && identity.corridor === corridor;
  const belongs = ({ owner }: Resource) =>
    owner.kind === 'corridor' && owner.corridor === corridor;
  return [
    ...cellsBetween(identities.filter(isOwn), resources),
    ...cellsBetween(
      identities.filter(identity => !isOwn(identity)),
      resources.filter(belongs),
    ),
  ];
}

function named<T extends { readonly id: string }>(
  lines: readonly T[],
  pairs: readonly PredictedPair[],
  side: 'identity' | 'resource',
): T[] {
  const ids = new Set(pairs.map(pair => pair[side]));
  return lines.filter(({ id }) => ids.has(id));
}
