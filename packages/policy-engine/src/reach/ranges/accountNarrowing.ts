import type { Condition } from '../../conditions/Condition';
import type { CompiledStatement } from '../../documents/CompiledStatement';
import { isAccountId } from '../../arn';
import type { PreparedCaller } from '../../request/PreparedCaller';
import { ANY_ACCOUNT, patternOf } from '../patterns/Pattern';
import { findNameClasses } from '../patterns/findNameClasses';
import { valuePatternOf } from './resourcePatterns';

/** The account, or a part of it, is spelled out. Without a digit, a value means every account or none. */
const DIGIT = /\d/;

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

/**
 * The account that a pattern of ARNs spells out; undefined when it leaves the account open or speaks of buckets.
 */
export function accountSpelledIn(pattern: string): string | undefined {
  const account = accountInArn(pattern);
  return isAccountId(account) ? account : undefined;
}

function accountInArn(pattern: string): string {
  return pattern.split(':')[4] ?? '';
}

/** Accounts that stand for all accounts: one for each way in which conditions and ARNs tell accounts apart. */
export interface RepresentativeAccounts {
  /** One that nothing speaks of, if there is such. */
  readonly unnamed: string | undefined;
  readonly named: readonly string[];
  /** Whether the conditions are too intricate to tell in which ways they tell accounts apart. */
  readonly isUndecided: boolean;
}

/** Stands for accounts that cannot be told apart. */
const SOME_ACCOUNT = '000000000000';

/**
 * Accounts that stand for all accounts.
 *
 * @param statements - whatever may decide
 * @param known - accounts that stand for nobody but themselves
 * @param caller - whose variables stand in conditions
 */
export function representativeAccounts(
  statements: Iterable<CompiledStatement>,
  known: ReadonlySet<string>,
  caller: PreparedCaller,
): RepresentativeAccounts {
  const values = new Set<string>(known);
  for (const { conditions, resources } of statements) {
    for (const text of resources?.patterns ?? []) {
      const account = accountInArn(text);
      if (DIGIT.test(account)) {
        values.add(account);
      }
    }
    for (const condition of conditions) {
      if (isAboutAccount(condition)) {
        condition.values
          .map(value => valuePatternOf(value, caller).text)
          .filter(value => DIGIT.test(value))
          .forEach(value => values.add(value));
      }
    }
  }
  const classes = findNameClasses([ANY_ACCOUNT], [...values].map(patternOf));
  if (!classes) {
    return { unnamed: SOME_ACCOUNT, named: [], isUndecided: true };
  }
  const unnamed = classes.find(({ matches }) => !matches.includes(true));
  return {
    unnamed: unnamed?.witness,
    named: classes
      .filter(item => item !== unnamed)
      .map(({ witness }) => witness),
    isUndecided: false,
  };
}

function isAboutAccount({ key }: Condition): boolean {
  const folded = key.toLowerCase();
  return folded === 'aws:resourceaccount' || folded === 's3:resourceaccount';
}
