import type { Cell, CellAnswer, View } from '@corridors/model';
import type { RolledUpAnswer, RolledUpAnswers } from '../database';
import { formatRanges, ordinalsOf } from './cellRanges';

/**
 * Runs of more cells are rolled up: denials that are meant, and what is not covered, are kept as ranges of cells instead of
 * one by one. 200 corridors of an account make 450,000 cells, and only a few thousand of them say anything.
 */
export const ROLL_UP_ABOVE = 20_000;

const VIEWS = ['intended', 'declared', 'configured', 'observed'] as const;

/** Room for the number of a rolled-up answer; a view that says more different things keeps the rest cell by cell. */
const MOST_ROLLED_UP = 255;

interface RolledUpView {
  readonly answers: RolledUpAnswer[];
  /** Number of the answer by text, from 1. */
  readonly numbers: Map<string, number>;
  /** For each cell the number of its answer, or 0. */
  readonly byCell: Uint8Array;
}

/** What the views of a run have said so far of its cells: one by one, or rolled up when there are many. */
export class RunAnswers {
  readonly cells: readonly Cell[];
  readonly #ordinals: ReadonlyMap<string, number>;
  readonly #rollsUp: boolean;
  readonly #single = new Map<View, Map<number, CellAnswer>>();
  readonly #rolledUp = new Map<View, RolledUpView>();

  private constructor(cells: readonly Cell[], rollsUp: boolean) {
    this.cells = cells;
    this.#rollsUp = rollsUp;
    this.#ordinals = new Map(cells.map(({ id }, index) => [id, index]));
  }

  /**
   * @param cells - of the run, in the order of its plan
   * @param above - as {@link ROLL_UP_ABOVE}
   */
  static create(
    cells: readonly Cell[],
    stored: {
      readonly single: readonly CellAnswer[];
      readonly rolledUp: readonly RolledUpAnswers[];
    } = { single: [], rolledUp: [] },
    above = ROLL_UP_ABOVE,
  ): RunAnswers {
    const answers = new RunAnswers(cells, cells.length > above);
    for (const { view, answer, cells: ranges } of stored.rolledUp) {
      for (const ordinal of ordinalsOf(ranges)) {
        answers.#rollUp(view, ordinal, answer);
      }
    }
    stored.single.forEach(answer => answers.#keep(answer));
    return answers;
  }

  /**
   * Takes an answer.
   *
   * @returns whether it is to be kept by itself; it is rolled up otherwise
   */
  add(answer: CellAnswer): boolean {
    const ordinal = this.#ordinals.get(answer.cell);
    const rolledUp = this.#rollsUp
      ? rolledUpAnswer(answer, this.#isAllowedByIntent(ordinal))
      : undefined;
    return !(
      ordinal !== undefined &&
      rolledUp &&
      this.#rollUp(answer.view, ordinal, rolledUp)
    )
      ? this.#keep(answer)
      : false;
  }

  has(view: View, cell: string): boolean {
    const ordinal = this.#ordinals.get(cell);
    return ordinal !== undefined && this.#isAnswered(view, ordinal);
  }

  /** How many cells a view has answered. */
  count(view: View): number {
    const rolledUp = this.#rolledUp.get(view);
    let count = this.#single.get(view)?.size ?? 0;
    rolledUp?.byCell.forEach(number => {
      count += number > 0 ? 1 : 0;
    });
    return count;
  }

  /** What a view has said, rolled up, to be kept. */
  rolledUp(view: View): RolledUpAnswers[] {
    const { answers, byCell } = this.#rolledUp.get(view) ?? {
      answers: [],
      byCell: new Uint8Array(),
    };
    return answers.map((answer, index) => ({
      view,
      answer,
      cells: formatRanges(byCell, index + 1),
    }));
  }

  /** Cells that a view has said something about that is not rolled up. */
  listed(): Cell[] {
    const ordinals = new Set<number>();
    this.#single.forEach(answers =>
      answers.forEach((_answer, ordinal) => ordinals.add(ordinal)),
    );
    return this.cells.filter((_cell, ordinal) => ordinals.has(ordinal));
  }

  /** Cells of which everything that was said is rolled up. */
  rolledUpCells(): Cell[] {
    const listed = new Set(this.listed());
    return this.cells.filter(
      (cell, ordinal) =>
        !listed.has(cell) &&
        [...this.#rolledUp.values()].some(
          ({ byCell }) => (byCell[ordinal] ?? 0) > 0,
        ),
    );
  }

