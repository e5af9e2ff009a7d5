import type { CompiledStatement } from './CompiledStatement';
import type { DocumentKind, DocumentOrigin } from './documentKinds';

/**
 * A policy document that was understood as a whole. Made by `compilePolicy`, used by `evaluate` and `prepareCaller`.
 *
 * @public
 */
export interface CompiledPolicy {
  readonly kind: DocumentKind;
  readonly name: string;
  readonly origin?: DocumentOrigin;
}

const NO_STATEMENTS: readonly CompiledStatement[] = [];

class CompiledDocument implements CompiledPolicy {
  readonly kind: DocumentKind;
  readonly name: string;
  readonly origin?: DocumentOrigin;
  #statements: readonly CompiledStatement[] = NO_STATEMENTS;

  private constructor({ kind, name, origin }: CompiledPolicy) {
    this.kind = kind;
    this.name = name;
    if (origin) {
      this.origin = origin;
    }
  }

  /** @param compile - makes the statements of the policy, in their order */
  static create(
    head: CompiledPolicy,
    compile: (policy: CompiledPolicy) => readonly CompiledStatement[],
  ): CompiledPolicy {
    const policy = new CompiledDocument(head);
    policy.#statements = compile(policy);
    return policy;
  }

  static statementsOf(policy: CompiledPolicy): readonly CompiledStatement[] {
    if (!(policy instanceof CompiledDocument)) {
      throw new TypeError(
        `The policy "${policy.name}" was not compiled by compilePolicy`,
      );
    }
    return policy.#statements;
  }
}

export const createCompiledPolicy = CompiledDocument.create;

/** @throws TypeError when the policy was not made by `compilePolicy` */
export function statementsOf(
  policy: CompiledPolicy,
): readonly CompiledStatement[] {
  return CompiledDocument.statementsOf(policy);
}
