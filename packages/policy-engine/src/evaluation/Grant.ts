import type { CompiledStatement } from '../documents/CompiledStatement';
import type { Request } from '../request/Request';
import { FALSE, Truth, TRUE, UNKNOWN } from '../Truth';
import { addMissing } from './applies';

const NO_PARTS: readonly Grant[] = [];

/** Whether something grants (or denies), and the statements that make it so: one of them, or two grants together. */
export class Grant {
  readonly truth: Truth;
  readonly #statement: CompiledStatement | undefined;
  readonly #hangsOnSession: boolean;
  readonly #parts: readonly Grant[];

  private constructor(
    truth: Truth,
    statement?: CompiledStatement,
    hangsOnSession: boolean = false,
    parts: readonly Grant[] = NO_PARTS,
  ) {
    this.truth = truth;
    this.#statement = statement;
    this.#hangsOnSession = hangsOnSession;
    this.#parts = parts;
  }

  /** Grants nothing. */
  static readonly NOTHING = new Grant(FALSE);

  /** Grants everything without a statement: a limit that does not exist, the root user's own account. */
  static readonly EVERYTHING = new Grant(TRUE);

  /** @param truth - whether the statement applies: certainly, or perhaps */
  static by(statement: CompiledStatement, truth: Truth): Grant {
    return new Grant(truth, statement);
  }

  /** By a statement that applies if the caller has the session that it names. */
  static bySession(statement: CompiledStatement): Grant {
    return new Grant(UNKNOWN, statement, true);
  }

  /** Both count. */
  static together(truth: Truth, first: Grant, second: Grant): Grant {
    return new Grant(truth, undefined, false, [first, second]);
  }

  /** The statements, each once. */
  statements(): ReadonlySet<CompiledStatement> {
    const found = new Set<CompiledStatement>();
    this.#collect(found);
    return found;
  }

  /** The keys that would have to be known, as the policies write them. */
  missingKeys(request: Request): ReadonlySet<string> {
    const missing = new Set<string>();
    this.#addMissing(request, missing);
    return missing;
  }

  #collect(found: Set<CompiledStatement>): void {
    if (this.#statement) {
      found.add(this.#statement);
    }
    for (const part of this.#parts) {
      part.#collect(found);
    }
  }

  #addMissing(request: Request, missing: Set<string>): void {
    if (this.truth !== UNKNOWN) {
      return;
    }
    if (this.#statement) {
      addMissing(this.#statement, request, this.#hangsOnSession, missing);
    }
    for (const part of this.#parts) {
      part.#addMissing(request, missing);
    }
  }
}

/** The first that certainly grants; else all that might. */
export function anyOf(a: Grant, b: Grant): Grant {
  if (a.truth === TRUE || b.truth === FALSE) {
    return a;
  }
  return b.truth === TRUE || a.truth === FALSE
    ? b
    : Grant.together(UNKNOWN, a, b);
}

/** Both must grant. */
export function allOf(a: Grant, b: Grant): Grant {
  if (a.truth === FALSE || b === Grant.EVERYTHING) {
    return a;
  }
  if (b.truth === FALSE || a === Grant.EVERYTHING) {
    return b;
  }
  return Grant.together(a.truth === TRUE ? b.truth : a.truth, a, b);
}
