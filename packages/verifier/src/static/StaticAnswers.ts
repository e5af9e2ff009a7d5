import {
  intendedVerdict,
  type Cell,
  type CellAnswer,
  type CorridorIdentity,
  type Fleet,
  type Matrix,
} from '@corridors/model';
import {
  answerCell,
  answerUnavailable,
  type StaticViewPlace,
} from './answerCell';
import type { CellEvaluator } from './CellEvaluator';
import { isUnavailable, type StaticVerdict } from './staticVerdict';

/** Answers cells of one matrix. */
export class StaticAnswers {
  private readonly identities;
  private readonly resources;
  private readonly ownRoles = new Map<string, StaticVerdict>();

  constructor(
    private readonly evaluator: CellEvaluator,
    private readonly matrix: Matrix,
    private readonly fleet: Fleet,
    private readonly place: StaticViewPlace,
  ) {
    this.identities = new Map(matrix.identities.map(one => [one.id, one]));
    this.resources = new Map(matrix.resources.map(one => [one.id, one]));
  }

  /** @throws Error when the cell is not one of the matrix */
  answer(cell: Cell): CellAnswer {
    const identity = this.identities.get(cell.identity);
    const resource = this.resources.get(cell.resource);
    if (!identity || !resource) {
      throw new Error(
        `Cell "${cell.id}" is not in the matrix of account ${this.matrix.accountId}`,
      );
    }
    if (identity.kind === 'corridor') {
      const ownRole = this.ownRole(identity);
      if (
        isUnavailable(ownRole, this.place.view) &&
        intendedVerdict(cell, this.matrix, this.fleet).verdict === 'allow'
      ) {
        return answerUnavailable(cell, ownRole, this.place);
      }
    }
    return answerCell(
      cell,
      this.evaluator.evaluate(identity, cell.operation, resource),
      this.place,
    );
  }

  private ownRole(identity: CorridorIdentity): StaticVerdict {
    const known = this.ownRoles.get(identity.id);
    if (known) {
      return known;
    }
    const verdict = this.evaluator.ownRole(identity);
    this.ownRoles.set(identity.id, verdict);
    return verdict;
  }
}
