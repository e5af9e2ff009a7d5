import {
  intendedVerdict,
  type Cell,
  type CellAnswer,
  type Fleet,
  type Identity,
  type Matrix,
  type Resource,
} from '@corridors/model';
import { forEachConcurrently } from '../pacing/forEachConcurrently';
import type { Attempt } from './attempt';
import { attemptAssume } from './attemptAssume';
import { attemptBucket } from './attemptBucket';
import { ColumnControls } from './ColumnControls';
import { judge } from './judge';
import { prepareRow, type Row } from './row';
import { Session, type Surroundings } from './Session';
import { isUnsettled, noteSettling, type PastVerdict } from './settle';

/** Rows that are probed at one time, so that few credentials are held at once. */
const ROWS_AT_ONCE = 4;

/** Requests in flight for one row, and for the controls of all columns. */
const CELLS_AT_ONCE = 4;
const COLUMNS_AT_ONCE = 8;

const ADMINISTER_NOT_COVERED: Attempt = {
  kind: 'not-covered',
  reason: 'no-harmless-probe',
  detail: 'Rewriting the policy of a bucket cannot be tried without doing it.',
};

/** What a run looks at. */
export interface Subject {
  readonly matrix: Matrix;
  readonly fleet: Fleet;
  readonly cells: readonly Cell[];
}

/**
 * One filling of the observed view: columns are controlled, rows get their credentials and are probed. Rounds after the
 * first take up what is not settled.
 */
export class ObservedRun {
  readonly #subject: Subject;
  readonly #sessions: ReadonlyMap<string, Session>;
  readonly #surroundings: Surroundings;
  readonly #signal: AbortSignal;
  readonly #identities: ReadonlyMap<string, Identity>;
  readonly #resources: ReadonlyMap<string, Resource>;
  readonly #columns = new ColumnControls();
  readonly #history = new Map<string, PastVerdict[]>();