  /** All that was said of a cell, rolled up or not. */
  answersOf(cell: string): CellAnswer[] {
    const ordinal = this.#ordinals.get(cell);
    return ordinal === undefined
      ? []
      : VIEWS.flatMap(view => this.#answer(view, ordinal, cell) ?? []);
  }

  /** What is rolled up of the cells that are not listed: how many cells have the same answers, and which. */
  unlisted(): {
    readonly cells: number;
    readonly answers: ReadonlyMap<View, RolledUpAnswer>;
  }[] {
    const listed = new Set<number>();
    this.#single.forEach(answers =>
      answers.forEach((_answer, ordinal) => listed.add(ordinal)),
    );
    const classes = new Map<
      string,
      { cells: number; readonly answers: Map<View, RolledUpAnswer> }
    >();
    for (let ordinal = 0; ordinal < this.cells.length; ordinal += 1) {
      if (!listed.has(ordinal)) {
        const numbers = VIEWS.map(
          view => this.#rolledUp.get(view)?.byCell[ordinal] ?? 0,
        );
        const key = numbers.join();
        const known = classes.get(key) ?? {
          cells: 0,
          answers: this.#rolledUpByNumbers(numbers),
        };
        known.cells += 1;
        classes.set(key, known);
      }
    }
    return [...classes.values()];
  }

  /** The same for some of the cells. */
  restrict(isVisible: (cell: Cell) => boolean): RunAnswers {
    const restricted = new RunAnswers(
      this.cells.filter(isVisible),
      this.#rollsUp,
    );
    this.#single.forEach(answers =>
      answers.forEach(answer => restricted.#keep(answer)),
    );
    this.#rolledUp.forEach(({ answers, byCell }, view) =>
      restricted.cells.forEach(({ id }, index) => {
        const answer = answers[(byCell[this.#ordinals.get(id) ?? -1] ?? 0) - 1];
        if (answer) {
          restricted.#rollUp(view, index, answer);
        }
      }),
    );
    return restricted;
  }

  #answer(view: View, ordinal: number, cell: string): CellAnswer | undefined {
    const single = this.#single.get(view)?.get(ordinal);
    if (single) {
      return single;
    }
    const rolledUp = this.#rolledUp.get(view);
    const answer = rolledUp?.answers[(rolledUp.byCell[ordinal] ?? 0) - 1];
    return answer && { cell, view, ...answer };
  }

  #rolledUpByNumbers(numbers: readonly number[]): Map<View, RolledUpAnswer> {
    return new Map(
      VIEWS.flatMap((view, index) => {
        const answer =
          this.#rolledUp.get(view)?.answers[(numbers[index] ?? 0) - 1];
        return answer ? [[view, answer] as const] : [];
      }),
    );
  }

  #isAnswered(view: View, ordinal: number): boolean {
    return (
      this.#single.get(view)?.has(ordinal) === true ||
      (this.#rolledUp.get(view)?.byCell[ordinal] ?? 0) > 0
    );
  }

  /** Whether a cell is meant to be allowed. The intended view answers first. */
  #isAllowedByIntent(ordinal: number | undefined): boolean {
    const intended =
      ordinal === undefined
        ? undefined
        : this.#single.get('intended')?.get(ordinal);
    return intended?.covered === true && intended.verdict === 'allow';
  }

  #keep(answer: CellAnswer): boolean {
    const ordinal = this.#ordinals.get(answer.cell);
    if (ordinal === undefined) {
      return false;
    }
    const answers = this.#single.get(answer.view) ?? new Map();
    this.#single.set(answer.view, answers.set(ordinal, answer));
    const rolledUp = this.#rolledUp.get(answer.view);
    if (rolledUp) {
      rolledUp.byCell[ordinal] = 0;
    }
    return true;
  }

  #rollUp(view: View, ordinal: number, answer: RolledUpAnswer): boolean {
    const rolledUp = this.#rolledUp.get(view) ?? {
      answers: [],
      numbers: new Map<string, number>(),
      byCell: new Uint8Array(this.cells.length),
    };
    this.#rolledUp.set(view, rolledUp);
    const key = JSON.stringify(answer);
    const number = rolledUp.numbers.get(key) ?? rolledUp.answers.length + 1;
    if (number > MOST_ROLLED_UP) {
      return false;
    }
    if (number > rolledUp.answers.length) {
      rolledUp.answers.push(answer);
      rolledUp.numbers.set(key, number);
    }
    rolledUp.byCell[ordinal] = number;
    return true;
  }
}

/** What is left of an answer when it is rolled up; undefined when it has to be kept by itself. */
function rolledUpAnswer(
  answer: CellAnswer,
  isAllowedByIntent: boolean,
): RolledUpAnswer | undefined {
  if (!answer.covered) {
    return isAllowedByIntent
      ? undefined
      : { covered: false, reason: answer.reason, detail: answer.detail };
  }
  return answer.verdict === 'deny' &&
    answer.view !== 'observed' &&
    !isAllowedByIntent
    ? { covered: true, verdict: 'deny', evidence: [] }
    : undefined;
}
