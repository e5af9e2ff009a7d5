import type { Condition } from '../../../conditions/Condition';
import { callerOf } from '../../../request/prepareCaller';
import type { PreparedCaller } from '../../../request/PreparedCaller';
import { FALSE } from '../../../Truth';

/** Whether no condition excludes a caller by what is known of it, whatever it asks for. */
export function mayMean(
  conditions: readonly Condition[],
  caller: PreparedCaller,
  partition: string,
): boolean {
  const context = callerOf(caller).inPartition(partition);
  return conditions.every(condition => condition.holds(context) !== FALSE);
}
