import type { Condition } from '../../conditions/Condition';
import type { CompiledStatement } from '../../documents/CompiledStatement';
import { isAccountId } from '../../arn';
import { ANY_ACCOUNT, patternOf } from '../patterns/Pattern';
import { findNameClasses } from '../patterns/findNameClasses';

const EXACT = new Set(['StringEquals', 'StringLike', 'StringEqualsIgnoreCase']);

/**
 * The accounts that a statement is held to by a condition on the owner of the resource; undefined when none holds it.
 * (AWS: "AWS global condition context keys", `aws:ResourceAccount`.)
 */
export function accountsOf(
  statement: CompiledStatement,
): readonly string[] | undefined {
  for (const condition of statement.conditions) {
    if (
      isAboutAccount(condition) &&
      EXACT.has(condition.operator) &&
      condition.values.every(isAccountId)
    ) {
      return condition.values;
    }
  }
  return undefined;
}

/** Accounts that stand for all accounts: one for each way in which conditions tell accounts apart. */
export interface RepresentativeAccounts {
  /** One that no condition speaks of, if there is such. */
  readonly unnamed: string | undefined;
  readonly named: readonly string[];
}

/**
 * Accounts that stand for all accounts.
 *
 * @param statements - whatever may decide
 * @param known - accounts that stand for nobody but themselves
 */
export function representativeAccounts(
  statements: Iterable<CompiledStatement>,
  known: ReadonlySet<string>,
): RepresentativeAccounts {
  const values = new Set<string>(known);
  for (const { conditions } of statements) {
    for (const condition of conditions) {
      if (isAboutAccount(condition)) {
        condition.values.forEach(value => values.add(value));
      }
    }
  }
  const patterns = [...values].filter(value => !value.includes('${'));
  const classes = findNameClasses([ANY_ACCOUNT], patterns.map(patternOf)) ?? [];
  const unnamed = classes.find(({ matches }) => !matches.includes(true));
  return {
    unnamed: unnamed?.witness,
    named: classes
      .filter(item => item !== unnamed)
      .map(({ witness }) => witness),
  };
}

function isAboutAccount({ key }: Condition): boolean {
  const folded = key.toLowerCase();
  return folded === 'aws:resourceaccount' || folded === 's3:resourceaccount';
}
