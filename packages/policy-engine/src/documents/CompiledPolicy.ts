import type { Condition } from '../conditions/Condition';
import type { ActionMatcher } from './ActionMatcher';
import type {
  DocumentKind,
  DocumentOrigin,
  StatementReference,
} from './documentKinds';
import type { PrincipalMatcher } from './PrincipalMatcher';
import type { ResourceMatcher } from './ResourceMatcher';

/** A statement, ready to be evaluated. */
export interface CompiledStatement {
  readonly reference: StatementReference;
  readonly effect: 'Allow' | 'Deny';
  readonly actions: ActionMatcher;
  /** Only and always in bucket and trust policies. */
  readonly principals?: PrincipalMatcher;
  /** Absent in trust policies, which are about the role they belong to. */
  readonly resources?: ResourceMatcher;
  readonly conditions: readonly Condition[];
}

/**
 * A policy document that was understood as a whole. Made by `compilePolicy`, used by `evaluate`.
 *
 * @public
 */
export interface CompiledPolicy {
  readonly kind: DocumentKind;
  readonly name: string;
  readonly origin?: DocumentOrigin;
}

/** Carries the statements where only {@link statementsOf} reads them. */
class CompiledDocument implements CompiledPolicy {
  readonly kind: DocumentKind;
  readonly name: string;
  readonly origin?: DocumentOrigin;
  readonly #statements: readonly CompiledStatement[];

  constructor(
    { kind, name, origin }: CompiledPolicy,
    statements: readonly CompiledStatement[],
  ) {
    this.kind = kind;
    this.name = name;
    if (origin) {
      this.origin = origin;
    }
    this.#statements = statements;
    Object.freeze(this);
  }

  static statementsOf(
    policy: CompiledPolicy,
  ): readonly CompiledStatement[] | undefined {
    return #statements in policy ? policy.#statements : undefined;
  }
}

export function createCompiledPolicy(
  head: { kind: DocumentKind; name: string; origin?: DocumentOrigin },
  statements: readonly CompiledStatement[],
): CompiledPolicy {
  return new CompiledDocument(head, statements);
}

/** @throws TypeError when the policy was not made by `compilePolicy` */
export function statementsOf(
  policy: CompiledPolicy,
): readonly CompiledStatement[] {
  const statements = CompiledDocument.statementsOf(policy);
  if (!statements) {
    throw new TypeError(
      `The policy "${policy.name}" was not compiled by compilePolicy`,
    );
  }
  return statements;
}