  constructor(
    subject: Subject,
    sessions: ReadonlyMap<string, Session>,
    surroundings: Surroundings,
    signal: AbortSignal,
  ) {
    this.#subject = subject;
    this.#sessions = sessions;
    this.#surroundings = surroundings;
    this.#signal = signal;
    this.#identities = new Map(
      subject.matrix.identities.map(one => [one.id, one]),
    );
    this.#resources = new Map(
      subject.matrix.resources.map(one => [one.id, one]),
    );
  }

  /** Sees that the resources of the cells are there. */
  async controlColumns(cells: readonly Cell[]): Promise<void> {
    const resources = new Set(cells.map(cell => this.#resourceOf(cell)));
    await forEachConcurrently([...resources], COLUMNS_AT_ONCE, resource =>
      this.#columns.control(
        resource,
        this.#sessions.get(resource.environment),
        this.#signal,
      ),
    );
  }

  /**
   * Tries each cell once.
   *
   * @param onAnswer - gets each answer; `settled` tells whether a further try could bring another
   */
  async probe(
    cells: readonly Cell[],
    onAnswer: (cell: Cell, answer: CellAnswer, settled: boolean) => void,
  ): Promise<void> {
    const rows = new Map<Identity, Cell[]>();
    for (const cell of cells) {
      const identity = this.#identityOf(cell);
      rows.set(identity, [...(rows.get(identity) ?? []), cell]);
    }
    await forEachConcurrently(
      [...rows],
      ROWS_AT_ONCE,
      async ([identity, ownCells]) => {
        const row = await this.#prepareRow(identity);
        await forEachConcurrently(ownCells, CELLS_AT_ONCE, async cell => {
          const { answer, settled } = await this.#answer(cell, identity, row);
          onAnswer(cell, answer, settled);
        });
      },
    );
  }

  async #answer(cell: Cell, identity: Identity, row: Row) {
    const { matrix, fleet } = this.#subject;
    const resource = this.#resourceOf(cell);
    const attempt = await this.#attempt(cell, identity, resource, row);
    const intended = intendedVerdict(cell, matrix, fleet).verdict;
    this.#noteSightings(cell, resource, attempt);
    const answer = judge(cell, attempt, {
      row,
      column: this.#columns.of(resource),
      intended,
    });
    const now = this.#surroundings.clock();
    const history = this.#history.get(cell.id) ?? [];
    if (answer.covered) {
      this.#history.set(cell.id, [
        ...history,
        { at: now, verdict: answer.verdict },
      ]);
    }
    return {
      answer: noteSettling(answer, history, now),
      settled: !isUnsettled(answer, intended),
    };
  }

  async #prepareRow(identity: Identity): Promise<Row> {
    if (identity.kind === 'anonymous') {
      return { kind: 'ready', signer: 'unsigned', evidence: [] };
    }
    const session = this.#sessions.get(identity.environment);
    if (!session) {
      return {
        kind: 'not-configured',
        detail: notConfigured(identity.environment),
      };
    }
    const row = await prepareRow(identity, {
      session,
      ownBuckets: this.#subject.matrix.resources.flatMap(resource =>
        resource.kind === 'bucket' && isOwn(resource, identity)
          ? [resource]
          : [],
      ),
      random: this.#surroundings.random,
      signal: this.#signal,
    });
    const role = this.#resources.get(`role:${identity.roleArn}`);
    if (row.kind === 'ready' && role) {
      const evidence =
        row.evidence[0] ??
        session.evidence('sts', `Role ${identity.roleArn} was assumed.`);
      this.#columns.saw(role, 'existence', { isProven: true, evidence });
    }
    return row;
  }

  async #attempt(
    cell: Cell,
    identity: Identity,
    resource: Resource,
    row: Row,
  ): Promise<Attempt> {
    const { random } = this.#surroundings;
    const signal = this.#signal;
    if (cell.operation === 'administer') {
      return ADMINISTER_NOT_COVERED;
    }
    if (row.kind === 'not-configured') {
      return {
        kind: 'not-covered',
        reason: 'no-credential-source',
        detail: row.detail,
      };
    }
    if (row.kind === 'unproven') {
      return { kind: 'row-unproven', cause: row.cause };
    }
    const column = this.#columns.of(resource);
    if (resource.kind === 'role') {
      const session =
        identity.kind === 'anonymous'
          ? undefined
          : this.#sessions.get(identity.environment);
      return session
        ? attemptAssume(resource, row, { session, random, signal })
        : {
            kind: 'not-covered',
            reason: 'not-configured',
            detail: notConfigured(resource.environment),
          };
    }
    if (cell.operation === 'assume' || column.kind !== 'bucket') {
      throw new Error(`Cell "${cell.id}" does not fit its resource`);
    }
    const session = this.#sessions.get(resource.environment);
    if (!session) {
      return {
        kind: 'not-covered',
        reason: 'not-configured',
        detail: notConfigured(resource.environment),
      };
    }
    if (row.kind === 'refused') {
      return { kind: 'role-unavailable', evidence: row.evidence };
    }
    return attemptBucket(cell.operation, resource, row.signer, column, {
      session,
      random,
      signal,
    });
  }

  #noteSightings(cell: Cell, resource: Resource, attempt: Attempt): void {
    const evidence =
      attempt.kind === 'probed' ? attempt.evidence[0] : undefined;
    if (
      attempt.kind === 'probed' &&
      attempt.classification.verdict === 'allow' &&
      evidence
    ) {
      this.#columns.saw(
        resource,
        cell.operation === 'read' ? 'canary' : 'existence',
        { isProven: true, evidence },
      );
    }
  }

  #identityOf(cell: Cell): Identity {
    return found(this.#identities.get(cell.identity), cell);
  }

  #resourceOf(cell: Cell): Resource {
    return found(this.#resources.get(cell.resource), cell);
  }
}

function isOwn(resource: Resource, identity: Identity): boolean {
  return (
    identity.kind === 'corridor' &&
    resource.owner.kind === 'corridor' &&
    resource.owner.corridor === identity.corridor
  );
}

function notConfigured(environment: string): string {
  return `Live verification of environment ${environment} is not configured.`;
}

function found<T>(value: T | undefined, cell: Cell): T {
  if (value === undefined) {
    throw new Error(`Cell "${cell.id}" is not in the matrix`);
  }
  return value;
}
