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

class CompiledDocument implements CompiledPolicy {
  readonly kind: DocumentKind;
  readonly name: string;
  readonly origin?: DocumentOrigin;
  readonly #statements: CompiledStatement[] = [];

  constructor({ kind, name, origin }: CompiledPolicy) {
    this.kind = kind;
    this.name = name;
    if (origin) {
      this.origin = origin;
    }
  }

  static statementsOf(policy: CompiledPolicy): CompiledStatement[] {
    if (!(policy instanceof CompiledDocument)) {
      throw new TypeError(
        `The policy "${policy.name}" was not compiled by compilePolicy`,
      );
    }
    return policy.#statements;
  }
}

/** @param compile - makes the statements of the policy, in their order */
export function createCompiledPolicy(
  head: CompiledPolicy,
  compile: (policy: CompiledPolicy) => Iterable<CompiledStatement>,
): CompiledPolicy {
  const policy = new CompiledDocument(head);
  CompiledDocument.statementsOf(policy).push(...compile(policy));
  return policy;
}

/** @throws TypeError when the policy was not made by `compilePolicy` */
export function statementsOf(
  policy: CompiledPolicy,
): readonly CompiledStatement[] {
  return CompiledDocument.statementsOf(policy);
}

export type { CompiledStatement } from './CompiledStatement';
